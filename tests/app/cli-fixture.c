#include "cli-fixture.h"

#include <errno.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

void
cli_set_up (Cli *cli, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cli->directory = g_dir_make_tmp ("vanity cli XXXXXX", &error);
  g_assert_no_error (error);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_tree (child);
    }
  g_remove (path);
}

void
cli_tear_down (Cli *cli, gconstpointer data)
{
  remove_tree (cli->directory);
  g_free (cli->directory);
  g_free (cli->out);
  g_free (cli->err);
}

static void
limit_files (gpointer most)
{
  gsize size = GPOINTER_TO_SIZE (most);
  struct rlimit limit = { .rlim_cur = size, .rlim_max = size };

  setrlimit (RLIMIT_FSIZE, &limit);
  signal (SIGXFSZ, SIG_IGN);
}

void
cli_run_cramped (Cli *cli, gsize most, const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (argv, (gpointer)g_getenv ("VANITY_CLI"));
  for (; *arguments; arguments++)
    g_ptr_array_add (argv, (gpointer)*arguments);
  g_ptr_array_add (argv, NULL);

  g_subprocess_launcher_set_cwd (launcher, cli->directory);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  if (most > 0)
    g_subprocess_launcher_set_child_setup (launcher, limit_files, GSIZE_TO_POINTER (most), NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)argv->pdata, &error);
  g_assert_no_error (error);
  g_clear_pointer (&cli->out, g_free);
  g_clear_pointer (&cli->err, g_free);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &cli->out, &cli->err, &error);
  g_assert_no_error (error);
  cli->status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
}

void
cli_run_argv (Cli *cli, const char *const *arguments)
{
  cli_run_cramped (cli, 0, arguments);
}

void
cli_run (Cli *cli, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  const char *argument;
  va_list list;

  va_start (list, cli);
  while ((argument = va_arg (list, const char *)))
    g_ptr_array_add (arguments, (gpointer)argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);
  cli_run_argv (cli, (const char *const *)arguments->pdata);
}

void
cli_assert_ended (Cli *cli, int status, ...)
{
  const char *word;
  va_list list;

  if (cli->status != status)
    g_test_message ("standard error: %s", cli->err);
  g_assert_cmpint (cli->status, ==, status);
  if (status != 0)
    {
      const char *end = strchr (cli->err, '\n');
      g_assert_nonnull (end);
      g_assert_cmpstr (end, ==, "\n");
    }
  va_start (list, status);
  while ((word = va_arg (list, const char *)))
    if (!strstr (cli->err, word))
      {
        g_test_message ("“%s” does not say “%s”", cli->err, word);
        g_test_fail ();
      }
  va_end (list);
}

void
cli_assert_misused (Cli *cli, const char *arguments, const char *word)
{
  g_auto (GStrv) words = g_strsplit (arguments, " ", -1);

  g_test_message ("%s", arguments);
  cli_run_argv (cli, (const char *const *)words);
  cli_assert_ended (cli, 2, word, NULL);
  g_assert_cmpstr (cli->out, ==, "");
}

char *
cli_path (Cli *cli, const char *name)
{
  return g_build_filename (cli->directory, name, NULL);
}

gboolean
cli_has_file (Cli *cli, const char *name)
{
  g_autofree char *path = cli_path (cli, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

guint
cli_count_files (Cli *cli, const char *directory)
{
  g_autofree char *path = cli_path (cli, directory);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
  guint count = 0;

  g_assert_no_error (error);
  while (g_dir_read_name (dir))
    count++;
  return count;
}

void
cli_write (Cli *cli, const char *name, gconstpointer bytes, gsize size)
{
  g_autofree char *path = cli_path (cli, name);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, bytes, (gssize)size, &error);
  g_assert_no_error (error);
}

void
cli_read (Cli *cli, const char *name, char **bytes, gsize *size)
{
  g_autofree char *path = cli_path (cli, name);
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, bytes, size, &error);
  g_assert_no_error (error);
}

gboolean
cli_copy_portrait (Cli *cli, const char *name)
{
  g_autofree char *path
      = g_build_filename (g_get_user_cache_dir (), "vanity", "samples", "astronaut.png", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  if (!g_file_get_contents (path, &bytes, &size, NULL))
    {
      g_test_skip ("the sample portrait is not installed");
      return FALSE;
    }
  cli_write (cli, name, bytes, size);
  return TRUE;
}

void
cli_write_blank (Cli *cli, const char *name, int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autofree char *bytes = NULL;
  gsize size;
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, 0x808080ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &bytes, &size, "png", &error, NULL);
  g_assert_no_error (error);
  cli_write (cli, name, bytes, size);
}
