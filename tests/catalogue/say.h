/* What a test is about, whatever bytes it is. */
#pragma once

#include <glib.h>
#include <string.h>

/* As one line of text, cut where it is long. */
static inline void
test_say (const char *bytes)
{
  g_autofree char *cut = g_strndup (bytes, MIN (strlen (bytes), 80));
  g_autofree char *text = g_strescape (cut, NULL);

  g_test_message ("%s", text);
}
