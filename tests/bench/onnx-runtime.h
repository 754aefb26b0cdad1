/* ONNX Runtime's library, opened at run time when $VANITY_ONNXRUNTIME names it (libonnxruntime.so.1
 * of the npm package onnxruntime-node, for one). Networks have one input, of float32. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A model in a session of ONNX Runtime's. */
typedef struct _OnnxRuntime OnnxRuntime;

gboolean onnx_runtime_is_available (void);
/* "1.30.0" */
const char *onnx_runtime_get_version (void);

/* On that many threads, with all optimisations, as the library sets itself up otherwise. NULL when
 * it refuses the model. */
OnnxRuntime *onnx_runtime_load (const char *path, int threads, GError **error);
void onnx_runtime_free (OnnxRuntime *runtime);

/* Where to write the input before a run; a run leaves it as it is. */
float *onnx_runtime_get_input (OnnxRuntime *runtime, gsize *n_values);
void onnx_runtime_run (OnnxRuntime *runtime);
/* Output `index` of the last run. Free with g_free (). */
float *onnx_runtime_dup_output (OnnxRuntime *runtime, int index, gsize *n_values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OnnxRuntime, onnx_runtime_free)

G_END_DECLS
