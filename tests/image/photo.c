#include "image/photo.h"

#include "base/error.h"
#include "fixtures.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fixture_folder ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_remove (fixture->folder);
}

static GFile *
file_in (Fixture *fixture, const char *name, gconstpointer content, gsize size)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  if (content != NULL)
    g_assert_true (g_file_set_contents (path, content, (gssize)size, NULL));
  return g_file_new_for_path (path);
}

static void
assert_fails (GFile *file, int code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (file);

  g_assert_null (vanity_photo_load (file, NULL, &error));
  g_assert_error (error, VANITY_ERROR, code);
  g_assert_nonnull (strstr (error->message, name));
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_not_an_image (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) empty = file_in (fixture, "empty.jpg", "", 0);
  g_autoptr (GFile) text = file_in (fixture, "text.png", "Dear diary,\n", 12);
  g_autoptr (GFile) page = file_in (fixture, "page.jpg", "<html><body>404", 15);

  assert_fails (empty, VANITY_ERROR_FORMAT);
  assert_fails (text, VANITY_ERROR_FORMAT);
  assert_fails (page, VANITY_ERROR_FORMAT);
}

/* The content counts, not the extension. */
static void
test_wrong_extension (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityImage) image = fixture_image (9, 7, 8, FALSE, 1);
  g_autoptr (GBytes) jpeg = fixture_jpeg (image, &(FixtureJpeg){ 0 });
  gsize size;
  gconstpointer bytes = g_bytes_get_data (jpeg, &size);
  g_autoptr (GFile) file = file_in (fixture, "holiday.png", bytes, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (vanity_photo_get_image (photo)->width, ==, 9);
  g_assert_cmpstr (vanity_photo_get_name (photo), ==, "holiday.png");
  g_assert_true (g_file_equal (vanity_photo_get_file (photo), file));
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) missing = file_in (fixture, "missing.jpg", NULL, 0);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GFile) locked = file_in (fixture, "locked.jpg", "abc", 3);

  assert_fails (missing, VANITY_ERROR_FILE);
  assert_fails (folder, VANITY_ERROR_FILE);

  if (geteuid () == 0)
    {
      g_test_message ("root reads everything: permissions are not tried");
      return;
    }
  g_assert_cmpint (g_chmod (g_file_peek_path (locked), 0), ==, 0);
  assert_fails (locked, VANITY_ERROR_FILE);
}

/* Opening a pipe would wait for someone to write into it. */
static void
test_not_a_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) pipe = file_in (fixture, "pipe.jpg", NULL, 0);
  g_autoptr (GFile) device = g_file_new_for_path ("/dev/zero");

  g_assert_cmpint (mkfifo (g_file_peek_path (pipe), 0600), ==, 0);
  assert_fails (pipe, VANITY_ERROR_FILE);
  assert_fails (device, VANITY_ERROR_FILE);
}

/* A file of more than what is accepted, though the disk holds only a hole. */
static void
test_endless (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = file_in (fixture, "endless.jpg", "\xff\xd8\xff", 3);

  if (truncate (g_file_peek_path (file), (G_GINT64_CONSTANT (1) << 30) + 5) != 0)
    {
      g_test_skip ("no files with holes here");
      return;
    }
  assert_fails (file, VANITY_ERROR_LIMIT);
}

static void
test_not_from_file (void)
{
  g_autoptr (VanityImage) image = fixture_image (4, 4, 8, FALSE, 1);
  g_autoptr (VanityPhoto) photo = vanity_photo_new_from_image (image, "Pasted");

  g_assert_true (vanity_photo_get_image (photo) == image);
  g_assert_cmpstr (vanity_photo_get_name (photo), ==, "Pasted");
  g_assert_null (vanity_photo_get_file (photo));
  g_assert_null (vanity_photo_get_note (photo));

  VanityPhoto *again = vanity_photo_ref (photo);
  vanity_photo_unref (again);
  vanity_photo_unref (NULL);
}

static gpointer
load_thread (gpointer bytes)
{
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (VanityPhoto) photo = vanity_photo_load_bytes (bytes, "x.jpg", NULL, NULL);
      g_assert_nonnull (photo);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (VanityImage) image = fixture_image (200, 100, 8, FALSE, 1);
  g_autoptr (GBytes) jpeg = fixture_jpeg (image, &(FixtureJpeg){ .orientation = 6 });
  GThread *threads[4];

  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new ("load", load_thread, jpeg);
  for (int i = 0; i < 4; i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/image/photo/not-an-image", Fixture, NULL, set_up, test_not_an_image, tear_down);
  g_test_add ("/image/photo/wrong-extension", Fixture, NULL, set_up, test_wrong_extension,
              tear_down);
  g_test_add ("/image/photo/unreadable", Fixture, NULL, set_up, test_unreadable, tear_down);
  g_test_add ("/image/photo/not-a-file", Fixture, NULL, set_up, test_not_a_file, tear_down);
  g_test_add ("/image/photo/endless", Fixture, NULL, set_up, test_endless, tear_down);
  g_test_add_func ("/image/photo/not-from-file", test_not_from_file);
  g_test_add_func ("/image/photo/threads", test_threads);
  return g_test_run ();
}
