/* What is opened, and what is not. */
#include "base/open-file.h"

#include "base/error.h"
#include "folder.h"

#include <string.h>
#include <sys/stat.h>

static void
assert_refused (GFile *file, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = vanity_open_file (file, "the name", NULL, &error);

  g_assert_null (stream);
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, "the name"));
  g_assert_nonnull (strstr (error->message, word));
}

/* Pipes would be waited for, and addresses fetched. */
static void
test_refused (void)
{
  char *folder = fixture_folder ();
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autofree char *none = g_build_filename (folder, "none", NULL);
  const struct
  {
    GFile *file;
    const char *word;
  } cases[] = {
    { g_file_new_for_path (folder), "irectory" },
    { g_file_new_for_path (none), "No such file" },
    { g_file_new_for_path (pipe), "ordinary" },
    { g_file_new_for_path ("/dev/zero"), "ordinary" },
    { g_file_new_for_uri ("http://127.0.0.1:1/photo.jpg"), "device" },
    { g_file_new_for_uri ("dav://127.0.0.1:1/photo.jpg"), "device" },
    { g_file_new_for_uri ("nonsense:photo.jpg"), "device" },
  };

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      assert_refused (cases[i].file, cases[i].word);
      g_object_unref (cases[i].file);
    }
  fixture_remove (folder);
}

static void
test_opened (void)
{
  char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "a file", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  char text[4] = "";

  g_assert_true (g_file_set_contents (path, "yes", 3, NULL));
  stream = vanity_open_file (file, "the name", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_input_stream_read (G_INPUT_STREAM (stream), text, 3, NULL, NULL), ==, 3);
  g_assert_cmpstr (text, ==, "yes");
  fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/open-file/refused", test_refused);
  g_test_add_func ("/base/open-file/opened", test_opened);

  return g_test_run ();
}
