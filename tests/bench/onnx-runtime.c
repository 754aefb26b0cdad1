#include "onnx-runtime.h"

#include <gio/gio.h>
#include <gmodule.h>

/* The library's functions are a table that only ever grows: where each of these stands, in
 * onnxruntime_c_api.h since version 1 of the interface. */
enum
{
  GET_ERROR_MESSAGE = 2,
  CREATE_ENVIRONMENT = 3,
  CREATE_SESSION = 7,
  RUN = 9,
  CREATE_SESSION_OPTIONS = 10,
  SET_OPTIMIZATION = 23,
  SET_INTRA_OP_THREADS = 24,
  SET_INTER_OP_THREADS = 25,
  SESSION_GET_INPUT_COUNT = 30,
  SESSION_GET_OUTPUT_COUNT = 31,
  SESSION_GET_INPUT_TYPE = 33,
  SESSION_GET_INPUT_NAME = 36,
  SESSION_GET_OUTPUT_NAME = 37,
  CREATE_TENSOR_AROUND = 49,
  GET_TENSOR_DATA = 51,
  TYPE_AS_TENSOR = 55,
  GET_RANK = 61,
  GET_DIMENSIONS = 62,
  GET_ELEMENTS = 64,
  GET_TENSOR_TYPE = 65,
  CREATE_CPU_MEMORY = 69,
  ALLOCATOR_FREE = 76,
  GET_ALLOCATOR = 78,
  RELEASE_STATUS = 93,
  RELEASE_MEMORY = 94,
  RELEASE_SESSION = 95,
  RELEASE_VALUE = 96,
  RELEASE_TYPE = 98,
  RELEASE_TENSOR_TYPE = 99,
  RELEASE_SESSION_OPTIONS = 100,
};

#define INTERFACE_VERSION 1
#define LOGS_WARNINGS 2
#define LOGS_ERRORS 3
#define OPTIMIZES_ALL 99
#define HOLDS_FLOAT32 1
#define FROM_ARENA 1
#define OF_DEFAULT_KIND 0

#define MAX_OUTPUTS 16
#define MAX_RANK 8

typedef void *Status; /* NULL when all is well */
typedef void (*Function) (void);

typedef struct
{
  const Function *(*get_functions) (guint32 version);
  const char *(*get_version) (void);
} Base;

struct _OnnxRuntime
{
  gpointer session;
  gpointer input, outputs[MAX_OUTPUTS];
  float *values; /* of the input */
  gsize n_values;
  char *input_name, *output_names[MAX_OUTPUTS];
  gsize n_outputs;
};

static const Base *base;
static const Function *functions;
static gpointer environment, memory, allocator;

/* The function at `place`, as of that type. */
#define CALL(place, ...) (((Status (*) (__VA_ARGS__))functions[place]))

static void
release (int place, gpointer object)
{
  if (object != NULL)
    ((void (*) (gpointer))functions[place]) (object);
}

/* Takes `status`. */
static gboolean
take_status (Status status, GError **error)
{
  if (status == NULL)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "ONNX Runtime: %s",
               ((const char *(*)(Status))functions[GET_ERROR_MESSAGE]) (status));
  release (RELEASE_STATUS, status);
  return FALSE;
}

static void
check (Status status)
{
  g_autoptr (GError) error = NULL;

  if (!take_status (status, &error))
    g_error ("%s", error->message);
}

gboolean
onnx_runtime_is_available (void)
{
  const char *path = g_getenv ("VANITY_ONNXRUNTIME");
  const Base *(*get_base) (void);
  GModule *library;

  if (base != NULL)
    return TRUE;
  if (path == NULL || *path == '\0')
    return FALSE;
  library = g_module_open (path, G_MODULE_BIND_LOCAL | G_MODULE_BIND_LAZY);
  if (library == NULL || !g_module_symbol (library, "OrtGetApiBase", (gpointer *)&get_base))
    g_error ("%s", g_module_error ());
  base = get_base ();
  if (!g_str_has_prefix (base->get_version (), "1."))
    g_error ("%s is version %s of ONNX Runtime, not 1", path, base->get_version ());
  functions = base->get_functions (INTERFACE_VERSION);
  g_assert_nonnull (functions);
  check (CALL (CREATE_ENVIRONMENT, int, const char *, gpointer *) (LOGS_ERRORS, "bench",
                                                                   &environment));
  check (CALL (CREATE_CPU_MEMORY, int, int, gpointer *) (FROM_ARENA, OF_DEFAULT_KIND, &memory));
  check (CALL (GET_ALLOCATOR, gpointer *) (&allocator));
  return TRUE;
}

const char *
onnx_runtime_get_version (void)
{
  return base->get_version ();
}

static char *
dup_name (gpointer session, int place, gsize index)
{
  char *name, *copy;

  check (CALL (place, gpointer, gsize, gpointer, char **) (session, index, allocator, &name));
  copy = g_strdup (name);
  check (CALL (ALLOCATOR_FREE, gpointer, gpointer) (allocator, name));
  return copy;
}

/* A tensor of the input's shape, around `values`. */
static void
make_input (OnnxRuntime *runtime)
{
  gpointer type, tensor_type; /* the second belongs to the first */
  gint64 dim[MAX_RANK];
  gsize rank;

  check (CALL (SESSION_GET_INPUT_TYPE, gpointer, gsize, gpointer *) (runtime->session, 0, &type));
  check (CALL (TYPE_AS_TENSOR, gpointer, gpointer *) (type, &tensor_type));
  check (CALL (GET_RANK, gpointer, gsize *) (tensor_type, &rank));
  g_assert_cmpuint (rank, <=, MAX_RANK);
  check (CALL (GET_DIMENSIONS, gpointer, gint64 *, gsize) (tensor_type, dim, rank));
  check (CALL (GET_ELEMENTS, gpointer, gsize *) (tensor_type, &runtime->n_values));
  release (RELEASE_TYPE, type);
  runtime->values = g_new0 (float, runtime->n_values);
  check (CALL (CREATE_TENSOR_AROUND, gpointer, gpointer, gsize, const gint64 *, gsize, int,
               gpointer *) (memory, runtime->values, runtime->n_values * sizeof (float), dim, rank,
                            HOLDS_FLOAT32, &runtime->input));
}

OnnxRuntime *
onnx_runtime_load (const char *path, int threads, GError **error)
{
  OnnxRuntime *runtime;
  gpointer options, session = NULL;
  gsize n_inputs;
  gboolean created;

  check (CALL (CREATE_SESSION_OPTIONS, gpointer *) (&options));
  check (CALL (SET_OPTIMIZATION, gpointer, int) (options, OPTIMIZES_ALL));
  check (CALL (SET_INTRA_OP_THREADS, gpointer, int) (options, threads));
  check (CALL (SET_INTER_OP_THREADS, gpointer, int) (options, 1));
  created = take_status (CALL (CREATE_SESSION, gpointer, const char *, gpointer,
                               gpointer *) (environment, path, options, &session),
                         error);
  release (RELEASE_SESSION_OPTIONS, options);
  if (!created)
    return NULL;
  runtime = g_new0 (OnnxRuntime, 1);
  runtime->session = session;
  check (CALL (SESSION_GET_INPUT_COUNT, gpointer, gsize *) (session, &n_inputs));
  check (CALL (SESSION_GET_OUTPUT_COUNT, gpointer, gsize *) (session, &runtime->n_outputs));
  g_assert_cmpuint (n_inputs, ==, 1);
  g_assert_cmpuint (runtime->n_outputs, <=, MAX_OUTPUTS);
  runtime->input_name = dup_name (session, SESSION_GET_INPUT_NAME, 0);
  for (gsize i = 0; i < runtime->n_outputs; i++)
    runtime->output_names[i] = dup_name (session, SESSION_GET_OUTPUT_NAME, i);
  make_input (runtime);
  return runtime;
}

void
onnx_runtime_free (OnnxRuntime *runtime)
{
  release (RELEASE_VALUE, runtime->input);
  for (gsize i = 0; i < runtime->n_outputs; i++)
    {
      release (RELEASE_VALUE, runtime->outputs[i]);
      g_free (runtime->output_names[i]);
    }
  release (RELEASE_SESSION, runtime->session);
  g_free (runtime->input_name);
  g_free (runtime->values);
  g_free (runtime);
}

float *
onnx_runtime_get_input (OnnxRuntime *runtime, gsize *n_values)
{
  if (n_values != NULL)
    *n_values = runtime->n_values;
  return runtime->values;
}

void
onnx_runtime_run (OnnxRuntime *runtime)
{
  /* The first run makes the outputs, the next ones write into them. */
  check (CALL (RUN, gpointer, gpointer, char **, gpointer *, gsize, char **, gsize,
               gpointer *) (runtime->session, NULL, &runtime->input_name, &runtime->input, 1,
                            runtime->output_names, runtime->n_outputs, runtime->outputs));
}

float *
onnx_runtime_dup_output (OnnxRuntime *runtime, int index, gsize *n_values)
{
  gpointer data, type;

  check (CALL (GET_TENSOR_DATA, gpointer, gpointer *) (runtime->outputs[index], &data));
  check (CALL (GET_TENSOR_TYPE, gpointer, gpointer *) (runtime->outputs[index], &type));
  check (CALL (GET_ELEMENTS, gpointer, gsize *) (type, n_values));
  release (RELEASE_TENSOR_TYPE, type);
  return g_memdup2 (data, *n_values * sizeof (float));
}
