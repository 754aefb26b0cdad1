#include "recommend/color-word.h"

#include "recommend/trend-hue.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Chroma of what is no colour to speak of. */
#define DULL 17.0

const char *
vanity_color_get_word (VanityLab color)
{
  static const char *const words[VANITY_N_HUES] = {
    [VANITY_HUE_UNKNOWN] = NC_ ("colour", "colour"), [VANITY_HUE_RED] = NC_ ("colour", "red"),
    [VANITY_HUE_BERRY] = NC_ ("colour", "berry"),    [VANITY_HUE_PINK] = NC_ ("colour", "pink"),
    [VANITY_HUE_CORAL] = NC_ ("colour", "coral"),    [VANITY_HUE_ORANGE] = NC_ ("colour", "orange"),
    [VANITY_HUE_YELLOW] = NC_ ("colour", "yellow"),  [VANITY_HUE_GREEN] = NC_ ("colour", "green"),
    [VANITY_HUE_BLUE] = NC_ ("colour", "blue"),      [VANITY_HUE_PURPLE] = NC_ ("colour", "purple"),
    [VANITY_HUE_BROWN] = NC_ ("colour", "brown"),    [VANITY_HUE_NUDE] = NC_ ("colour", "nude"),
    [VANITY_HUE_WHITE] = NC_ ("colour", "white"),    [VANITY_HUE_GREY] = NC_ ("colour", "grey"),
    [VANITY_HUE_BLACK] = NC_ ("colour", "black"),
  };

  VanityHue hue = vanity_hue_of (color);
  double chroma = hypot ((double)color.a, (double)color.b);

  /* A dull red is called brown, and a dull pink nude. */
  if (chroma < DULL && (hue == VANITY_HUE_RED || hue == VANITY_HUE_BERRY))
    hue = VANITY_HUE_BROWN;
  else if (chroma < DULL && (hue == VANITY_HUE_PINK || hue == VANITY_HUE_CORAL))
    hue = VANITY_HUE_NUDE;
  return g_dpgettext2 (GETTEXT_PACKAGE, "colour", words[hue]);
}

VanityEyeColor
vanity_eye_color_of (VanityLab iris)
{
  double hue = atan2 ((double)iris.b, (double)iris.a) * 180 / G_PI;
  double chroma = hypot ((double)iris.a, (double)iris.b);

  if (iris.L < 12)
    return VANITY_EYES_BROWN;
  if (chroma < 3)
    return VANITY_EYES_UNKNOWN;
  if (hue > -20 && hue < 80)
    return VANITY_EYES_BROWN;
  if (hue >= 80 && hue < 170)
    return VANITY_EYES_GREEN;
  return VANITY_EYES_BLUE;
}
