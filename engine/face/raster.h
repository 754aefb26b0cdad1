/* Draws the mesh's triangles into rows of pixels, nearest in front. */
#pragma once

#include "face/canonical.h"

G_BEGIN_DECLS

/* Fills `depth` and `triangle`, rows × width: pixel (i, j) is sampled at (x + i + 0.5, y + j + 0.5)
 * of the points' plane, and gets the nearest triangle there (−1 for none) and its depth (INFINITY
 * for none; smaller is nearer). Triangles that turn away from the viewer are not drawn. */
void vanity_raster_draw (const VanityCanonicalMesh *mesh, const VanityPoint *points, int x, int y,
                         int width, int rows, float *depth, gint16 *triangle);

/* The weights of the corners a, b, c at (x, y) are weight[k] = w[k][0]·x + w[k][1]·y + w[k][2].
 * FALSE for a triangle without area. `area` gets twice the signed area, positive when a, b, c go
 * round clockwise as one sees it. */
gboolean vanity_triangle_weights (const double a[2], const double b[2], const double c[2],
                                  double w[3][3], double *area);

G_END_DECLS
