#include "ui/tips.h"

#include "app/settings.h"

#include <glib/gi18n.h>

static const struct
{
  const char *id; /* in the settings: never changed */
  const char *text;
} tips[] = {
  { "compare", N_ ("Drag the line to compare, or hold Space to see the photo as it was") },
  { "layers", N_ ("A look is made of layers: under “Edit Layers” each of them can be changed") },
  { "search", N_ ("Ctrl+Shift+A finds every command and every look by its name") },
  { "drag", N_ ("Drag the Save button to another window to hand over the result") },
};

/* The index, or -1. */
static int
find_next (void)
{
  GSettings *settings = vanity_settings_get_default ();
  g_auto (GStrv) seen
      = settings != NULL ? g_settings_get_strv (settings, VANITY_SETTING_HINTS_SEEN) : NULL;

  for (guint i = 0; seen != NULL && i < G_N_ELEMENTS (tips); i++)
    if (!g_strv_contains ((const char *const *)seen, tips[i].id))
      return (int)i;

  return -1;
}

const char *
vanity_tips_get_next (void)
{
  int next = find_next ();

  return next >= 0 ? _ (tips[next].text) : NULL;
}

void
vanity_tips_close_next (void)
{
  GSettings *settings = vanity_settings_get_default ();
  g_auto (GStrv) seen = NULL;
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  int next = find_next ();

  if (next < 0)
    return;

  seen = g_settings_get_strv (settings, VANITY_SETTING_HINTS_SEEN);
  g_strv_builder_addv (all, (const char **)seen);
  g_strv_builder_add (all, tips[next].id);
  g_strfreev (seen);
  seen = g_strv_builder_end (all);
  g_settings_set_strv (settings, VANITY_SETTING_HINTS_SEEN, (const char *const *)seen);
}
