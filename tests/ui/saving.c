/* What saving may overwrite, and what it leaves when the disk is full. */
#include "tests/ui/support.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* Bytes that a file may have on the full disk: less than any saved portrait, and more than what the
 * toolkit writes by itself, the list of recent files. */
#define LIMIT 20000

static GBytes *
read_bytes (GFile *file)
{
  GBytes *bytes = g_file_load_bytes (file, NULL, NULL, NULL);

  g_assert_nonnull (bytes);

  return bytes;
}

static gboolean
is_saved (Fixture *fixture)
{
  const char *toast = vanity_window_get_toast (fixture->window);

  return toast != NULL && g_str_has_prefix (toast, "Saved");
}

/* A copy of the portrait, opened; NULL, with the test skipped, where something is missing. */
static GFile *
open_copy (Fixture *fixture)
{
  g_autoptr (GFile) portrait = NULL;
  GFile *copy;

  if (!fixture_open_portrait (fixture))
    return NULL;

  portrait = fixture_get_portrait ();
  copy = fixture_get_file (fixture, "mine.png");
  g_assert_true (g_file_copy (portrait, copy, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
  vanity_window_open_file (fixture->window, copy);
  fixture_wait (fixture, fixture_is_settled);

  return copy;
}

static void
test_original (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = open_copy (fixture);
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GBytes) after = NULL;

  if (file == NULL)
    return;

  before = read_bytes (file);
  vanity_window_save_chosen (fixture->window, file);
  fixture_answer (fixture, "cancel");
  fixture_idle (50);
  kept = read_bytes (file);
  g_assert_true (g_bytes_equal (before, kept));
  g_assert_false (is_saved (fixture));

  vanity_window_save_chosen (fixture->window, file);
  fixture_answer (fixture, "replace");
  fixture_wait (fixture, is_saved);
  after = read_bytes (file);
  g_assert_false (g_bytes_equal (before, after));
}

/* The file dialog asked about "result"; it is "result.png" that would be overwritten. */
static void
test_extension (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) other = NULL;
  g_autoptr (GFile) typed = NULL;
  g_autoptr (GBytes) kept = NULL;

  if (!fixture_open_portrait (fixture))
    return;

  other = fixture_write (fixture, "result.png", "precious", -1);
  typed = fixture_get_file (fixture, "result");
  vanity_window_save_chosen (fixture->window, typed);
  fixture_answer (fixture, "cancel");
  kept = read_bytes (other);
  g_assert_cmpuint (g_bytes_get_size (kept), ==, 8);

  /* A name in full was asked about by the file dialog. */
  vanity_window_save_chosen (fixture->window, other);
  g_assert_null (fixture_find_question ());
  fixture_wait (fixture, is_saved);
}

static gboolean
is_told (Fixture *fixture)
{
  const char *toast = vanity_window_get_toast (fixture->window);

  return toast != NULL && strstr (toast, "result") != NULL;
}

static int
count_files (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  int n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

/* A disk that is full, as far as this process can tell: no file may grow past a few bytes. What was
 * there stays as it was, nothing is left beside it, and the person is told. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "result.png", "result.jpg", "result.tiff" };
  struct rlimit before, tight;

  if (!fixture_open_portrait (fixture))
    return;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) file = fixture_write (fixture, names[i], "precious", -1);
      g_autoptr (GBytes) kept = NULL;
      int n = count_files (fixture);

      signal (SIGXFSZ, SIG_IGN);
      tight = before;
      tight.rlim_cur = LIMIT;
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
      vanity_window_save_to (fixture->window, file);
      fixture_wait (fixture, is_told);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

      g_assert_false (is_saved (fixture));
      kept = read_bytes (file);
      g_assert_cmpuint (g_bytes_get_size (kept), ==, 8);
      g_assert_cmpint (count_files (fixture), ==, n);
    }

  /* With room again the same photo is saved: nothing was lost. */
  {
    g_autoptr (GFile) file = fixture_get_file (fixture, names[0]);

    vanity_window_save_to (fixture->window, file);
    fixture_wait (fixture, is_saved);
  }
}

int
main (int argc, char **argv)
{
  g_autofree char *home = fixture_make_home ();
  g_autofree char *recent = g_build_filename (home, "recently-used.xbel", NULL);
  int status;

  /* A list of recent files of its own, which is short. */
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ui/saving/original", test_original);
  ADD ("/ui/saving/extension", test_extension);
  ADD ("/ui/saving/full-disk", test_full_disk);
  status = g_test_run ();
  g_unlink (recent);
  g_rmdir (home);
  return status;
}
