/* Families of hues, as lists of trends name them. */
#pragma once

#include "image/color.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_HUE_UNKNOWN,
  VANITY_HUE_RED,
  VANITY_HUE_BERRY, /* deep reds that lean to blue */
  VANITY_HUE_PINK,
  VANITY_HUE_CORAL,
  VANITY_HUE_ORANGE,
  VANITY_HUE_YELLOW,
  VANITY_HUE_GREEN,
  VANITY_HUE_BLUE,
  VANITY_HUE_PURPLE,
  VANITY_HUE_BROWN,
  VANITY_HUE_NUDE, /* the colours that skin can have */
  VANITY_HUE_WHITE,
  VANITY_HUE_GREY,
  VANITY_HUE_BLACK,
  VANITY_N_HUES
} VanityHue;

/* In files: "berry". FALSE where `id` is none, or "unknown". */
const char *vanity_hue_get_id (VanityHue hue);
gboolean vanity_hue_find (const char *id, VanityHue *hue);
/* By CIE lightness, chroma and hue angle; the bounds are ours. Never UNKNOWN. */
VanityHue vanity_hue_of (VanityLab color);

G_END_DECLS
