/* The ONNX writer: graphs built here are written, read again and run beside themselves. That each
 * operator survives is shown by onnx-cases.c, too. */
#include "model/onnx-write.h"

#include "base/error.h"
#include "model/model.h"
#include "model/onnx-write-private.h"
#include "nn/executor.h"
#include "nn/operator.h"
#include "onnx-checker.h"
#include "onnx-net.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* What a U-Net, a generator and a classifier are made of. */
static void
test_layers (void)
{
  g_auto (OnnxNet) net = { 0 };
  VanityValueId x, skip, y;

  onnx_net_init (&net);
  x = onnx_net_input (&net, "photo", &VANITY_SHAPE (1, 13, 11, 3));
  x = onnx_net_add (&net, "Pad", "pads=0,1,1,0,0,1,1,0 mode=reflect", 1, x);
  x = onnx_net_add (&net, "Conv", "strides=2,2", 3, x,
                    onnx_net_constant (&net, &VANITY_SHAPE (8, 3, 3, 3), -1, 1),
                    onnx_net_constant (&net, &VANITY_SHAPE (8), -1, 1));
  x = onnx_net_add (&net, "BatchNormalization", "epsilon=0.001", 5, x,
                    onnx_net_constant (&net, &VANITY_SHAPE (8), -1, 1),
                    onnx_net_constant (&net, &VANITY_SHAPE (8), -1, 1),
                    onnx_net_constant (&net, &VANITY_SHAPE (8), -1, 1),
                    onnx_net_constant (&net, &VANITY_SHAPE (8), 0.5, 1));
  skip = x = onnx_net_add (&net, "Clip", "min=0.0 max=6.0", 1, x);
  x = onnx_net_add (&net, "Conv", "group=8 pads=1,1,1,1 dilations=1,1", 2, x,
                    onnx_net_constant (&net, &VANITY_SHAPE (8, 3, 3, 1), -1, 1));
  x = onnx_net_add (&net, "InstanceNormalization", "", 3, x,
                    onnx_net_constant (&net, &VANITY_SHAPE (8), -1, 1),
                    onnx_net_constant (&net, &VANITY_SHAPE (8), -1, 1));
  x = onnx_net_add (&net, "LeakyRelu", "alpha=0.2", 1, x);
  x = onnx_net_add (&net, "Add", "", 2, x, skip);
  x = onnx_net_add (&net, "MaxPool", "kernel_shape=2,2 strides=2,2 ceil_mode=1", 1, x);
  x = onnx_net_add (&net, "ConvTranspose", "group=2 strides=2,2 output_padding=1,0", 2, x,
                    onnx_net_constant (&net, &VANITY_SHAPE (6, 2, 2, 4), -1, 1));
  x = onnx_net_add (&net, "Relu", "", 1, x);
  x = onnx_net_add (&net, "Slice", "starts=0,0 ends=7,6 axes=1,2", 1, x);
  x = onnx_net_add (&net, "Concat", "axis=3", 2, x, skip);
  y = onnx_net_add (&net, "Resize", "", 4, x, -1, -1,
                    onnx_net_list (&net, (const gint64[]){ 1, 14, 12, 14 }, 4));
  onnx_net_output (&net, onnx_net_add (&net, "Tanh", "", 1, y));
  x = onnx_net_add (&net, "AveragePool", "kernel_shape=3,3 pads=1,1,1,1 count_include_pad=1", 1, x);
  y = onnx_net_add (&net, "Softmax", "axis=-1", 1, x);
  onnx_net_output (&net, y);
  x = onnx_net_add (&net, "GlobalAveragePool", "", 1, x);
  x = onnx_net_add (&net, "Flatten", "", 1, x);
  x = onnx_net_add (&net, "Gemm", "transB=1", 3, x,
                    onnx_net_constant (&net, &VANITY_SHAPE (5, 14), -1, 1),
                    onnx_net_constant (&net, &VANITY_SHAPE (5), -1, 1));
  x = onnx_net_add (&net, "Sigmoid", "", 1, x);
  onnx_net_output (&net, onnx_net_add (&net, "Reshape", "shape=5,1", 1, x));
  vanity_graph_free (onnx_net_assert_survives (&net, NULL));
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
  g_auto (OnnxNet) net = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  VanityValueId x, y;

  onnx_net_init (&net);
  x = onnx_net_input (&net, "x", &VANITY_SHAPE (1, 5, 6, 3));
  for (int i = 0; i < 3; i++)
    {
      y = onnx_net_add (&net, "Conv", "", 2, x,
                        onnx_net_constant (&net, &VANITY_SHAPE (3, 1, 1, 3), -1, 1));
      y = onnx_net_add (&net, "PRelu", "", 2, y, onnx_net_constant (&net, &VANITY_SHAPE (3), 0, 1));
      y = onnx_net_add (&net, "Mul", "", 2, y,
                        onnx_net_constant (&net, &VANITY_SHAPE (6, 1), 0, 1));
      x = onnx_net_add (&net, "Add", "", 2, x, y);
    }
  onnx_net_output (&net, x);
  bytes = vanity_onnx_write (net.graph, NULL);
  g_assert_cmpint (count_nodes (bytes, "Transpose"), ==, 2);
  vanity_graph_free (onnx_net_assert_survives (&net, NULL));
}

/* A network read from ONNX has both of its transpositions in the graph; they go. */
static void
test_own_layout (void)
{
  g_auto (OnnxNet) net = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  VanityValueId x;

  onnx_net_init (&net);
  x = onnx_net_input (&net, "x", &VANITY_SHAPE (2, 3, 5, 6));
  x = onnx_net_add (&net, "Transpose", "perm=0,2,3,1", 1, x);
  x = onnx_net_add (&net, "Conv", "", 2, x,
                    onnx_net_constant (&net, &VANITY_SHAPE (4, 3, 3, 3), -1, 1));
  x = onnx_net_add (&net, "ReduceMean", "axes=1,2 keepdims=0", 1, x);
  onnx_net_output (&net, x);
  bytes = vanity_onnx_write (net.graph, NULL);
  g_assert_cmpint (count_nodes (bytes, "Transpose"), ==, 0);
  vanity_graph_free (onnx_net_assert_survives (&net, NULL));
}

/* Inputs and outputs keep their names, and get others where two would be the same. */
static void
test_names (void)
{
  g_auto (OnnxNet) net = { 0 };
  g_autoptr (VanityGraph) again = NULL;
  VanityValueId a, b, c;

  onnx_net_init (&net);
  a = onnx_net_input (&net, "in", &VANITY_SHAPE (2));
  b = onnx_net_input (&net, "in", &VANITY_SHAPE (2));
  c = onnx_net_input (&net, NULL, &VANITY_SHAPE (2));
  onnx_net_output (&net, onnx_net_add (&net, "Max", "", 3, a, b, c));
  onnx_net_output (&net, a);
  onnx_net_output (&net, a);
  onnx_net_output (&net, onnx_net_constant (&net, &VANITY_SHAPE (2), 1, 2));
  again = onnx_net_assert_survives (&net, NULL);
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
  g_auto (OnnxNet) net = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  VanityValueId x;

  onnx_net_init (&net);
  x = onnx_net_input (&net, "x", &VANITY_SHAPE (1, 4, 4, 2));
  x = onnx_net_add (&net, "Conv", "", 3, x,
                    onnx_net_constant (&net, &VANITY_SHAPE (3, 2, 2, 2), -1, 1),
                    onnx_net_constant (&net, &VANITY_SHAPE (3), -1, 1));
  onnx_net_output (&net, x);
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
  g_auto (OnnxNet) net = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("vanity-onnx-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "net.onnx", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "none", "net.onnx", NULL);
  g_autoptr (VanityGraph) again = NULL;
  GStatBuf info;

  onnx_net_init (&net);
  vanity_graph_add_output (
      net.graph, onnx_net_add (&net, "Relu", "", 1, onnx_net_input (&net, "x", &VANITY_SHAPE (3))));
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

/* MediaPipe's models, those that are installed, and nothing wrong for ONNX's own checker. The same
 * numbers to the last bit but for the attention mesh, whose own operators are made of others. */
static void
test_mediapipe (void)
{
  static const char *const names[]
      = { "face_detection_full_range", "face_detection_short_range", "face_landmark",
          "face_landmark_with_attention", "selfie_segmentation" };
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
      one = onnx_net_run (graph);
      other = onnx_net_run (again);
      for (int k = 0; k < vanity_executor_get_n_outputs (one); k++)
        {
          const VanityShape *shape = vanity_executor_get_output_shape (one, k);
          const float *wanted = vanity_executor_get_output (one, k);
          const float *values = vanity_executor_get_output (other, k);
          /* Of a face on 192 pixels. */
          float tolerance = strstr (names[i], "attention") != NULL ? 1e-3f : 0.0f;

          g_assert_true (vanity_shape_equal (shape, vanity_executor_get_output_shape (other, k)));
          for (gint64 at = 0; at < vanity_shape_get_elements (shape); at++)
            g_assert_true (fabsf (values[at] - wanted[at]) <= tolerance);
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
