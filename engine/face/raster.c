#include "face/raster.h"

#include <math.h>

/* Neighbours share their edge's pixels rather than leave one to neither. */
#define EDGE 1e-4
#define MIN_AREA 1e-9

gboolean
vanity_triangle_weights (const double a[2], const double b[2], const double c[2], double w[3][3],
                         double *area)
{
  const double *corner[3] = { a, b, c };
  double twice = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);

  *area = twice;
  if (!(fabs (twice) > MIN_AREA))
    return FALSE;
  for (int k = 0; k < 3; k++)
    {
      const double *p = corner[(k + 1) % 3], *q = corner[(k + 2) % 3];
      w[k][0] = (p[1] - q[1]) / twice;
      w[k][1] = (q[0] - p[0]) / twice;
      w[k][2] = (p[0] * q[1] - q[0] * p[1]) / twice;
    }
  return TRUE;
}

static void
draw_triangle (const VanityPoint *points, const guint16 *index, int triangle, int x, int y,
               int width, int rows, VanityFragment *fragments)
{
  double corner[3][2], w[3][3], area;
  double low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };

  for (int k = 0; k < 3; k++)
    {
      const VanityPoint *point = &points[index[k]];
      corner[k][0] = point->x - x - 0.5;
      corner[k][1] = point->y - y - 0.5;
      for (int c = 0; c < 2; c++)
        {
          low[c] = MIN (low[c], corner[k][c]);
          high[c] = MAX (high[c], corner[k][c]);
        }
    }
  if (!(high[0] >= 0 && low[0] <= width - 1 && high[1] >= 0 && low[1] <= rows - 1))
    return;
  /* Seen from in front, the mesh's triangles go round anticlockwise. */
  if (!vanity_triangle_weights (corner[0], corner[1], corner[2], w, &area) || area > 0)
    return;

  int left = MAX (0, (int)ceil (low[0] - EDGE)), right = MIN (width - 1, (int)high[0] + 1);
  int top = MAX (0, (int)ceil (low[1] - EDGE)), bottom = MIN (rows - 1, (int)high[1] + 1);
  for (int j = top; j <= bottom; j++)
    for (int i = left; i <= right; i++)
      {
        double weight[3], depth = 0;
        gboolean inside = TRUE;
        for (int k = 0; k < 3; k++)
          {
            weight[k] = w[k][0] * i + w[k][1] * j + w[k][2];
            inside = inside && weight[k] >= -EDGE;
            depth += weight[k] * points[index[k]].z;
          }
        VanityFragment *fragment = &fragments[(gsize)j * width + i];
        if (!inside || !(depth < fragment->depth))
          continue;
        fragment->depth = depth;
        fragment->triangle = triangle;
        for (int k = 0; k < 3; k++)
          fragment->weight[k] = weight[k];
      }
}

void
vanity_raster_draw (const VanityCanonicalMesh *mesh, const VanityPoint *points, int x, int y,
                    int width, int rows, VanityFragment *fragments)
{
  for (gsize i = 0; i < (gsize)width * rows; i++)
    fragments[i] = (VanityFragment){ .depth = INFINITY, .triangle = -1 };
  for (int t = 0; t < VANITY_MESH_TRIANGLES; t++)
    draw_triangle (points, mesh->triangle[t], t, x, y, width, rows, fragments);
}
