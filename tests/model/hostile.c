/* Cut and altered files: each ends in an error or in a graph that runs, and never takes much more
 * memory than the file weighs. Run under the address and undefined-behaviour sanitizers. */
#include "base/error.h"
#include "nn/executor.h"
#include "runner.h"

#include <string.h>

/* A network with an operator of every kind of option: convolution with float16 weights, depthwise,
 * pool, pad, reshape by an option, slice, resize, a custom operator with a map. */
static GBytes *
write_sample (void)
{
  g_autoptr (TfliteWriter) writer = tflite_writer_new ();
  g_autofree float *noise = random_floats (1, 64);
  const gint32 pads[] = { 0, 0, 0, 0, 0, 0, 0, 2 };
  const gint32 size[] = { 4, 6 };
  const gint32 begin[] = { 0, 0, 0 }, end[] = { 1, 12, 2 }, step[] = { 1, 1, 1 };
  float halves[64];

  for (int i = 0; i < 64; i++)
    halves[i] = (float)(i % 7 - 3) / 4;
  int in = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 8, 6, 2));
  int w = tflite_writer_add_half_constant (writer, DIM (4, 2, 2, 2), halves, 32);
  int b = tflite_writer_add_constant (writer, TFLITE_FLOAT32, DIM (4), noise, 16);
  int conv = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 4, 3, 4));
  int dw = tflite_writer_add_constant (writer, TFLITE_FLOAT32, DIM (1, 3, 3, 4), noise, 144);
  int depthwise = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 4, 3, 4));
  int p = tflite_writer_add_constant (writer, TFLITE_INT32, DIM (4, 2), pads, sizeof pads);
  int pad = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 4, 3, 6));
  int s = tflite_writer_add_constant (writer, TFLITE_INT32, DIM (2), size, sizeof size);
  int resize = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 4, 6, 6));
  int pool = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 2, 3, 6));
  int reshape = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 12, 3));
  int c[]
      = { reshape, tflite_writer_add_constant (writer, TFLITE_INT32, DIM (3), begin, sizeof begin),
          tflite_writer_add_constant (writer, TFLITE_INT32, DIM (3), end, sizeof end),
          tflite_writer_add_constant (writer, TFLITE_INT32, DIM (3), step, sizeof step) };
  int slice = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 12, 2));
  int matrix = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 4, 4));
  int warp = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 3, 2, 6));

  tflite_writer_add_input (writer, in);
  tflite_writer_add_output (writer, warp);
  tflite_writer_add_output (writer, slice);
  tflite_writer_add_operator (writer, TFLITE_CONV_2D,
                              FIELDS ({ 0, 0 }, { 1, 2 }, { 2, 2 }, { 3, 1 }),
                              (const int[]){ in, w, b }, 3, conv);
  tflite_writer_add_operator (writer, TFLITE_DEPTHWISE_CONV_2D,
                              FIELDS ({ 0, 0 }, { 1, 1 }, { 2, 1 }, { 3, 1 }),
                              (const int[]){ conv, dw, b }, 3, depthwise);
  tflite_writer_add_operator (writer, TFLITE_PAD, NULL, (const int[]){ depthwise, p }, 2, pad);
  tflite_writer_add_operator (writer, TFLITE_RESIZE_BILINEAR, FIELDS ({ 3, 1 }),
                              (const int[]){ pad, s }, 2, resize);
  tflite_writer_add_operator (writer, TFLITE_MAX_POOL_2D,
                              FIELDS ({ 0, 1 }, { 1, 2 }, { 2, 2 }, { 3, 2 }, { 4, 2 }), &resize, 1,
                              pool);
  tflite_writer_add_operator (writer, TFLITE_RESHAPE,
                              FIELDS ({ 0, 0, (const gint32[]){ 1, 12, -1 }, 3 }), &pool, 1,
                              reshape);
  tflite_writer_add_operator (writer, TFLITE_STRIDED_SLICE, FIELDS ({ 0, 1 }), c, 4, slice);
  g_autoptr (GBytes) options = flexbuffer_write (
      (const FlexField[]){ { "left_rotation_idx", 0 },
                           { "output_height", 3 },
                           { "output_width", 2 },
                           { "right_rotation_idx", 4 },
                           { "scale_x", .is_float = TRUE, .number = 1.5f },
                           { "scale_y", .is_float = TRUE, .number = 1.5f },
                           { "subset_idxs", .list = (const gint32[]){ 1, 7 }, .n_list = 2 },
                           { "target_rotation_radians", 0 },
                           { NULL } });
  tflite_writer_add_custom (writer, "Landmarks2TransformMatrix", options, &slice, 1, matrix);
  g_autoptr (GBytes) warp_options = flexbuffer_write (
      (const FlexField[]){ { "output_height", 3 }, { "output_width", 2 }, { NULL } });
  tflite_writer_add_custom (writer, "TransformTensorBilinear", warp_options,
                            (const int[]){ pad, matrix }, 2, warp);
  return tflite_writer_finish (writer);
}

/* Elements of all inputs and outputs: what is past this is built, but not run here. */
#define MAX_RUN_ELEMENTS 100000

static gboolean
is_small (VanityGraph *graph)
{
  gint64 elements = 0;
  for (int i = 0; i < vanity_graph_get_n_inputs (graph); i++)
    elements += vanity_shape_get_elements (
        vanity_graph_get_shape (graph, vanity_graph_get_input (graph, i)));
  for (int i = 0; i < vanity_graph_get_n_outputs (graph); i++)
    elements += vanity_shape_get_elements (
        vanity_graph_get_shape (graph, vanity_graph_get_output (graph, i)));
  return elements < MAX_RUN_ELEMENTS;
}

/* Whether the file was read; it then has run. */
static gboolean
try (VanityPool *pool, gconstpointer data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityGraph) graph = vanity_model_load_bytes (bytes, "hostile.tflite", &error);

  if (graph == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == VANITY_ERROR);
      g_assert_true (g_str_has_prefix (error->message, "hostile.tflite: "));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return FALSE;
    }
  g_assert_no_error (error);
  if (!is_small (graph))
    return TRUE;
  g_autoptr (VanityExecutor) executor
      = vanity_executor_new (g_steal_pointer (&graph), pool, &error);
  if (executor == NULL)
    {
      g_assert_nonnull (error);
      return FALSE;
    }
  for (int i = 0; i < vanity_executor_get_n_inputs (executor); i++)
    {
      gint64 n = vanity_shape_get_elements (vanity_executor_get_input_shape (executor, i));
      float *input = vanity_executor_get_input (executor, i);
      for (gint64 k = 0; k < n; k++)
        input[k] = (float)(k % 5) / 5;
    }
  g_assert_true (vanity_executor_run (executor, NULL, &error));
  g_assert_no_error (error);
  return TRUE;
}

static void
test_cut (gconstpointer data)
{
  g_autoptr (VanityPool) pool = vanity_pool_new (1);
  g_autoptr (GBytes) bytes = write_sample ();
  gsize size;
  const guint8 *contents = g_bytes_get_data (bytes, &size);

  g_assert_true (try (pool, contents, size));
  for (gsize cut = 0; cut < size; cut++)
    try (pool, contents, cut);
  /* Half of it can never be enough. */
  g_assert_false (try (pool, contents, size / 2));
}

static void
flip (const guint8 *contents, gsize size, int n_rounds, guint32 seed)
{
  g_autoptr (VanityPool) pool = vanity_pool_new (1);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree guint8 *copy = g_memdup2 (contents, size);
  int n_read = 0;

  for (int round = 0; round < n_rounds; round++)
    {
      int n_faults = g_rand_int_range (random, 1, 4);
      for (int i = 0; i < n_faults; i++)
        {
          gsize at = (gsize)g_rand_int_range (random, 0, (gint32)size);
          switch (g_rand_int_range (random, 0, 3))
            {
            case 0:
              copy[at] ^= (guint8)(1 << g_rand_int_range (random, 0, 8));
              break;
            case 1:
              copy[at] = (guint8)g_rand_int_range (random, 0, 256);
              break;
            default:
              {
                static const guint8 extremes[] = { 0, 1, 0x7f, 0x80, 0xff };
                copy[at] = extremes[g_rand_int_range (random, 0, G_N_ELEMENTS (extremes))];
              }
            }
        }
      n_read += try (pool, copy, size);
      memcpy (copy, contents, size);
    }
  /* Many hits change a weight only; many break something. */
  g_assert_cmpint (n_read, >, 0);
  g_assert_cmpint (n_read, <, n_rounds);
}

static void
test_flips (gconstpointer data)
{
  g_autoptr (GBytes) bytes = write_sample ();
  gsize size;
  const guint8 *contents = g_bytes_get_data (bytes, &size);

  flip (contents, size, 20000, 20240917);
}

/* Every byte of everything but the weights set to its extremes. */
static void
test_extremes (gconstpointer data)
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

/* A real model: its size brings other numbers near the edges. */
static void
test_real (gconstpointer file_name)
{
  g_autofree char *path = vanity_model_find (file_name, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (VanityPool) pool = vanity_pool_new (1);
  gsize size;

  if (path == NULL)
    {
      g_test_skip ("the model is not installed");
      return;
    }
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  for (gsize cut = 0; cut < size; cut += size / 150 + 1)
    g_assert_false (try (pool, contents, cut));

  /* The tables, which lie in front of and between the weights. */
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  for (int round = 0; round < 300; round++)
    {
      gsize at = (gsize)g_rand_int_range (random, 0, (gint32)size);
      if (round % 2 == 0)
        at %= 4096;
      else if (round % 3 == 0)
        at = size - 1 - at % 65536;
      char saved = contents[at];
      contents[at] ^= (char)(1 << g_rand_int_range (random, 0, 8));
      g_autoptr (GBytes) bytes = g_bytes_new_static (contents, size);
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityGraph) graph = vanity_model_load_bytes (bytes, "hostile.tflite", &error);
      g_assert_true ((graph == NULL) == (error != NULL));
      contents[at] = saved;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/model/hostile/cut", NULL, test_cut);
  g_test_add_data_func ("/model/hostile/flips", NULL, test_flips);
  g_test_add_data_func ("/model/hostile/extremes", NULL, test_extremes);
  g_test_add_data_func ("/model/hostile/real/detector", "face_detection_short_range.tflite",
                        test_real);
  g_test_add_data_func ("/model/hostile/real/attention", "face_landmark_with_attention.tflite",
                        test_real);
  return g_test_run ();
}
