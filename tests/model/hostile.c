/* Cut and altered files of both formats. */
#include "damage.h"
#include "model/model.h"
#include "sample.h"

typedef struct
{
  const char *name;
  GBytes *(*write_sample) (void);
} Format;

static const Format tflite = { "damaged.tflite", tflite_write_sample };
static const Format onnx = { "damaged.onnx", onnx_write_sample };

static void
test_cut (gconstpointer data)
{
  const Format *format = data;
  g_autoptr (GBytes) sample = format->write_sample ();

  damage_cut (format->name, sample);
}

static void
test_flips (gconstpointer data)
{
  const Format *format = data;
  g_autoptr (GBytes) sample = format->write_sample ();

  damage_flip (format->name, sample, g_test_slow () ? 200000 : 10000, 17);
}

static void
test_extremes (gconstpointer data)
{
  const Format *format = data;
  g_autoptr (GBytes) sample = format->write_sample ();

  damage_extremes (format->name, sample);
}

/* A real model: its size brings other numbers near the edges. */
static void
test_real (gconstpointer file_name)
{
  g_autofree char *path = vanity_model_find (file_name, NULL);
  g_autofree char *contents = NULL;
  gsize size;

  if (path == NULL)
    {
      g_test_skip ("the model is not installed");
      return;
    }
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  for (gsize cut = 0; cut < size; cut += size / 150 + 1)
    g_assert_false (damage_try ("damaged.tflite", contents, cut));

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
      g_autoptr (VanityGraph) graph = vanity_model_load_bytes (bytes, "damaged.tflite", &error);
      g_assert_true ((graph == NULL) == (error != NULL));
      contents[at] = saved;
    }
}

/* The cases of ONNX: every operator there is, and those there are not. */
static void
test_cases (void)
{
  g_autofree char *root
      = g_build_filename (g_get_user_cache_dir (), "vanity", "onnx-cases", "node", NULL);
  g_autoptr (GDir) folder = g_dir_open (root, 0, NULL);
  const char *name;

  if (folder == NULL)
    {
      g_test_skip ("the cases are not there");
      return;
    }
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (root, name, "model.onnx", NULL);
      char *contents;
      gsize size;

      if (!g_file_get_contents (path, &contents, &size, NULL))
        continue;
      g_autoptr (GBytes) bytes = g_bytes_new_take (contents, size);
      if (size < 1 << 14)
        damage_flip (onnx.name, bytes, g_test_slow () ? 1000 : 20, size);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/model/hostile/tflite/cut", &tflite, test_cut);
  g_test_add_data_func ("/model/hostile/tflite/flips", &tflite, test_flips);
  g_test_add_data_func ("/model/hostile/tflite/extremes", &tflite, test_extremes);
  g_test_add_data_func ("/model/hostile/tflite/detector", "face_detection_short_range.tflite",
                        test_real);
  g_test_add_data_func ("/model/hostile/tflite/attention", "face_landmark_with_attention.tflite",
                        test_real);
  g_test_add_data_func ("/model/hostile/onnx/cut", &onnx, test_cut);
  g_test_add_data_func ("/model/hostile/onnx/flips", &onnx, test_flips);
  g_test_add_data_func ("/model/hostile/onnx/extremes", &onnx, test_extremes);
  g_test_add_func ("/model/hostile/onnx/cases", test_cases);
  return g_test_run ();
}
