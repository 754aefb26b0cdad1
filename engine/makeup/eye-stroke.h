/* A hair: a thin tapered line, drawn with the coverage it really has, far below a pixel's width. */
#pragma once

#include "makeup/mask.h"

G_BEGIN_DECLS

#define VANITY_STROKE_POINTS 10

typedef struct
{
  struct
  {
    float x, y;   /* photo pixels, a pixel's centre at + 0.5 */
    float radius; /* half the hair's width there, pixels */
  } at[VANITY_STROKE_POINTS];
  float weight; /* how much of what lies under it the hair hides, [0, 1] */
} VanityStroke;

/* Lays the stroke over a mask of step 1: two hairs that cross hide what one after the other would.
 * Parts outside the mask are left out. */
void vanity_stroke_draw (const VanityStroke *stroke, VanityMask *mask);

/* Noise that belongs to a hair's number, a different one for every `salt`: the same on every run
 * and on both sides of the face. In [−1, 1]. */
double vanity_stroke_get_noise (guint number, guint salt);

G_END_DECLS
