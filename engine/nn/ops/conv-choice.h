/* Which way a dense convolution goes. */
#pragma once

#include "nn/ops/conv.h"

typedef struct
{
  int tiles;  /* the side of Winograd's tiles; 0: taps one by one */
  int pixels; /* then so many of a row are columns of one product, see vanity_conv_choose () */
} VanityConvChoice;

/* The one rule. Winograd's tiles are for windows of 3 × 3 or 4 × 4 whose strides and dilations
 * are 1.
 * Everything else is a product of pixels and weights, tap by tap, which reads a window of one pixel
 * where it lies.
 *
 * A few output channels would leave most of a vector empty. Then pixels that are neighbours in a
 * row are made at once: their channels lie side by side and are columns of one product, whose
 * window is that of all of them and whose weights are zero where a pixel does not look. */
VanityConvChoice vanity_conv_choose (const VanityCall *call);
