/* Draws the mesh's triangles into rows of pixels, nearest in front. */
#pragma once

#include "face/canonical.h"

G_BEGIN_DECLS

typedef struct
{
  float depth;     /* smaller is nearer; INFINITY where there is nothing */
  gint16 triangle; /* −1 where there is nothing */
  float weight[3]; /* of the triangle's corners, sum 1 */
} VanityFragment;

/* Fills `fragments`, rows × width: pixel (i, j) is sampled at ((x + i + 0.5), (y + j + 0.5)) of the
 * points' plane. Triangles that turn away from the viewer are not drawn. */
void vanity_raster_draw (const VanityCanonicalMesh *mesh, const VanityPoint *points, int x, int y,
                         int width, int rows, VanityFragment *fragments);

/* The weights of the corners a, b, c at (x, y) are weight[k] = w[k][0]·x + w[k][1]·y + w[k][2].
 * FALSE for a triangle without area. `area` gets twice the signed area, positive when a, b, c go
 * round clockwise as one sees it. */
gboolean vanity_triangle_weights (const double a[2], const double b[2], const double c[2],
                                  double w[3][3], double *area);

G_END_DECLS
