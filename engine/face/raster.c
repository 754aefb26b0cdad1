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

typedef struct
{
  int width, rows;
  float *depth;
  gint16 *triangle;
} Picture;

static void
draw_row (const Picture *picture, int row, int left, int right, double depth, double slope, int t)
{
  float *to = picture->depth + (gsize)row * picture->width;
  gint16 *triangle = picture->triangle + (gsize)row * picture->width;

  for (int i = left; i <= right; i++)
    {
      float here = depth + slope * i;
      if (here < to[i])
        {
          to[i] = here;
          triangle[i] = t;
        }
    }
}

static void
draw_triangle (const Picture *picture, const VanityPoint *points, const guint16 *index, int t,
               int x, int y)
{
  double corner[3][2], w[3][3], area, depth[3] = { 0 };
  double low = INFINITY, high = -INFINITY;

  for (int k = 0; k < 3; k++)
    {
      corner[k][0] = points[index[k]].x - x - 0.5;
      corner[k][1] = points[index[k]].y - y - 0.5;
      low = MIN (low, corner[k][1]);
      high = MAX (high, corner[k][1]);
    }
  if (!(high >= 0 && low <= picture->rows - 1))
    return;
  /* Seen from in front, the mesh's triangles go round anticlockwise. */
  if (!vanity_triangle_weights (corner[0], corner[1], corner[2], w, &area) || area > 0)
    return;
  for (int k = 0; k < 3; k++)
    for (int c = 0; c < 3; c++)
      depth[c] += w[k][c] * points[index[k]].z;

  int top = MAX (0, ceil (low - EDGE)), bottom = MIN (picture->rows - 1, floor (high + EDGE));
  for (int row = top; row <= bottom; row++)
    {
      /* Where all three weights are positive. */
      double left = 0, right = picture->width - 1;
      for (int k = 0; k < 3; k++)
        {
          double at_zero = w[k][1] * row + w[k][2] + EDGE, slope = w[k][0];
          if (slope > 0)
            left = MAX (left, -at_zero / slope);
          else if (slope < 0)
            right = MIN (right, -at_zero / slope);
          else if (at_zero < 0)
            right = -1;
        }
      if (right >= left)
        draw_row (picture, row, ceil (left), floor (right), depth[1] * row + depth[2], depth[0], t);
    }
}

void
vanity_raster_draw (const VanityCanonicalMesh *mesh, const VanityPoint *points, int x, int y,
                    int width, int rows, float *depth, gint16 *triangle)
{
  Picture picture = { width, rows, depth, triangle };

  for (gsize i = 0; i < (gsize)width * rows; i++)
    {
      depth[i] = INFINITY;
      triangle[i] = -1;
    }
  for (int t = 0; t < VANITY_MESH_TRIANGLES; t++)
    draw_triangle (&picture, points, mesh->triangle[t], t, x, y);
}
