/* Cut and altered ONNX files: each ends in an error or in a graph that runs, and never takes much
 * more memory than the file weighs. Run under the address and undefined-behaviour sanitizers. */
#include "base/error.h"
#include "model/model.h"
#include "nn/executor-private.h"
#include "nn/graph-private.h"
#include "onnx-writer.h"

#include <string.h>

/* What is past these is built, but not run here. */
#define MAX_ELEMENTS 300000
#define MAX_COST 3000000

static gboolean
is_small (VanityGraph *graph)
{
  gint64 elements = 0;

  for (guint i = 0; i < graph->values->len; i++)
    elements += vanity_shape_get_elements (&vanity_graph_get_value (graph, i)->tensor.shape);
  return elements < MAX_ELEMENTS;
}

/* Whether the file was read; it then has run. */
static gboolean
try (VanityPool *pool, gconstpointer data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityGraph) graph = vanity_model_load_bytes (bytes, "hostile.onnx", &error);
  g_autoptr (VanityExecutor) executor = NULL;

  if (graph == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == VANITY_ERROR);
      g_assert_true (g_str_has_prefix (error->message, "hostile.onnx: "));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (strchr (error->message, '\n'));
      return FALSE;
    }
  g_assert_no_error (error);
  if (!is_small (graph))
    return TRUE;
  executor = vanity_executor_new (g_steal_pointer (&graph), pool, &error);
  g_assert_no_error (error);
  for (int i = 0; i < vanity_executor_get_n_inputs (executor); i++)
    {
      gint64 n = vanity_shape_get_elements (vanity_executor_get_input_shape (executor, i));
      float *input = vanity_executor_get_input (executor, i);

      for (gint64 k = 0; k < n; k++)
        input[k] = (float)(k % 5) / 5;
    }
  if (vanity_executor_get_cost (executor) < MAX_COST)
    g_assert_true (vanity_executor_run (executor, NULL, NULL));
  return TRUE;
}

/* A network with operators of every family, constants of several types, and sizes that are worked
 * out. */
static GBytes *
write_sample (void)
{
  g_autoptr (OnnxWriter) writer = onnx_writer_new (13);

  onnx_writer_add_input (writer, "x", "1,2,6,5");
  onnx_writer_add_output (writer, "y");
  onnx_writer_add_output (writer, "z");
  onnx_writer_add_output (writer, "l");
  onnx_writer_add_output (writer, "w2");
  onnx_writer_add_floats (writer, "w", "4,2,3,3", NULL);
  onnx_writer_add_floats (writer, "b", "4", (const float[]){ 1, 2, 3, 4 });
  onnx_writer_add_raw (writer, "h", ONNX_TYPE (FLOAT16), "4,1,1", "\0\x3c\0\x40\0\x42\0\x44", 8);
  onnx_writer_add_floats (writer, "up", "4,2,2,2", NULL);
  onnx_writer_add_ints (writer, "two", "1", (const gint64[]){ 2 });
  onnx_writer_add_ints (writer, "end", "1", (const gint64[]){ G_MAXINT64 });
  onnx_writer_add_ints (writer, "pads", "8", (const gint64[]){ 0, 0, 1, 1, 0, 0, 1, 2 });
  onnx_writer_add_ints (writer, "rest", "2", (const gint64[]){ 1, -1 });
  onnx_writer_add_ints (writer, "index", "2,2", (const gint64[]){ 0, 3, -1, 2 });
  onnx_writer_add_node (writer, "Conv", "x w b", "c", "pads=[1,1,1,1] strides=[1,1] group=1");
  onnx_writer_add_node (writer, "BatchNormalization", "c b b b b", "n", "epsilon=0.01");
  onnx_writer_add_node (writer, "PRelu", "n h", "r", "");
  onnx_writer_add_node (writer, "MaxPool", "r", "m", "kernel_shape=[2,2] ceil_mode=1");
  onnx_writer_add_node (writer, "ConvTranspose", "m up", "t", "strides=[2,2]");
  onnx_writer_add_node (writer, "Pad", "t pads", "p", "mode=reflect");
  onnx_writer_add_node (writer, "Shape", "p", "s", "");
  onnx_writer_add_node (writer, "Slice", "s two end", "space", "");
  onnx_writer_add_node (writer, "Concat", "two space", "wanted", "axis=0");
  onnx_writer_add_node (writer, "Expand", "p wanted", "e", "");
  onnx_writer_add_node (writer, "Resize", "t - - s", "l", "mode=cubic");
  onnx_writer_add_node (writer, "Transpose", "r", "q", "perm=[0,2,3,1]");
  onnx_writer_add_node (writer, "Gather", "q index", "g", "axis=-1");
  onnx_writer_add_node (writer, "ReduceL2", "g", "d", "axes=[1,2] keepdims=0");
  onnx_writer_add_node (writer, "Softmax", "d", "z", "axis=1");
  onnx_writer_add_node (writer, "InstanceNormalization", "r b b", "i", "");
  onnx_writer_add_node (writer, "DepthToSpace", "i", "o", "blocksize=2 mode=CRD");
  onnx_writer_add_node (writer, "Reshape", "o rest", "v", "");
  onnx_writer_add_node (writer, "ArgMax", "v", "a", "axis=1");
  onnx_writer_add_node (writer, "Less", "v a", "k", "");
  onnx_writer_add_node (writer, "Where", "k v a", "f", "");
  onnx_writer_add_node (writer, "Split", "f", "y1 y2", "axis=1");
  onnx_writer_add_node (writer, "Mul", "y1 y2", "y", "");
  onnx_writer_add_node (writer, "GlobalMaxPool", "e", "w1", "");
  onnx_writer_add_node (writer, "Clip", "w1", "w2", "");
  return onnx_writer_finish (writer);
}

static void
test_cut (void)
{
  g_autoptr (VanityPool) pool = vanity_pool_new (1);
  g_autoptr (GBytes) bytes = write_sample ();
  gsize size;
  const guint8 *contents = g_bytes_get_data (bytes, &size);

  g_assert_true (try (pool, contents, size));
  for (gsize cut = 0; cut < size; cut++)
    try (pool, contents, cut);
  g_assert_false (try (pool, contents, size / 2));
}

static void
flip (VanityPool *pool, const guint8 *contents, gsize size, int n_rounds, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree guint8 *copy = g_memdup2 (contents, size);

  for (int round = 0; round < n_rounds; round++)
    {
      int n_faults = g_rand_int_range (random, 1, 4);

      for (int i = 0; i < n_faults; i++)
        {
          gsize at = g_rand_int_range (random, 0, size);

          if (g_rand_boolean (random))
            copy[at] ^= 1 << g_rand_int_range (random, 0, 8);
          else
            copy[at] = g_rand_int_range (random, 0, 256);
        }
      try (pool, copy, size);
      memcpy (copy, contents, size);
    }
}

static void
test_flips (void)
{
  g_autoptr (VanityPool) pool = vanity_pool_new (1);
  g_autoptr (GBytes) bytes = write_sample ();
  gsize size;
  const guint8 *contents = g_bytes_get_data (bytes, &size);

  flip (pool, contents, size, g_test_slow () ? 200000 : 4000, 17);
}

/* Every byte set to its extremes. */
static void
test_extremes (void)
{
  static const guint8 extremes[] = { 0x00, 0x01, 0x7f, 0x80, 0xff };
  g_autoptr (VanityPool) pool = vanity_pool_new (1);
  g_autoptr (GBytes) bytes = write_sample ();
  gsize size;
  const guint8 *contents = g_bytes_get_data (bytes, &size);
  g_autofree guint8 *copy = g_memdup2 (contents, size);

  for (gsize at = 0; at < size; at++)
    for (gsize i = 0; i < G_N_ELEMENTS (extremes); i++)
      {
        copy[at] = extremes[i];
        try (pool, copy, size);
        copy[at] = contents[at];
      }
}

/* The cases of ONNX: every operator there is, and those there are not. */
static void
test_cases (void)
{
  g_autofree char *root
      = g_build_filename (g_get_user_cache_dir (), "vanity", "onnx-cases", "node", NULL);
  g_autoptr (GDir) folder = g_dir_open (root, 0, NULL);
  g_autoptr (VanityPool) pool = vanity_pool_new (1);
  const char *name;

  if (folder == NULL)
    {
      g_test_skip ("the cases are not there");
      return;
    }
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (root, name, "model.onnx", NULL);
      g_autofree char *contents = NULL;
      gsize size;

      if (g_file_get_contents (path, &contents, &size, NULL) && size < 1 << 14)
        flip (pool, (const guint8 *)contents, size, g_test_slow () ? 1000 : 20, size);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/onnx-hostile/cut", test_cut);
  g_test_add_func ("/model/onnx-hostile/flips", test_flips);
  g_test_add_func ("/model/onnx-hostile/extremes", test_extremes);
  g_test_add_func ("/model/onnx-hostile/cases", test_cases);
  return g_test_run ();
}
