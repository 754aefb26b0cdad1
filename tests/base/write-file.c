#define _GNU_SOURCE /* O_TMPFILE */

#include "base/write-file.h"

#include "base/error.h"
#include "folder.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *folder, *path;
  GFile *file;
  GBytes *content;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fixture_folder ();
  fixture->path = g_build_filename (fixture->folder, "out.bin", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
  fixture->content = g_bytes_new_take (g_malloc0 (200000), 200000);
}

static int
count_files (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  int n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->file);
  g_bytes_unref (fixture->content);
  g_free (fixture->path);
  fixture_remove (fixture->folder);
}

static void
assert_content (Fixture *fixture, GBytes *expect)
{
  g_autoptr (GBytes) found = fixture_read (fixture->path);
  g_assert_true (g_bytes_equal (found, expect));
}

static void
test_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) other = g_bytes_new_static ("other", 5);
  g_autoptr (GError) error = NULL;
  struct stat status;

  g_assert_true (vanity_write_file (fixture->file, fixture->content, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_content (fixture, fixture->content);
  g_assert_true (vanity_write_file (fixture->file, other, NULL, NULL, NULL, &error));
  assert_content (fixture, other);
  g_assert_cmpint (count_files (fixture), ==, 1);

  mode_t mask = umask (022);
  umask (mask);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0666 & ~mask);
}

static void
test_symbolic_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link.bin", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (link);
  g_autoptr (GBytes) old = g_bytes_new_static ("old", 3);

  fixture_write (fixture->path, old);
  g_assert_cmpint (symlink ("out.bin", link), ==, 0);
  g_assert_true (vanity_write_file (file, fixture->content, NULL, NULL, NULL, NULL));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  assert_content (fixture, fixture->content);
}

static void
assert_old_kept (Fixture *fixture, VanityFileFinish finish, GCancellable *cancellable,
                 GQuark domain, int code)
{
  g_autoptr (GBytes) old = g_bytes_new_static ("the old photo", 13);
  g_autoptr (GError) error = NULL;

  fixture_write (fixture->path, old);
  g_assert_false (
      vanity_write_file (fixture->file, fixture->content, finish, NULL, cancellable, &error));
  g_assert_error (error, domain, code);
  assert_content (fixture, old);
  g_assert_cmpint (count_files (fixture), ==, 1);
}

/* A limit on the size of files stands for a full disk: the same call fails the same way. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  struct rlimit limit, old;
  void (*handler) (int) = signal (SIGXFSZ, SIG_IGN);

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  limit = old;
  limit.rlim_cur = 50000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  assert_old_kept (fixture, NULL, NULL, VANITY_ERROR, VANITY_ERROR_FILE);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  signal (SIGXFSZ, handler);
}

static gboolean
refuse (const char *path, gpointer data, GError **error)
{
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_VALUE, "no");
  return FALSE;
}

static void
test_finish_fails (Fixture *fixture, gconstpointer data)
{
  assert_old_kept (fixture, refuse, NULL, VANITY_ERROR, VANITY_ERROR_VALUE);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  assert_old_kept (fixture, NULL, cancellable, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "not", "there.bin", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GError) error = NULL;

  g_assert_false (vanity_write_file (file, fixture->content, NULL, NULL, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, "there.bin"));
  g_clear_error (&error);

  /* A folder cannot be replaced by a file. */
  g_assert_false (vanity_write_file (folder, fixture->content, NULL, NULL, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
  g_assert_cmpint (count_files (fixture), ==, 0);
}

/* Whoever is killed while they write leave nothing of it, where the file system has files without a
 * name; and the target is always whole. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  gsize size = 8 << 20;
  g_autoptr (GBytes) large = g_bytes_new_take (g_malloc0 (size), size);
  int fd = open (fixture->folder, O_TMPFILE | O_WRONLY, 0600);
  int n_left = 0;

  if (fd < 0)
    {
      g_test_skip ("this file system has no files without a name");
      return;
    }
  close (fd);

  for (int i = 0; i < 20; i++)
    {
      pid_t child = fork ();

      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        for (;;)
          if (!vanity_write_file (fixture->file, large, NULL, NULL, NULL, NULL))
            _exit (1);
      g_usleep ((gulong)(20 + 7 * i) * 1000);
      kill (child, SIGKILL);
      g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
      if (g_file_test (fixture->path, G_FILE_TEST_EXISTS))
        {
          g_autoptr (GBytes) found = fixture_read (fixture->path);

          g_assert_cmpuint (g_bytes_get_size (found), ==, size);
          g_unlink (fixture->path);
        }
      n_left = count_files (fixture);
    }
  /* Between its two names lies so little time that a kill hits it but by a rare chance. */
  g_assert_cmpint (n_left, <=, 2);
}

#define ADD(name)                                                                                  \
  g_test_add ("/base/write-file/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (write);
  ADD (symbolic_link);
  ADD (full_disk);
  ADD (finish_fails);
  ADD (cancelled);
  ADD (no_folder);
  ADD (killed);
  return g_test_run ();
}
