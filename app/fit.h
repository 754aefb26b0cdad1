/* A picture as the input of a network that tells what it shows. */
#pragma once

#include "image/image.h"

G_BEGIN_DECLS

typedef enum
{
  /* As VANITY_FIT_NEGATIVE where the input has one channel and the picture's border is lighter than
   * middle grey: ink on paper, for a network that knows light on dark, as MNIST's digits are. */
  VANITY_FIT_AUTO,
  VANITY_FIT_POSITIVE,
  VANITY_FIT_NEGATIVE,
} VanityFitTone;

typedef struct
{
  int width, height,
      channels;            /* of the input, ≥ 1; channels 1 (grey, by ITU-R BT.601) or 3 (RGB) */
  gboolean channels_first; /* [channels, height, width]; or [height, width, channels] */
  VanityFitTone tone;
  /* What stands out from the border is brought to 5/7 of the input's shorter side, its centre of
   * mass into the middle: 20 of 28 pixels, as in MNIST (LeCun et al., Gradient-Based Learning
   * Applied to Document Recognition, 1998). Otherwise the whole picture is seen, as large as it
   * can be. A picture in one colour is seen whole. */
  gboolean center;
} VanityFit;

/* Writes `image` to `values`: sRGB numbers from 0 to 1, or 1 less them for a negative, which
 * `negative` tells (may be NULL). Its shape is kept: what it does not cover has the median colour
 * of its border, and what is transparent is on white. Pixels that come together are averaged by
 * area; those that are drawn apart, interpolated. */
gboolean vanity_fit_image (const VanityFit *fit, const VanityImage *image, float *values,
                           gboolean *negative, GError **error);

G_END_DECLS
