/* Images a little changed each time they are seen, so that a network learns what they show and not
 * the images.
 *
 *   VanityAugment augment;
 *
 *   vanity_augment_draw (&augment, &options, height, width, random);
 *   vanity_augment_warp (&augment, photo, places[0], height, width, 3, FALSE);
 *   vanity_augment_light (&augment, places[0], height * width * 3);
 *   vanity_augment_warp (&augment, mask, places[1], height, width, 1, TRUE);
 *
 * Images are float32, [height, width, channels]. */
#pragma once

#include "base/random.h"

G_BEGIN_DECLS

/* What may be drawn, all parts being uniform in their ranges; 0 leaves an image as it is. */
typedef struct
{
  gboolean mirror; /* every other time, left becomes right */
  float shift;     /* at most that part of the width across, and of the height down */
  float angle;     /* at most so many degrees to either side, around the middle */
  float scale; /* between 1 ÷ (1 + scale) and 1 + scale times as large; the logarithm is uniform */
  float brightness; /* at most that much is added to, or taken from, all values */
  float contrast;   /* as `scale`, for distances from `middle`: 0.5 for images in [0, 1] */
  float middle;
} VanityAugmentOptions;

/* What was drawn: pixel (x, y) shows what was at (m₀x + m₁y + m₂, m₃x + m₄y + m₅), pixels being
 * counted from 0 at their centres, and value v becomes gain · v + offset. */
typedef struct
{
  double matrix[6];
  float gain, offset;
} VanityAugment;

/* Takes the same number of random numbers whatever the options. */
void vanity_augment_draw (VanityAugment *augment, const VanityAugmentOptions *options, int height,
                          int width, VanityRandom *random);
/* Moves the pixels of `from` to `to`, which is other memory; outside, the nearest pixel of the edge
 * goes on. Between pixels values are bilinear, or the nearest pixel's: of masks and labels. */
void vanity_augment_warp (const VanityAugment *augment, const float *from, float *to, int height,
                          int width, int channels, gboolean nearest);
/* Changes `count` values in place; none is held to a range. */
void vanity_augment_light (const VanityAugment *augment, float *values, gint64 count);

G_END_DECLS
