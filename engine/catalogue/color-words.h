/* Colours as feeds write them: "#d62352", "D62352", "#d63", "rgb(214, 35, 82)", "gray7", or several
 * of these for a palette.
 *
 * Accepted, in any case and with blanks or quotes around:
 *
 *  - # and 3, 4, 6 or 8 hexadecimal digits (CSS Color 4), also with 0x before 6 digits; 6 digits
 *    may stand without #. 3 may not: they are more often a shade's number.
 *
 *  - rgb(…) and rgba(…) with numbers from 0 to 255 or percentages, by commas or blanks.
 *
 *  - the colour words of CSS Color 4, and those that X11 has besides, with its numbers: "snow3",
 *    "gray0" to "gray100" or "grey". Where both have a word, as "gray" or "green", CSS's holds.
 *    Several words may be written apart: "light pink".
 *
 * Several are parted by commas, semicolons, slashes, bars or plus signs, colours that begin with #
 * also by blanks. How much can be seen through a colour is left out, as a swatch lies on nothing;
 * what cannot be seen at all is refused. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More than any palette has. */
#define VANITY_COLOR_MOST 64

/* Appends one 0xRRGGBB (guint32, sRGB) to `colors` for each colour of UTF-8 `text`, in order.
 * Refused with the value and the rule it breaks: VANITY_ERROR_VALUE, or VANITY_ERROR_LIMIT for more
 * than VANITY_COLOR_MOST; `colors` is then as it was. */
gboolean vanity_color_read (const char *text, GArray *colors, GError **error);

/* One colour word, in any case and without blanks. */
gboolean vanity_color_find_word (const char *word, guint32 *rgb);

G_END_DECLS
