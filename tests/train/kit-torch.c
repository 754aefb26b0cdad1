#include "kit-torch.h"

#include <gio/gio.h>

#define PYTHON "/usr/bin/python3" /* the one that Debian's packages are for */
#define NOT_THERE 77

void
kit_torch_begin (GString *lines, const char *kind)
{
  g_string_append_printf (lines, "{\"kind\":\"%s\"", kind);
}

void
kit_torch_add_number (GString *lines, const char *name, double value)
{
  g_string_append_printf (lines, ",\"%s\":%.17g", name, value);
}

void
kit_torch_add (GString *lines, const char *name, const VanityShape *shape, const float *values)
{
  g_string_append_printf (lines, ",\"%s\":[[", name);
  for (int i = 0; i < shape->rank; i++)
    g_string_append_printf (lines, i > 0 ? ",%d" : "%d", (int)shape->dim[i]);
  g_string_append (lines, "],[");
  for (gint64 i = 0; i < vanity_shape_get_elements (shape); i++)
    g_string_append_printf (lines, i > 0 ? ",%.9g" : "%.9g", values[i]);
  g_string_append (lines, "]]");
}

void
kit_torch_end (GString *lines)
{
  g_string_append (lines, "}\n");
}

void
kit_torch_run (const char *script, const char *argument, const char *lines)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) python = NULL;
  g_autofree char *path = g_build_filename (TEST_SOURCE_FOLDER, script, NULL);
  g_autofree char *out = NULL;

  python = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                             PYTHON, path, argument, NULL);
  if (python == NULL || !g_subprocess_communicate_utf8 (python, lines, NULL, &out, NULL, &error)
      || (g_subprocess_get_if_exited (python)
          && g_subprocess_get_exit_status (python) == NOT_THERE))
    {
      g_test_skip ("there is no python3-torch");
      return;
    }
  g_test_message ("%s", g_strchomp (out));
  g_assert_true (g_subprocess_get_if_exited (python));
  g_assert_cmpint (g_subprocess_get_exit_status (python), ==, 0);
}
