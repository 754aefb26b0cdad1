/* TensorFlow Lite's C library, opened at run time when $VANITY_TFLITE names it
 * (libtensorflowlite_c.so of the npm package tfjs-tflite-node, for one). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A model in TensorFlow Lite's interpreter. */
typedef struct _Reference Reference;

gboolean reference_is_available (void);

/* With XNNPACK on that many threads, or with the interpreter's own kernels when it is 0. The custom
 * operators are those of reference-operators.c either way. */
Reference *reference_load (const char *path, int xnnpack_threads);
void reference_free (Reference *reference);

/* Copies `input` to the first input and runs. */
void reference_run (Reference *reference, const float *input, gsize n_input);
/* What of the last run was spent in the custom operators, which are plain loops here. */
double reference_get_custom_ms (Reference *reference);
int reference_get_n_outputs (Reference *reference);
/* Output `index` of the last run. Free with g_free (). */
float *reference_dup_output (Reference *reference, int index, gsize *n_values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reference, reference_free)

G_END_DECLS
