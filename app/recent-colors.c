#include "app/recent-colors.h"

#include "app/settings.h"

#include <string.h>

/* Those of this run, where there are no settings. */
static guint32 kept[VANITY_RECENT_COLORS_MAX];
static guint n_kept;

static gboolean
parse (const char *text, guint32 *color)
{
  char *end;

  if (text[0] != '#' || strlen (text) != 7)
    return FALSE;
  *color = (guint32)g_ascii_strtoull (text + 1, &end, 16);

  return *end == '\0' && g_ascii_isxdigit (text[1]);
}

guint
vanity_recent_colors_list (guint32 colors[VANITY_RECENT_COLORS_MAX])
{
  GSettings *settings = vanity_settings_get_default ();
  g_auto (GStrv) texts = NULL;
  guint n = 0;

  if (settings == NULL)
    {
      memcpy (colors, kept, n_kept * sizeof *colors);
      return n_kept;
    }

  texts = g_settings_get_strv (settings, VANITY_SETTING_RECENT_COLORS);
  for (int i = 0; texts[i] != NULL && n < VANITY_RECENT_COLORS_MAX; i++)
    n += parse (texts[i], &colors[n]);

  return n;
}

static void
write_colors (const guint32 *colors, guint n)
{
  GSettings *settings = vanity_settings_get_default ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (n > 0)
    memcpy (kept, colors, n * sizeof *colors);
  n_kept = n;
  if (settings == NULL)
    return;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (texts, g_strdup_printf ("#%06x", colors[i]));
  g_ptr_array_add (texts, NULL);
  g_settings_set_strv (settings, VANITY_SETTING_RECENT_COLORS, (const char *const *)texts->pdata);
}

void
vanity_recent_colors_add (guint32 color)
{
  guint32 old[VANITY_RECENT_COLORS_MAX], colors[VANITY_RECENT_COLORS_MAX] = { color };
  guint n_old = vanity_recent_colors_list (old), n = 1;

  for (guint i = 0; i < n_old && n < VANITY_RECENT_COLORS_MAX; i++)
    if (old[i] != color)
      colors[n++] = old[i];
  write_colors (colors, n);
}

void
vanity_recent_colors_forget (void)
{
  write_colors (NULL, 0);
}
