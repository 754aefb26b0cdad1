/* vanity-cli run: networks on NumPy arrays. */
#include "cli-fixture.h"

#include <string.h>

#define DETECTOR "face_detection_short_range.tflite"
#define DETECTOR_SIZE (128 * 128 * 3)

/* A version 1.0 .npy file of zeros with the given shape, as NumPy writes it. */
static void
write_zeros (Cli *cli, const char *name, const char *shape, gsize n_values)
{
  g_autofree char *header
      = g_strdup_printf ("{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }", shape);
  gsize length = (10 + strlen (header) + 1 + 63) / 64 * 64 - 10;
  gsize size = 10 + length + n_values * 4;
  g_autofree guint8 *bytes = g_malloc0 (size);

  memcpy (bytes, "\x93NUMPY\x01\x00", 8);
  bytes[8] = (guint8)length;
  bytes[9] = (guint8)(length >> 8);
  memset (bytes + 10, ' ', length);
  memcpy (bytes + 10, header, strlen (header));
  bytes[10 + length - 1] = '\n';
  cli_write (cli, name, bytes, size);
}

static char *
find_detector (void)
{
  g_autofree char *path
      = g_build_filename (g_get_user_cache_dir (), "vanity", "models", DETECTOR, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip ("the models are not installed");
  return NULL;
}

static void
test_outputs (Cli *cli, gconstpointer data)
{
  g_autofree char *model = find_detector ();
  g_autofree char *boxes = NULL;
  g_autofree char *scores = NULL;
  gsize size;

  if (!model)
    return;
  write_zeros (cli, "in.npy", "1, 128, 128, 3", DETECTOR_SIZE);
  cli_run (cli, "run", model, "in.npy", "-o", "a/b", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_cmpuint (cli_count_files (cli, "a/b"), ==, 2);
  cli_read (cli, "a/b/0.npy", &boxes, &size);
  g_assert_cmpuint (size, ==, 128 + 896 * 16 * 4);
  g_assert_nonnull (g_strstr_len (boxes + 10, 118, "(1, 896, 16)"));
  cli_read (cli, "a/b/1.npy", &scores, &size);
  g_assert_cmpuint (size, ==, 128 + 896 * 4);
  /* A grey square is no face: every score, before the sigmoid, is far below 0. */
  for (int i = 0; i < 896; i++)
    {
      float score;
      memcpy (&score, scores + 128 + i * 4, 4);
      g_assert_cmpfloat (score, <, -1.0f);
    }
  cli_run (cli, "run", DETECTOR, "in.npy", "-o", "by name", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_cmpuint (cli_count_files (cli, "by name"), ==, 2);
}

static void
test_inputs (Cli *cli, gconstpointer data)
{
  g_autofree char *model = find_detector ();

  if (!model)
    return;
  cli_run (cli, "run", model, "-o", "out", NULL);
  cli_assert_ended (cli, 2, "1 input", "128", NULL);
  write_zeros (cli, "small.npy", "1, 64, 64, 3", 64 * 64 * 3);
  cli_run (cli, "run", model, "small.npy", "small.npy", "-o", "out", NULL);
  cli_assert_ended (cli, 2, "1 input", "2 given", NULL);
  cli_run (cli, "run", model, "small.npy", "-o", "out", NULL);
  cli_assert_ended (cli, 1, "small.npy", "64", "128", NULL);
  cli_write (cli, "text.npy", "[0, 0]", 6);
  cli_run (cli, "run", model, "text.npy", "-o", "out", NULL);
  cli_assert_ended (cli, 1, "text.npy", NULL);
  g_assert_false (cli_has_file (cli, "out"));
}

static void
test_bad_model (Cli *cli, gconstpointer data)
{
  g_autofree char *model = find_detector ();
  g_autofree char *bytes = NULL;
  gsize size;

  write_zeros (cli, "in.npy", "1, 128, 128, 3", DETECTOR_SIZE);
  cli_run (cli, "run", "no-such-model.tflite", "in.npy", "-o", "out", NULL);
  cli_assert_ended (cli, 1, "no-such-model.tflite", NULL);
  cli_write (cli, "poem.tflite", "Mirror, mirror on the wall", 26);
  cli_run (cli, "run", "poem.tflite", "in.npy", "-o", "out", NULL);
  cli_assert_ended (cli, 1, "poem.tflite", NULL);
  if (!model)
    return;
  g_file_get_contents (model, &bytes, &size, NULL);
  cli_write (cli, "cut.tflite", bytes, size / 2);
  cli_run (cli, "run", "cut.tflite", "in.npy", "-o", "out", NULL);
  cli_assert_ended (cli, 1, "cut.tflite", NULL);
  memset (bytes + size / 2, 0xff, size / 2);
  cli_write (cli, "altered.tflite", bytes, size);
  cli_run (cli, "run", "altered.tflite", "in.npy", "-o", "out", NULL);
  cli_assert_ended (cli, 1, "altered.tflite", NULL);
  g_assert_false (cli_has_file (cli, "out"));
}

/* y = Relu (x), with x of shape [n, 3] and n left open, as a protobuf message: a field is its
 * number and type, its length, its bytes. */
static const char open_onnx[] = "\x08\x08"                               /* IR version 8 */
                                "\x3a\x41"                               /* graph */
                                "\x0a\x0c\x0a\x01x\x12\x01y\x22\x04Relu" /* node */
                                "\x12\x01g"                              /* its name */
                                "\x5a\x16\x0a\x01x\x12\x11\x0a\x0f\x08\x01\x12\x0b" /* input x */
                                "\x0a\x05\x12\x03num\x0a\x02\x08\x03"
                                "\x62\x16\x0a\x01y\x12\x11\x0a\x0f\x08\x01\x12\x0b" /* output y */
                                "\x0a\x05\x12\x03num\x0a\x02\x08\x03"
                                "\x42\x02\x10\x0d"; /* operator set 13 */

/* A size that the model leaves open is the input's. */
static void
test_open_size (Cli *cli, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize size;

  cli_write (cli, "open.onnx", open_onnx, sizeof open_onnx - 1);
  write_zeros (cli, "in.npy", "5, 3", 15);
  cli_run (cli, "run", "open.onnx", "in.npy", "-o", "out", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_read (cli, "out/0.npy", &bytes, &size);
  g_assert_nonnull (g_strstr_len (bytes + 10, 118, "(5, 3)"));
  g_assert_cmpstr (cli->out, ==, "out/0.npy  5×3  y\n");
  write_zeros (cli, "wide.npy", "5, 4", 20);
  cli_run (cli, "run", "open.onnx", "wide.npy", "-o", "wide", NULL);
  cli_assert_ended (cli, 1, "3", NULL);
  g_assert_false (cli_has_file (cli, "wide"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_add_test ("/cli/run/outputs", test_outputs);
  cli_add_test ("/cli/run/inputs", test_inputs);
  cli_add_test ("/cli/run/bad-model", test_bad_model);
  cli_add_test ("/cli/run/open-size", test_open_size);
  return g_test_run ();
}
