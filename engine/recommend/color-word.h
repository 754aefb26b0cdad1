/* Colours in words that people use of makeup. */
#pragma once

#include "image/color.h"

G_BEGIN_DECLS

/* Translated, as an adjective would stand in a list: "red", "berry", "nude", "brown". */
const char *vanity_color_get_word (VanityLab color);

/* Of irises. */
typedef enum
{
  VANITY_EYES_UNKNOWN,
  VANITY_EYES_BROWN,
  VANITY_EYES_GREEN,
  VANITY_EYES_BLUE, /* and grey ones that lean to it */
} VanityEyeColor;

/* By hue, where there is enough of it; dark irises are brown. */
VanityEyeColor vanity_eye_color_of (VanityLab iris);

G_END_DECLS
