/* The ONNX writer: graphs built here are written, read again and run beside themselves. That each
 * operator survives is shown by onnx-cases.c, too. */
#include "model/onnx-write.h"

#include "base/error.h"
#include "model/model.h"
#include "model/onnx-write-private.h"
#include "nn/executor.h"
#include "nn/operator.h"
#include "onnx-checker.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* Adds operators one after the other; every failure ends the test. */
typedef struct
{
  VanityGraph *graph;
  GRand *random;
  int n_nodes;
} Net;

static void
net_init (Net *net)
{
  net->graph = vanity_graph_new ("folder/net");
  net->random = g_rand_new_with_seed (7);
  net->n_nodes = 0;
}

static void
net_clear (Net *net)
{
  g_clear_pointer (&net->graph, vanity_graph_free);
  g_rand_free (net->random);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Net, net_clear)

static VanityValueId
net_input (Net *net, const char *name, const VanityShape *shape)
{
  g_autoptr (GError) error = NULL;
  VanityValueId id = vanity_graph_add_input (net->graph, name, shape, &error);

  g_assert_no_error (error);
  return id;
}

/* Random numbers in [low, high). */
static VanityValueId
net_constant (Net *net, const VanityShape *shape, double low, double high)
{
  gint64 count = vanity_shape_get_elements (shape);
  g_autofree float *values = g_new (float, MAX (count, 1));
  g_autoptr (GError) error = NULL;
  VanityValueId id;

  for (gint64 i = 0; i < count; i++)
    values[i] = (float)g_rand_double_range (net->random, low, high);
  id = vanity_graph_add_constant (net->graph, "constant", VANITY_FLOAT32, shape, values, &error);
  g_assert_no_error (error);
  return id;
}

static VanityValueId
net_list (Net *net, const gint64 *values, int n_values)
{
  g_autoptr (GError) error = NULL;
  VanityValueId id = vanity_graph_add_constant (net->graph, "list", VANITY_INT64,
                                                &VANITY_SHAPE (n_values), values, &error);

  g_assert_no_error (error);
  return id;
}

/* "strides=2,2 alpha=0.5 mode=edge": a number with a point is a number, "axes=1," a list of one. */
static VanityAttributes *
parse_attributes (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  VanityAttributes *attributes = vanity_attributes_new ();

  for (int i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    {
      g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);
      g_auto (GStrv) parts = g_strsplit (pair[1], ",", -1);
      gint64 values[16];
      int count = 0;

      for (; parts[count] != NULL && *parts[count] != '\0'; count++)
        values[count] = g_ascii_strtoll (parts[count], NULL, 10);
      if (g_ascii_isalpha (*pair[1]))
        vanity_attributes_set_string (attributes, pair[0], pair[1]);
      else if (strchr (pair[1], '.') != NULL)
        vanity_attributes_set_float (attributes, pair[0], g_ascii_strtod (pair[1], NULL));
      else if (strchr (pair[1], ',') != NULL)
        vanity_attributes_set_ints (attributes, pair[0], values, count);
      else
        vanity_attributes_set_int (attributes, pair[0], values[0]);
    }
  return attributes;
}

static VanityValueId
net_add (Net *net, const char *op, const char *attributes, int n_inputs, ...)
{
  g_autofree char *name = g_strdup_printf ("%s/%d", op, net->n_nodes++);
  g_autoptr (GError) error = NULL;
  VanityValueId inputs[8], output = -1;
  va_list list;

  va_start (list, n_inputs);
  for (int i = 0; i < n_inputs; i++)
    inputs[i] = va_arg (list, VanityValueId);
  va_end (list);
  vanity_graph_add_node (net->graph, op, name, inputs, n_inputs, parse_attributes (attributes),
                         &output, 1, &error);
  g_assert_no_error (error);
  return output;
}

static VanityGraph *
read_again (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_model_load_bytes (bytes, "written.onnx", &error);

  g_assert_no_error (error);
  return graph;
}

static VanityExecutor *
run (VanityGraph *graph)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (GError) error = NULL;
  VanityExecutor *executor = vanity_executor_new (graph, NULL, &error);

  g_assert_no_error (error);
  for (int i = 0; i < vanity_executor_get_n_inputs (executor); i++)
    {
      const VanityShape *shape = vanity_executor_get_input_shape (executor, i);
      float *values = vanity_executor_get_input (executor, i);

      for (gint64 k = 0; k < vanity_shape_get_elements (shape); k++)
        values[k] = (float)g_rand_double_range (random, -1, 1);
    }
  g_assert_true (vanity_executor_run (executor, NULL, NULL));
  return executor;
}

/* Writes the net, reads it and runs both; returns the graph that was read, not run. */
static VanityGraph *
assert_survives (Net *net)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = vanity_onnx_write (net->graph, &error);
  g_autoptr (VanityExecutor) one = NULL;
  g_autoptr (VanityExecutor) other = NULL;

  g_assert_no_error (error);
  one = run (g_steal_pointer (&net->graph));
  other = run (read_again (bytes));
  g_assert_cmpint (vanity_executor_get_n_outputs (one), ==, vanity_executor_get_n_outputs (other));
  for (int i = 0; i < vanity_executor_get_n_outputs (one); i++)
    {
      const VanityShape *shape = vanity_executor_get_output_shape (one, i);
      const float *wanted = vanity_executor_get_output (one, i);
      const float *values = vanity_executor_get_output (other, i);
      float most = 0.0f;

      g_assert_true (vanity_shape_equal (shape, vanity_executor_get_output_shape (other, i)));
      for (gint64 k = 0; k < vanity_shape_get_elements (shape); k++)
        {
          most = MAX (most, fabsf (wanted[k]));
          g_assert_cmpfloat_with_epsilon (values[k], wanted[k], 2e-6 * (1 + fabsf (wanted[k])));
        }
      g_assert_cmpfloat (most, >, 0.0f); /* or nothing was compared */
    }
  return read_again (bytes);
}

/* What a U-Net, a generator and a classifier are made of. */
static void
test_layers (void)
{
  g_auto (Net) net = { 0 };
  VanityValueId x, skip, y;

  net_init (&net);
  x = net_input (&net, "photo", &VANITY_SHAPE (1, 13, 11, 3));
  x = net_add (&net, "Pad", "pads=0,1,1,0,0,1,1,0 mode=reflect", 1, x);
  x = net_add (&net, "Conv", "strides=2,2", 3, x,
               net_constant (&net, &VANITY_SHAPE (8, 3, 3, 3), -1, 1),
               net_constant (&net, &VANITY_SHAPE (8), -1, 1));
  x = net_add (&net, "BatchNormalization", "epsilon=0.001", 5, x,
               net_constant (&net, &VANITY_SHAPE (8), -1, 1),
               net_constant (&net, &VANITY_SHAPE (8), -1, 1),
               net_constant (&net, &VANITY_SHAPE (8), -1, 1),
               net_constant (&net, &VANITY_SHAPE (8), 0.5, 1));
  skip = x = net_add (&net, "Clip", "min=0.0 max=6.0", 1, x);
  x = net_add (&net, "Conv", "group=8 pads=1,1,1,1 dilations=1,1", 2, x,
               net_constant (&net, &VANITY_SHAPE (8, 3, 3, 1), -1, 1));
  x = net_add (&net, "InstanceNormalization", "", 3, x,
               net_constant (&net, &VANITY_SHAPE (8), -1, 1),
               net_constant (&net, &VANITY_SHAPE (8), -1, 1));
  x = net_add (&net, "LeakyRelu", "alpha=0.2", 1, x);
  x = net_add (&net, "Add", "", 2, x, skip);
  x = net_add (&net, "MaxPool", "kernel_shape=2,2 strides=2,2 ceil_mode=1", 1, x);
  x = net_add (&net, "ConvTranspose", "group=2 strides=2,2 output_padding=1,0", 2, x,
               net_constant (&net, &VANITY_SHAPE (6, 2, 2, 4), -1, 1));
  x = net_add (&net, "Relu", "", 1, x);
  x = net_add (&net, "Slice", "starts=0,0 ends=7,6 axes=1,2", 1, x);
  x = net_add (&net, "Concat", "axis=3", 2, x, skip);
  y = net_add (&net, "Resize", "", 4, x, -1, -1,
               net_list (&net, (const gint64[]){ 1, 14, 12, 14 }, 4));
  vanity_graph_add_output (net.graph, net_add (&net, "Tanh", "", 1, y));
  x = net_add (&net, "AveragePool", "kernel_shape=3,3 pads=1,1,1,1 count_include_pad=1", 1, x);
  y = net_add (&net, "Softmax", "axis=-1", 1, x);
  vanity_graph_add_output (net.graph, y);
  x = net_add (&net, "GlobalAveragePool", "", 1, x);
  x = net_add (&net, "Flatten", "", 1, x);
  x = net_add (&net, "Gemm", "transB=1", 3, x, net_constant (&net, &VANITY_SHAPE (5, 14), -1, 1),
               net_constant (&net, &VANITY_SHAPE (5), -1, 1));
  x = net_add (&net, "Sigmoid", "", 1, x);
  vanity_graph_add_output (net.graph, net_add (&net, "Reshape", "shape=5,1", 1, x));
  vanity_graph_free (assert_survives (&net));
}

static int
count_nodes (GBytes *bytes, const char *op)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  Onnx__ModelProto *model = onnx__model_proto__unpack (NULL, size, data);
  int count = 0;

  g_assert_nonnull (model);
  for (gsize i = 0; i < model->graph->n_node; i++)
    count += g_str_equal (model->graph->node[i]->op_type, op);
  onnx__model_proto__free_unpacked (model, NULL);
  return count;
}

/* Between operators over channels nothing is moved. */
static void
test_layout (void)
{
  g_auto (Net) net = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  VanityValueId x, y;

  net_init (&net);
  x = net_input (&net, "x", &VANITY_SHAPE (1, 5, 6, 3));
  for (int i = 0; i < 3; i++)
    {
      y = net_add (&net, "Conv", "", 2, x, net_constant (&net, &VANITY_SHAPE (3, 1, 1, 3), -1, 1));
      y = net_add (&net, "PRelu", "", 2, y, net_constant (&net, &VANITY_SHAPE (3), 0, 1));
      y = net_add (&net, "Mul", "", 2, y, net_constant (&net, &VANITY_SHAPE (6, 1), 0, 1));
      x = net_add (&net, "Add", "", 2, x, y);
    }
  vanity_graph_add_output (net.graph, x);
  bytes = vanity_onnx_write (net.graph, NULL);
  g_assert_cmpint (count_nodes (bytes, "Transpose"), ==, 2);
  vanity_graph_free (assert_survives (&net));
}

/* A network read from ONNX has both of its transpositions in the graph; they go. */
static void
test_own_layout (void)
{
  g_auto (Net) net = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  VanityValueId x;

  net_init (&net);
  x = net_input (&net, "x", &VANITY_SHAPE (2, 3, 5, 6));
  x = net_add (&net, "Transpose", "perm=0,2,3,1", 1, x);
  x = net_add (&net, "Conv", "", 2, x, net_constant (&net, &VANITY_SHAPE (4, 3, 3, 3), -1, 1));
  x = net_add (&net, "ReduceMean", "axes=1,2 keepdims=0", 1, x);
  vanity_graph_add_output (net.graph, x);
  bytes = vanity_onnx_write (net.graph, NULL);
  g_assert_cmpint (count_nodes (bytes, "Transpose"), ==, 0);
  vanity_graph_free (assert_survives (&net));
}

/* Inputs and outputs keep their names, and get others where two would be the same. */
static void
test_names (void)
{
  g_auto (Net) net = { 0 };
  g_autoptr (VanityGraph) again = NULL;
  VanityValueId a, b, c;

  net_init (&net);
  a = net_input (&net, "in", &VANITY_SHAPE (2));
  b = net_input (&net, "in", &VANITY_SHAPE (2));
  c = net_input (&net, NULL, &VANITY_SHAPE (2));
  vanity_graph_add_output (net.graph, net_add (&net, "Max", "", 3, a, b, c));
  vanity_graph_add_output (net.graph, a);
  vanity_graph_add_output (net.graph, a);
  vanity_graph_add_output (net.graph, net_constant (&net, &VANITY_SHAPE (2), 1, 2));
  again = assert_survives (&net);
  g_assert_cmpstr (vanity_graph_get_value_name (again, vanity_graph_get_input (again, 0)), ==,
                   "in");
  g_assert_cmpstr (vanity_graph_get_value_name (again, vanity_graph_get_input (again, 1)), ==,
                   "in_1");
  g_assert_cmpstr (vanity_graph_get_value_name (again, vanity_graph_get_input (again, 2)), ==,
                   "value");
  g_assert_cmpstr (vanity_graph_get_value_name (again, vanity_graph_get_output (again, 0)), ==,
                   "Max/0");
}

/* Constants of more bytes than a file may have are refused, not cut. */
static void
test_limit (void)
{
  g_auto (Net) net = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  VanityValueId x;

  net_init (&net);
  x = net_input (&net, "x", &VANITY_SHAPE (1, 4, 4, 2));
  x = net_add (&net, "Conv", "", 3, x, net_constant (&net, &VANITY_SHAPE (3, 2, 2, 2), -1, 1),
               net_constant (&net, &VANITY_SHAPE (3), -1, 1));
  vanity_graph_add_output (net.graph, x);
  bytes = vanity_onnx_write_within (net.graph, 27 * sizeof (float), &error);
  g_assert_no_error (error);
  g_assert_nonnull (bytes);
  g_assert_null (vanity_onnx_write_within (net.graph, 27 * sizeof (float) - 1, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "107 bytes"));
}

/* A file is there whole, or as it was before. */
static void
test_save (void)
{
  g_auto (Net) net = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("vanity-onnx-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "net.onnx", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "none", "net.onnx", NULL);
  g_autoptr (VanityGraph) again = NULL;
  GStatBuf info;

  net_init (&net);
  vanity_graph_add_output (net.graph,
                           net_add (&net, "Relu", "", 1, net_input (&net, "x", &VANITY_SHAPE (3))));
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_true (vanity_onnx_save (net.graph, path, &error));
  g_assert_no_error (error);
  again = vanity_model_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vanity_graph_get_n_nodes (again), ==, 1);

  g_assert_false (vanity_onnx_save (net.graph, nowhere, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, nowhere));
  g_clear_error (&error);
  g_assert_false (vanity_onnx_save (net.graph, folder, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0); /* nothing else is in it */
}

/* MediaPipe's models, those that are installed: the same numbers to the last bit, and nothing wrong
 * for ONNX's own checker. */
static void
test_mediapipe (void)
{
  static const char *const names[] = { "face_detection_full_range", "face_detection_short_range",
                                       "face_landmark", "selfie_segmentation" };
  g_autofree char *folder = g_dir_make_tmp ("vanity-onnx-XXXXXX", NULL);
  int n_written = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_strconcat (names[i], ".tflite", NULL);
      g_autofree char *converted = g_strconcat (names[i], ".onnx", NULL);
      g_autofree char *from = vanity_model_find (file, NULL);
      g_autofree char *to = g_build_filename (folder, converted, NULL);
      g_autoptr (VanityExecutor) one = NULL;
      g_autoptr (VanityExecutor) other = NULL;
      g_autoptr (GError) error = NULL;
      VanityGraph *graph, *again;

      if (from == NULL)
        continue;
      graph = vanity_model_load (from, &error);
      g_assert_no_error (error);
      vanity_onnx_save (graph, to, &error);
      g_assert_no_error (error);
      n_written++;
      again = vanity_model_load (to, &error);
      g_assert_no_error (error);
      one = run (graph);
      other = run (again);
      for (int k = 0; k < vanity_executor_get_n_outputs (one); k++)
        {
          const VanityShape *shape = vanity_executor_get_output_shape (one, k);
          gsize bytes = vanity_shape_get_elements (shape) * sizeof (float);

          g_assert_true (vanity_shape_equal (shape, vanity_executor_get_output_shape (other, k)));
          g_assert_cmpmem (vanity_executor_get_output (other, k), bytes,
                           vanity_executor_get_output (one, k), bytes);
        }
    }
  if (n_written == 0)
    g_test_skip ("the models are not there");
  else
    onnx_checker_run (folder);
  onnx_checker_remove (folder);
}

/* Every operator of the graph is known to the writer, if only to be refused. */
static void
test_operators (void)
{
  for (int i = 0; i < vanity_operator_get_count (); i++)
    if (!vanity_onnx_writer_knows (vanity_operator_get (i)->name))
      g_error ("%s has no line in the list of the ONNX writer", vanity_operator_get (i)->name);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/onnx-write/layers", test_layers);
  g_test_add_func ("/model/onnx-write/layout", test_layout);
  g_test_add_func ("/model/onnx-write/own-layout", test_own_layout);
  g_test_add_func ("/model/onnx-write/names", test_names);
  g_test_add_func ("/model/onnx-write/limit", test_limit);
  g_test_add_func ("/model/onnx-write/save", test_save);
  g_test_add_func ("/model/onnx-write/mediapipe", test_mediapipe);
  g_test_add_func ("/model/onnx-write/operators", test_operators);
  return g_test_run ();
}
