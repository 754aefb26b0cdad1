#include "folder.h"

#include <glib/gstdio.h>
#include <string.h>

GBytes *
fixture_read (const char *path)
{
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  return g_bytes_new_take (data, size);
}

void
fixture_write (const char *path, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_true (g_file_set_contents (path, data, (gssize)size, NULL));
}

char *
fixture_folder (void)
{
  char *folder = g_dir_make_tmp ("vanity-test-XXXXXX", NULL);

  g_assert_nonnull (folder);
  return folder;
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_all (child);
      else
        g_unlink (child);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

void
fixture_remove (char *folder)
{
  remove_all (folder);
  g_free (folder);
}

static gboolean
has_bytes (const char *data, gsize size, const char *text)
{
  const gsize length = strlen (text);

  for (gsize i = 0; i + length <= size; i++)
    if (memcmp (data + i, text, length) == 0)
      return TRUE;
  return FALSE;
}

gboolean
fixture_folder_has (const char *folder, const char *text)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  gboolean found = FALSE;
  const char *name;

  g_assert_nonnull (directory);
  while (!found && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL), *data = NULL;
      gsize size;

      found = g_file_get_contents (path, &data, &size, NULL) && has_bytes (data, size, text);
    }
  return found;
}
