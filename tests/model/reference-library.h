/* TensorFlow Lite's C library, opened at run time when $VANITY_TFLITE_LIBRARY names it
 * (libtensorflowlite_c.so of the npm package tfjs-tflite-node, for one). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A model in TensorFlow Lite's interpreter, on one thread. */
typedef struct _Reference Reference;

gboolean reference_is_available (void);

Reference *reference_load (const char *path);
void reference_free (Reference *reference);

/* Copies `input` to the first input and runs. */
void reference_run (Reference *reference, const float *input, gsize n_input);
int reference_get_n_outputs (Reference *reference);
/* Output `index` of the last run. Free with g_free (). */
float *reference_dup_output (Reference *reference, int index, gsize *n_values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reference, reference_free)

G_END_DECLS
