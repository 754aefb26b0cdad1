#include "reference-library.h"

#include "reference-operators.h"

#include <gmodule.h>

struct _Reference
{
  gpointer model;
  gpointer options;
  gpointer delegate; /* NULL: TensorFlow Lite's own kernels */
  gpointer interpreter;
};

/* Of tensorflow/lite/delegates/xnnpack/xnnpack_delegate.h; versions that know less leave out what
 * stands at the end. */
typedef struct
{
  gint32 n_threads;
  guint32 flags;
  gpointer weights_cache;
} DelegateOptions;

/* What is used of tensorflow/lite/c/c_api.h and of the delegate's header. */
static struct
{
  gpointer (*model_create) (const char *path);
  void (*model_delete) (gpointer model);
  gpointer (*options_create) (void);
  void (*options_delete) (gpointer options);
  void (*options_set_threads) (gpointer options, gint32 threads);
  void (*options_add_custom) (gpointer options, const char *name,
                              const TfLiteRegistration *registration, gint32 min_version,
                              gint32 max_version);
  gpointer (*interpreter_create) (gpointer model, gpointer options);
  void (*interpreter_delete) (gpointer interpreter);
  DelegateOptions (*delegate_options) (void);
  gpointer (*delegate_create) (const DelegateOptions *options);
  void (*delegate_delete) (gpointer delegate);
  int (*delegate_apply) (gpointer interpreter, gpointer delegate);
  int (*allocate) (gpointer interpreter);
  gpointer (*get_input) (gpointer interpreter, gint32 index);
  int (*invoke) (gpointer interpreter);
  gint32 (*count_outputs) (gpointer interpreter);
  gpointer (*get_output) (gpointer interpreter, gint32 index);
  gsize (*tensor_size) (gpointer tensor);
  int (*tensor_set) (gpointer tensor, gconstpointer data, gsize size);
  int (*tensor_get) (gpointer tensor, gpointer data, gsize size);
} api;

gboolean
reference_is_available (void)
{
  static GModule *library;
  static const struct
  {
    const char *name;
    gpointer *function;
  } symbols[] = {
    { "TfLiteModelCreateFromFile", (gpointer *)&api.model_create },
    { "TfLiteModelDelete", (gpointer *)&api.model_delete },
    { "TfLiteInterpreterOptionsCreate", (gpointer *)&api.options_create },
    { "TfLiteInterpreterOptionsDelete", (gpointer *)&api.options_delete },
    { "TfLiteInterpreterOptionsSetNumThreads", (gpointer *)&api.options_set_threads },
    { "TfLiteInterpreterOptionsAddCustomOp", (gpointer *)&api.options_add_custom },
    { "TfLiteInterpreterCreate", (gpointer *)&api.interpreter_create },
    { "TfLiteInterpreterDelete", (gpointer *)&api.interpreter_delete },
    { "TfLiteXNNPackDelegateOptionsDefault", (gpointer *)&api.delegate_options },
    { "TfLiteXNNPackDelegateCreate", (gpointer *)&api.delegate_create },
    { "TfLiteXNNPackDelegateDelete", (gpointer *)&api.delegate_delete },
    { "TfLiteInterpreterModifyGraphWithDelegate", (gpointer *)&api.delegate_apply },
    { "TfLiteInterpreterAllocateTensors", (gpointer *)&api.allocate },
    { "TfLiteInterpreterGetInputTensor", (gpointer *)&api.get_input },
    { "TfLiteInterpreterInvoke", (gpointer *)&api.invoke },
    { "TfLiteInterpreterGetOutputTensorCount", (gpointer *)&api.count_outputs },
    { "TfLiteInterpreterGetOutputTensor", (gpointer *)&api.get_output },
    { "TfLiteTensorByteSize", (gpointer *)&api.tensor_size },
    { "TfLiteTensorCopyFromBuffer", (gpointer *)&api.tensor_set },
    { "TfLiteTensorCopyToBuffer", (gpointer *)&api.tensor_get },
  };
  const char *path = g_getenv ("VANITY_TFLITE");

  if (library != NULL)
    return TRUE;
  if (path == NULL || *path == '\0')
    return FALSE;
  library = g_module_open (path, G_MODULE_BIND_LOCAL | G_MODULE_BIND_LAZY);
  if (library == NULL)
    g_error ("%s", g_module_error ());
  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (!g_module_symbol (library, symbols[i].name, symbols[i].function))
      g_error ("%s", g_module_error ());
  return TRUE;
}

Reference *
reference_load (const char *path, int xnnpack_threads)
{
  Reference *reference = g_new0 (Reference, 1);

  reference->model = api.model_create (path);
  g_assert_nonnull (reference->model);
  reference->options = api.options_create ();
  api.options_set_threads (reference->options, MAX (xnnpack_threads, 1));
  for (const TfLiteRegistration *op = reference_operators; op->custom_name != NULL; op++)
    api.options_add_custom (reference->options, op->custom_name, op, 1, 2);
  reference->interpreter = api.interpreter_create (reference->model, reference->options);
  g_assert_nonnull (reference->interpreter);
  if (xnnpack_threads > 0)
    {
      DelegateOptions options = api.delegate_options ();

      options.n_threads = xnnpack_threads;
      reference->delegate = api.delegate_create (&options);
      g_assert_nonnull (reference->delegate);
      g_assert_cmpint (api.delegate_apply (reference->interpreter, reference->delegate), ==, 0);
    }
  g_assert_cmpint (api.allocate (reference->interpreter), ==, 0);
  return reference;
}

void
reference_free (Reference *reference)
{
  api.interpreter_delete (reference->interpreter);
  if (reference->delegate != NULL)
    api.delegate_delete (reference->delegate);
  api.options_delete (reference->options);
  api.model_delete (reference->model);
  g_free (reference);
}

void
reference_run (Reference *reference, const float *input, gsize n_input)
{
  gpointer tensor = api.get_input (reference->interpreter, 0);
  g_assert_cmpuint (api.tensor_size (tensor), ==, n_input * sizeof *input);
  g_assert_cmpint (api.tensor_set (tensor, input, n_input * sizeof *input), ==, 0);
  reference_operators_ns = 0;
  g_assert_cmpint (api.invoke (reference->interpreter), ==, 0);
}

double
reference_get_custom_ms (Reference *reference)
{
  return reference_operators_ns / 1e6;
}

int
reference_get_n_outputs (Reference *reference)
{
  return api.count_outputs (reference->interpreter);
}

float *
reference_dup_output (Reference *reference, int index, gsize *n_values)
{
  gpointer tensor = api.get_output (reference->interpreter, index);
  gsize size = api.tensor_size (tensor);
  float *values = g_malloc (size);
  g_assert_cmpint (api.tensor_get (tensor, values, size), ==, 0);
  *n_values = size / sizeof *values;
  return values;
}
