/* The cases that ONNX itself gives for every operator (Debian's libonnx-testdata): each a model,
 * inputs and the outputs that must come. All are run, but for those that onnx-skipped.txt names
 * with a reason; of those none may pass, so that the list stays true. They are where ./dev puts
 * them, or in $VANITY_ONNX_CASES.
 *
 * Each that passes is also written as ONNX and read again, and must give the same numbers then; and
 * ONNX's own checker must find nothing wrong with what is written. */
#include "base/error.h"
#include "model/onnx-write.h"
#include "model/onnx.h"
#include "nn/executor.h"
#include "onnx-checker.h"

#include <math.h>
#include <string.h>

/* Where all that is written goes. */
static char *written_folder;

typedef struct
{
  GHashTable *operators; /* name → reason */
  GHashTable *cases;
  int passed, failed, skipped;
  int written;
} Report;

static void
model_free (gpointer model)
{
  onnx__model_proto__free_unpacked (model, NULL);
}

static void
tensor_free (gpointer tensor)
{
  onnx__tensor_proto__free_unpacked (tensor, NULL);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Onnx__ModelProto, model_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Onnx__TensorProto, tensor_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityOnnxValue, vanity_onnx_value_free)

static GBytes *
read_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *contents;
  gsize size;

  return g_file_get_contents (path, &contents, &size, NULL) ? g_bytes_new_take (contents, size)
                                                            : NULL;
}

static Onnx__ModelProto *
unpack_model (const char *folder)
{
  g_autoptr (GBytes) bytes = read_file (folder, "model.onnx");
  gsize size;
  const guint8 *data;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  return onnx__model_proto__unpack (NULL, size, data);
}

/* input_0.pb, … or output_0.pb, …; NULL past the last. */
static Onnx__TensorProto *
unpack_tensor (const char *folder, const char *kind, int index)
{
  g_autofree char *name = g_strdup_printf ("%s_%d.pb", kind, index);
  g_autoptr (GBytes) bytes = read_file (folder, name);
  gsize size;
  const guint8 *data;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  return onnx__tensor_proto__unpack (NULL, size, data);
}

static VanityOnnxValue *
read_tensor (const char *folder, const char *kind, int index, GError **error)
{
  g_autoptr (Onnx__TensorProto) tensor = unpack_tensor (folder, kind, index);
  VanityOnnx reader = { .constant_elements = 1 << 28 };

  if (tensor == NULL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT, "%s %d is no tensor", kind, index);
      return NULL;
    }
  return vanity_onnx_read_tensor (&reader, tensor, kind, error);
}

static double
get_number (const VanityOnnxValue *value, gint64 index)
{
  return value->data_type == VANITY_FLOAT32 ? ((const float *)value->data)[index]
                                            : ((const gint64 *)value->data)[index];
}

/* The graph of the model, its inputs from `n_free` on being constants. */
static VanityGraph *
load (const char *folder, const char *data, int n_free, GError **error)
{
  g_autoptr (Onnx__ModelProto) model = unpack_model (folder);
  VanityShape shapes[64];
  int n_shapes = 0;

  for (gsize i = 0; i < model->graph->n_input && i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (GError) ignored = NULL;
      g_autoptr (VanityOnnxValue) value = read_tensor (data, "input", i, &ignored);

      if (value != NULL)
        shapes[n_shapes++] = value->shape;
    }
  for (gsize i = n_free; i < model->graph->n_input; i++)
    {
      Onnx__TensorProto *tensor = unpack_tensor (data, "input", i);
      Onnx__GraphProto *graph = model->graph;

      if (tensor == NULL)
        continue;
      free (tensor->name);
      tensor->name = strdup (graph->input[i]->name);
      graph->initializer
          = realloc (graph->initializer, (graph->n_initializer + 1) * sizeof *graph->initializer);
      graph->initializer[graph->n_initializer++] = tensor;
    }
  /* A case of one node names the version since which its operator is as it is, so in 9 it is the
   * same; those that PyTorch wrote have version 6, and mostly nothing that changed. */
  for (gsize i = 0; i < model->n_opset_import; i++)
    model->opset_import[i]->version = MAX (model->opset_import[i]->version, 9);
  gsize size = onnx__model_proto__get_packed_size (model);
  guint8 *packed = g_malloc (size);
  onnx__model_proto__pack (model, packed);
  g_autoptr (GBytes) bytes = g_bytes_new_take (packed, size);
  return vanity_onnx_read (bytes, "case", folder, shapes, n_shapes, error);
}

/* Lists of sizes and the like are inputs in these cases; where the engine needs to know them
 * beforehand, they become constants, as exporters write them. */
static VanityGraph *
load_as_possible (const char *folder, const char *data, GError **error)
{
  static const int attempts[] = { 64, 1, 0 };

  for (guint i = 0;; i++)
    {
      g_autoptr (GError) wrong = NULL;
      VanityGraph *graph = load (folder, data, attempts[i], &wrong);

      if (graph != NULL)
        return graph;
      if (i + 1 == G_N_ELEMENTS (attempts))
        {
          g_propagate_error (error, g_steal_pointer (&wrong));
          return NULL;
        }
    }
}

static gboolean
compare (const VanityOnnxValue *expected, const float *values, const VanityShape *shape, int index,
         GError **error)
{
  gboolean half = expected->type == ONNX__TENSOR_PROTO__DATA_TYPE__FLOAT16
                  || expected->type == ONNX__TENSOR_PROTO__DATA_TYPE__BFLOAT16;
  /* As ONNX's own runner. */
  double tolerance = expected->data_type == VANITY_INT64 ? 0 : half ? 1e-2 : 1e-3;

  if (!vanity_shape_equal (shape, &expected->shape))
    {
      g_autofree char *one = vanity_shape_to_string (shape);
      g_autofree char *other = vanity_shape_to_string (&expected->shape);
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, "output %d is %s instead of %s", index,
                   one, other);
      return FALSE;
    }
  for (gint64 i = 0; i < vanity_shape_get_elements (shape); i++)
    {
      double wanted = get_number (expected, i), value = values[i];

      if (isfinite (wanted) ? fabs (value - wanted) > tolerance * (1e-3 + fabs (wanted))
                            : !(value == wanted || (isnan (value) && isnan (wanted))))
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                       "element %" G_GINT64_FORMAT " of output %d is %.9g instead of %.9g", i,
                       index, value, wanted);
          return FALSE;
        }
    }
  return TRUE;
}

/* Takes `graph`; runs it on the case's inputs. */
static VanityExecutor *
run_graph (VanityGraph *graph, const char *data, GError **error)
{
  g_autoptr (VanityExecutor) executor = vanity_executor_new (graph, NULL, error);

  if (executor == NULL)
    return NULL;
  for (int i = 0; i < vanity_executor_get_n_inputs (executor); i++)
    {
      g_autoptr (VanityOnnxValue) value = read_tensor (data, "input", i, error);
      float *input = vanity_executor_get_input (executor, i);

      if (value == NULL)
        return NULL;
      for (gint64 k = 0; k < vanity_shape_get_elements (&value->shape); k++)
        input[k] = get_number (value, k);
    }
  return vanity_executor_run (executor, NULL, error) ? g_steal_pointer (&executor) : NULL;
}

/* That both executors have the same outputs, but for what rounds in another order. */
static gboolean
compare_executors (VanityExecutor *one, VanityExecutor *other, GError **error)
{
  for (int i = 0; i < vanity_executor_get_n_outputs (one); i++)
    {
      const VanityShape *shape = vanity_executor_get_output_shape (one, i);
      const float *wanted = vanity_executor_get_output (one, i);
      const float *values = vanity_executor_get_output (other, i);

      if (!vanity_shape_equal (shape, vanity_executor_get_output_shape (other, i)))
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, "output %d has another shape", i);
          return FALSE;
        }
      for (gint64 k = 0; k < vanity_shape_get_elements (shape); k++)
        if (!(fabsf (values[k] - wanted[k]) <= 2e-6f * (1 + fabsf (wanted[k]))
              || values[k] == wanted[k] || (isnan (values[k]) && isnan (wanted[k]))))
          {
            g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                         "written and read again, element %" G_GINT64_FORMAT
                         " of output %d is %.9g instead of %.9g",
                         k, i, values[k], wanted[k]);
            return FALSE;
          }
    }
  return TRUE;
}

/* Whatever can be read can be written. */
static GBytes *
write_graph (Report *report, VanityGraph *graph, const char *folder, GError **error)
{
  g_autofree char *name = g_path_get_basename (folder);
  g_autofree char *file = g_strconcat (name, ".onnx", NULL);
  g_autofree char *path = g_build_filename (written_folder, file, NULL);
  GBytes *bytes = vanity_onnx_write (graph, error);

  if (bytes == NULL)
    return NULL;
  report->written++;
  g_assert_true (
      g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
  return bytes;
}

static gboolean
run_data (Report *report, const char *folder, const char *data, GError **error)
{
  VanityGraph *graph = load_as_possible (folder, data, error), *again = NULL;
  g_autoptr (VanityExecutor) executor = NULL;
  g_autoptr (VanityExecutor) second = NULL;
  g_autoptr (GBytes) written = NULL;

  if (graph == NULL)
    return FALSE;
  written = write_graph (report, graph, folder, error);
  if (written == NULL)
    {
      vanity_graph_free (graph);
      return FALSE;
    }
  executor = run_graph (graph, data, error);
  if (executor == NULL)
    return FALSE;
  for (int i = 0; i < vanity_executor_get_n_outputs (executor); i++)
    {
      g_autoptr (VanityOnnxValue) expected = read_tensor (data, "output", i, error);

      if (expected == NULL
          || !compare (expected, vanity_executor_get_output (executor, i),
                       vanity_executor_get_output_shape (executor, i), i, error))
        return FALSE;
    }
  again = vanity_onnx_read (written, "case", NULL, NULL, 0, error);
  second = again != NULL ? run_graph (again, data, error) : NULL;
  return second != NULL && compare_executors (executor, second, error);
}

static const char *
find_reason (Report *report, const char *name, const Onnx__ModelProto *model)
{
  const char *reason = g_hash_table_lookup (report->cases, name);

  for (gsize i = 0; reason == NULL && i < model->graph->n_node; i++)
    reason = g_hash_table_lookup (report->operators, model->graph->node[i]->op_type);
  return reason;
}

static void
run_case (Report *report, const char *root, const char *name)
{
  g_autofree char *folder = g_build_filename (root, name, NULL);
  g_autoptr (Onnx__ModelProto) model = unpack_model (folder);
  g_autoptr (GError) error = NULL;
  gboolean passed = model != NULL;
  const char *reason;

  if (model == NULL || model->graph == NULL)
    {
      g_test_message ("%s: no model", name);
      report->failed++;
      return;
    }
  for (int i = 0; passed; i++)
    {
      g_autofree char *set = g_strdup_printf ("test_data_set_%d", i);
      g_autofree char *data = g_build_filename (folder, set, NULL);

      if (!g_file_test (data, G_FILE_TEST_IS_DIR))
        break;
      passed = run_data (report, folder, data, &error);
    }
  reason = find_reason (report, name, model);
  if (reason != NULL && !passed)
    {
      report->skipped++;
      return;
    }
  if (passed && reason == NULL)
    {
      report->passed++;
      return;
    }
  report->failed++;
  if (passed)
    g_test_message ("%s passes, but is in the list of those that are skipped", name);
  else
    g_test_message ("%s: %s", name, error->message);
}

/* Lines of “operator NAME reason” or “case NAME reason”; # begins a comment. */
static void
read_list (Report *report)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (TEST_SKIPPED, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (int i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 3);
      gboolean operator= g_str_equal (words[0] != NULL ? words[0] : "", "operator");

      if (words[0] == NULL || *words[0] == '\0' || *words[0] == '#')
        continue;
      g_assert_cmpuint (g_strv_length (words), ==, 3);
      g_assert_true (operator|| g_str_equal (words[0], "case"));
      g_hash_table_insert (operator? report->operators : report->cases, g_strdup (words[1]),
                           g_strdup (words[2]));
    }
}

static void
test_cases (gconstpointer kind)
{
  const char *chosen = g_getenv ("VANITY_ONNX_CASES");
  g_autofree char *cached
      = g_build_filename (g_get_user_cache_dir (), "vanity", "onnx-cases", NULL);
  g_autofree char *root = g_build_filename (chosen != NULL ? chosen : cached, kind, NULL);
  g_autoptr (GHashTable) operators
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) cases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Report report = { .operators = operators, .cases = cases };
  g_autoptr (GDir) folder = g_dir_open (root, 0, NULL);
  const char *name;

  if (folder == NULL)
    {
      g_test_skip ("the cases are not there");
      return;
    }
  read_list (&report);
  while ((name = g_dir_read_name (folder)) != NULL)
    run_case (&report, root, name);
  g_test_message ("%s: %d passed, %d failed, %d skipped; %d written and read again",
                  (const char *)kind, report.passed, report.failed, report.skipped, report.written);
  g_assert_cmpint (report.failed, ==, 0);
  g_assert_cmpint (report.passed, >, 0);
}

static void
test_checker (void)
{
  g_autoptr (GDir) folder = g_dir_open (written_folder, 0, NULL);

  if (folder == NULL || g_dir_read_name (folder) == NULL)
    g_test_skip ("the cases are not there");
  else
    onnx_checker_run (written_folder);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/model/onnx-cases/node", "node", test_cases);
  g_test_add_data_func ("/model/onnx-cases/operator", "pytorch-operator", test_cases);
  g_test_add_data_func ("/model/onnx-cases/converted", "pytorch-converted", test_cases);
  g_test_add_data_func ("/model/onnx-cases/simple", "simple", test_cases);
  g_test_add_func ("/model/onnx-cases/checker", test_checker);
  written_folder = g_dir_make_tmp ("vanity-onnx-XXXXXX", NULL);
  status = g_test_run ();
  onnx_checker_remove (written_folder);
  g_free (written_folder);
  return status;
}
