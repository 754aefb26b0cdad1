/* One colour to look at, with a name for who cannot see it. */
#pragma once

#include "image/color.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_SWATCH (vanity_swatch_get_type ())
G_DECLARE_FINAL_TYPE (VanitySwatch, vanity_swatch, VANITY, SWATCH, GtkWidget)

typedef enum
{
  VANITY_SWATCH_PLAIN,
  VANITY_SWATCH_FIRST,  /* a filled dot below it */
  VANITY_SWATCH_SECOND, /* a ring below it */
} VanitySwatchMark;

#define VANITY_SWATCH_MAX 16

/* Without a colour it is an outline crossed out. */
VanitySwatch *vanity_swatch_new (int width, int height);

/* NULL: the colour is not known. What sRGB cannot show is clipped. */
void vanity_swatch_set_lab (VanitySwatch *swatch, const VanityLab *lab);
/* Room for the mark is kept once there was one. */
/* Several side by side, as in a palette: 0xRRGGBB, sRGB; at most VANITY_SWATCH_MAX are shown. With
 * `n` 0 the colour is not known. */
void vanity_swatch_set_colors (VanitySwatch *swatch, const guint32 *colors, int n);
void vanity_swatch_set_mark (VanitySwatch *swatch, VanitySwatchMark mark);
/* For assistive technology, and under the pointer. */
void vanity_swatch_set_text (VanitySwatch *swatch, const char *text);

G_END_DECLS
