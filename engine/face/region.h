/* A rotated square of the photo: where a network looks, and the way back. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* x_photo = m[0]·x + m[1]·y + m[2],  y_photo = m[3]·x + m[4]·y + m[5], in continuous coordinates
 * (a pixel's centre is at + 0.5). */
typedef struct
{
  double m[6];
} VanityAffine;

typedef struct
{
  double x, y;  /* centre, photo pixels, continuous (a pixel's centre is at + 0.5) */
  double size;  /* side, photo pixels */
  double angle; /* radians, clockwise as one sees it: the direction of the square's x axis */
} VanityRegion;

/* The grid of `side` × `side` cells over the region. */
VanityAffine vanity_region_to_grid (const VanityRegion *region, int side);

/* Intersection over union of the two regions' upright squares. */
double vanity_region_overlap (const VanityRegion *one, const VanityRegion *other);

static inline void
vanity_affine_apply (const VanityAffine *grid, double x, double y, double *x_out, double *y_out)
{
  *x_out = grid->m[0] * x + grid->m[1] * y + grid->m[2];
  *y_out = grid->m[3] * x + grid->m[4] * y + grid->m[5];
}

G_END_DECLS
