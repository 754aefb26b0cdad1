/* Sampling a raster on an affine grid: crops for the networks. */
#pragma once

#include "image/image.h"

G_BEGIN_DECLS

/* x_photo = m[0]·x + m[1]·y + m[2],  y_photo = m[3]·x + m[4]·y + m[5], in continuous coordinates
 * (a pixel's centre is at + 0.5). */
typedef struct
{
  double m[6];
} VanityAffine;

/* Fills `out`, height × width × 3 floats, channels last, with the photo's encoded RGB mapped from
 * [0, 1] to [low, high], bilinear at output pixel centres; outside the photo the value is `low`
 * (black). Alpha is laid over black. Where the grid is coarser than twice the photo's pixels the
 * photo is averaged first (mip levels). */
void vanity_warp_affine (const VanityImage *image, const VanityAffine *grid, int width, int height,
                         float low, float high, float *out);

G_END_DECLS
