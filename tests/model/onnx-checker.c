#include "onnx-checker.h"

#include <glib/gstdio.h>
#include <sys/wait.h>

#define PYTHON "/usr/bin/python3" /* the one that Debian's packages are for */
#define NOT_THERE 77

void
onnx_checker_run (const char *folder)
{
  const char *arguments[] = { PYTHON, TEST_CHECKER, folder, NULL };
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!g_spawn_sync (NULL, (char **)arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL,
                     &status, &error)
      || (WIFEXITED (status) && WEXITSTATUS (status) == NOT_THERE))
    {
      g_test_skip ("there is no python3-onnx");
      return;
    }
  g_test_message ("%s", g_strchomp (out));
  g_assert_cmpint (status, ==, 0);
}

void
onnx_checker_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (folder);
}
