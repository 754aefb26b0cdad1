#include "feed/make-private.h"

#include "catalogue/color-words.h"
#include "feed/swatch.h"

#include <string.h>

/* A file that lies with the feed: by a path below its folder, never one that leads out. */
static GFile *
find_swatch (VanityFeedMaker *maker, const char *text)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *scheme = g_uri_parse_scheme (text);

  if (!maker->folder || !*text)
    return NULL;
  if (scheme && !g_str_equal (scheme, "file"))
    return NULL;
  file = scheme ? g_file_new_for_uri (text) : g_file_resolve_relative_path (maker->folder, text);
  return g_file_has_prefix (file, maker->folder) ? g_steal_pointer (&file) : NULL;
}

static void
read_swatch (VanityFeedMaker *maker, VanityShade *shade, const VanityFeedRow *row,
             VanityFeedReport *report)
{
  const char *text = row->text[VANITY_FEED_SWATCH];
  g_autoptr (GFile) file = NULL;
  guint32 rgb;

  /* One in the web is not fetched: the shade then has no colour, and is counted so. */
  if (!text || !*text || strstr (text, "://") || g_str_has_prefix (text, "//"))
    if (!text || !g_str_has_prefix (text, "file:"))
      return;
  file = find_swatch (maker, text);
  if (file && vanity_feed_swatch_read (file, &rgb, maker->cancellable, NULL))
    vanity_shade_set_color (shade, rgb, VANITY_COLOR_SOURCE_SWATCH);
  else
    vanity_feed_make_note (row, VANITY_FEED_SWATCH, VANITY_FEED_RULE_SWATCH, report);
}

gboolean
vanity_feed_make_rgb (const char *text, guint32 *rgb)
{
  guint32 value = 0;

  if (!text)
    return FALSE;
  if (*text == '#')
    text++;
  for (int i = 0; i < 6; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);
      if (digit < 0)
        return FALSE;
      value = value << 4 | (guint32)digit;
    }
  *rgb = value;
  return text[6] == '\0';
}

/* Shops that have no field for it write the colour where its name should be: "#b01030". "#220" is
 * the number of a shade. */
static const char *
find_color (VanityFeedMaker *maker, const VanityFeedRow *row)
{
  const char *text = row->text[VANITY_FEED_COLOR], *name = row->text[VANITY_FEED_SHADE];

  if ((text && *text) || !name)
    return text;
  name += strspn (name, " \t\r\n");
  if (name[0] != '#' || strspn (name + 1, "0123456789abcdefABCDEF") < 6
      || name[strspn (name, "#0123456789abcdefABCDEF \t\r\n,;/|+")] != '\0')
    return text;
  g_array_set_size (maker->colors, 0);
  return vanity_color_read (name, maker->colors, NULL) ? name : text;
}

void
vanity_feed_make_color (VanityFeedMaker *maker, VanityShade *shade, const VanityFeedRow *row,
                        VanityFeedReport *report)
{
  const char *text = find_color (maker, row);
  VanityColorSource source = VANITY_COLOR_SOURCE_GIVEN;
  const char *from = row->text[VANITY_FEED_COLOR_FROM];
  guint32 rgb;

  if (from && *from
      && (!vanity_color_source_find (from, &source) || source == VANITY_COLOR_SOURCE_UNKNOWN))
    {
      vanity_feed_make_note (row, VANITY_FEED_COLOR_FROM, VANITY_FEED_RULE_TRAIT, report);
      source = VANITY_COLOR_SOURCE_GIVEN;
    }
  if (vanity_feed_make_rgb (text, &rgb))
    vanity_shade_set_color (shade, rgb, source);
  else if (text && text[strspn (text, " \t\r\n")])
    {
      g_array_set_size (maker->colors, 0);
      if (vanity_color_read (text, maker->colors, NULL) && maker->colors->len > 0)
        vanity_shade_set_palette (shade, (const guint32 *)(gpointer)maker->colors->data,
                                  (int)maker->colors->len, source);
      else
        vanity_feed_make_note (row, VANITY_FEED_COLOR, VANITY_FEED_RULE_COLOR, report);
    }
  if (!shade->has_color)
    read_swatch (maker, shade, row, report);
}
