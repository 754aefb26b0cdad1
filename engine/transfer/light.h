/* Puts a face of the atlas in another light, to learn what is makeup and what is light:
 *
 *   gain      2^−0.7 … 2^0.5
 *   tint      warm to cool, ±14 % of red against blue, and ±4 % of green
 *   gradient  ±35 % from one side of the chart to the other, in any direction
 *   gamma     0.85 … 1.18 of the encoded values */
#pragma once

#include "base/random.h"

G_BEGIN_DECLS

typedef struct
{
  float gain[3];      /* of linear light */
  float across, down; /* change from the middle of the chart to its edge */
  float gamma[256];   /* encoded, in steps of 1 ÷ 255 → encoded in [0, 1] */
} VanityLight;

/* `amount` in [0, 1] leads from the light of the photo to what is said above. */
void vanity_light_draw (VanityLight *light, double amount, VanityRandom *random);
/* Three planes of `size`² texels in linear light → encoded sRGB in [0, 1], channels last. */
void vanity_light_write (const VanityLight *light, const float *planes, int size, float *pixels);

G_END_DECLS
