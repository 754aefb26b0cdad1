#include "recommend/trend-hue.h"

#include <math.h>

static const char *const ids[VANITY_N_HUES]
    = { "unknown", "red",    "berry", "pink", "coral", "orange", "yellow", "green",
        "blue",    "purple", "brown", "nude", "white", "grey",   "black" };

const char *
vanity_hue_get_id (VanityHue hue)
{
  g_return_val_if_fail ((guint)hue < VANITY_N_HUES, NULL);
  return ids[hue];
}

gboolean
vanity_hue_find (const char *id, VanityHue *hue)
{
  for (int i = VANITY_HUE_UNKNOWN + 1; i < VANITY_N_HUES; i++)
    if (g_strcmp0 (id, ids[i]) == 0)
      {
        *hue = (VanityHue)i;
        return TRUE;
      }
  return FALSE;
}

/* Where skins lie, and what is darker than they are. */
static VanityHue
find_earthy (double lightness, double chroma, double angle)
{
  if (angle < 30 || angle > 85)
    return VANITY_HUE_UNKNOWN;
  if (lightness >= 50 && chroma < 33)
    return VANITY_HUE_NUDE;
  if (lightness < 50 && chroma < 45)
    return VANITY_HUE_BROWN;
  return VANITY_HUE_UNKNOWN;
}

/* Reds and their neighbours, by lightness. */
static VanityHue
find_reddish (double lightness, double angle)
{
  if (angle >= 330 || angle < 22)
    return lightness >= 50                 ? VANITY_HUE_PINK
           : lightness < 35 || angle > 180 ? VANITY_HUE_BERRY
                                           : VANITY_HUE_RED;
  if (angle < 52 && lightness >= 58)
    return VANITY_HUE_CORAL;
  if (angle < 45)
    return VANITY_HUE_RED;
  return VANITY_HUE_UNKNOWN;
}

VanityHue
vanity_hue_of (VanityLab color)
{
  const double chroma = hypot ((double)color.a, (double)color.b), lightness = (double)color.L;
  double angle = atan2 ((double)color.b, (double)color.a) * 180 / G_PI;
  VanityHue hue;

  if (angle < 0)
    angle += 360;
  if (lightness < 12 || (chroma < 8 && lightness < 25))
    return VANITY_HUE_BLACK;
  if (chroma < 8)
    return lightness > 88 ? VANITY_HUE_WHITE : VANITY_HUE_GREY;
  hue = find_earthy (lightness, chroma, angle);
  if (hue == VANITY_HUE_UNKNOWN)
    hue = find_reddish (lightness, angle);
  if (hue != VANITY_HUE_UNKNOWN)
    return hue;
  return angle < 72    ? VANITY_HUE_ORANGE
         : angle < 105 ? VANITY_HUE_YELLOW
         : angle < 195 ? VANITY_HUE_GREEN
         : angle < 307 ? VANITY_HUE_BLUE
                       : VANITY_HUE_PURPLE;
}
