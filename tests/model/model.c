/* Files: by magic, and everything that may be wrong with one before it is read. */
#include "model/model.h"

#include "base/error.h"
#include "tflite-writer.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* No model has this name, wherever the test runs. */
#define FILE_NAME "vanity-test-of-model.tflite"

static GBytes *
write_small (void)
{
  g_autoptr (TfliteWriter) writer = tflite_writer_new ();
  int in = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 2));
  int out = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 2));
  tflite_writer_add_input (writer, in);
  tflite_writer_add_output (writer, out);
  tflite_writer_add_operator (writer, TFLITE_RELU, NULL, &in, 1, out);
  return tflite_writer_finish (writer);
}

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("vanity-model-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, FILE_NAME, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_remove (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
assert_refused (Fixture *fixture, int code)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (vanity_model_load (fixture->path, &error));
  g_assert_error (error, VANITY_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, fixture->path));
}

static void
test_load (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = write_small ();
  g_autoptr (GError) error = NULL;
  gsize size;
  gconstpointer contents = g_bytes_get_data (bytes, &size);

  g_assert_true (g_file_set_contents (fixture->path, contents, size, NULL));
  g_autoptr (VanityGraph) graph = vanity_model_load (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vanity_graph_get_n_inputs (graph), ==, 1);
}

static void
test_wrong (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, VANITY_ERROR_FILE); /* missing */
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  assert_refused (fixture, VANITY_ERROR_FORMAT);
  g_assert_true (g_file_set_contents (fixture->path, "\x89PNG\r\n\x1a\n", 8, NULL));
  assert_refused (fixture, VANITY_ERROR_FORMAT);
  g_assert_true (g_file_set_contents (fixture->path, "\xff\xff\xff\xffTFL3", 8, NULL));
  assert_refused (fixture, VANITY_ERROR_FORMAT);
  /* Large, but with nothing in it: refused by its size, not read. */
  g_assert_cmpint (truncate (fixture->path, (off_t)3 << 30), ==, 0);
  assert_refused (fixture, VANITY_ERROR_LIMIT);
}

static void
test_not_a_file (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  assert_refused (fixture, VANITY_ERROR_FILE); /* and does not wait for a writer */
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  assert_refused (fixture, VANITY_ERROR_FILE);
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_setenv ("VANITY_MODELS", fixture->folder, TRUE);
  g_assert_null (vanity_model_find (FILE_NAME, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_MISSING);
  g_assert_nonnull (strstr (error->message, fixture->folder));
  g_assert_nonnull (strstr (error->message, FILE_NAME));
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  g_autofree char *found = vanity_model_find (FILE_NAME, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, fixture->path);
  g_unsetenv ("VANITY_MODELS");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/model/load", Fixture, NULL, set_up, test_load, tear_down);
  g_test_add ("/model/wrong", Fixture, NULL, set_up, test_wrong, tear_down);
  g_test_add ("/model/not-a-file", Fixture, NULL, set_up, test_not_a_file, tear_down);
  g_test_add ("/model/find", Fixture, NULL, set_up, test_find, tear_down);
  return g_test_run ();
}
