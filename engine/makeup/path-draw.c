/* Paths into masks: exact areas for fills, distances for strokes. */
#include "makeup/path.h"

#include <math.h>

/* Adds what lies to the right of the segment a → b within one row of cells (both in the row, `top`
 * its upper edge) to the row's differences: the signed area, spread so that summing along the row
 * gives each cell's covered share. */
static void
add_piece (float *row, int width, double ax, double bx, double height)
{
  double left = CLAMP (MIN (ax, bx), 0, width), right = CLAMP (MAX (ax, bx), 0, width);
  int first = (int)left, last = MIN ((int)ceil (right), width);
  double before = 0;

  if (last <= first + 1)
    {
      /* One cell: the trapezoid to the right of the segment, the rest one cell on. */
      double share = height * (first + 1 - 0.5 * (left + right));

      row[first] += (float)share;
      row[first + 1] += (float)(height - share);
      return;
    }
  for (int i = first; i < last; i++)
    {
      /* The height crossed up to the right edge of cell i, and the mean over the cell. */
      double from = MAX (left, (double)i), to = MIN (right, (double)(i + 1));
      double slope = height / (right - left);
      double crossed = slope * (to - left), mean;

      mean = 0.5 * (slope * (from - left) + crossed) * (to - from) + crossed * (i + 1 - to);
      row[i] += (float)(mean - before);
      before = mean;
    }
  row[last] += (float)(height - before);
}

static void
add_segment (float *rows, int width, int height, double ax, double ay, double bx, double by)
{
  double sign = 1, slope;
  int first, last;

  if (ay == by)
    return;
  if (ay > by)
    {
      double x = ax, y = ay;

      ax = bx;
      ay = by;
      bx = x;
      by = y;
      sign = -1;
    }
  if (by <= 0 || ay >= height)
    return;
  slope = (bx - ax) / (by - ay);
  first = (int)MAX (floor (ay), 0);
  last = (int)MIN (ceil (by), height);
  for (int j = first; j < last; j++)
    {
      double top = MAX (ay, (double)j), bottom = MIN (by, (double)(j + 1));

      if (bottom > top)
        add_piece (rows + (gsize)j * (gsize)(width + 2), width, ax + (top - ay) * slope,
                   ax + (bottom - ay) * slope, sign * (bottom - top));
    }
}

void
vanity_path_fill (const VanityPath *path, VanityMask *mask)
{
  g_autofree float *rows = NULL;
  double scale;

  if (mask == NULL || path == NULL || path->n < 3)
    return;
  rows = g_new0 (float, (gsize)(mask->width + 2) * (gsize)mask->height);
  scale = 1.0 / mask->step;
  for (int i = 0; i < path->n; i++)
    {
      const VanityKnot *a = &path->points[i], *b = &path->points[(i + 1) % path->n];

      add_segment (rows, mask->width, mask->height, (a->x - mask->rect.x) * scale,
                   (a->y - mask->rect.y) * scale, (b->x - mask->rect.x) * scale,
                   (b->y - mask->rect.y) * scale);
    }
  for (int j = 0; j < mask->height; j++)
    {
      const float *row = rows + (gsize)j * (gsize)(mask->width + 2);
      float *line = mask->data + (gsize)j * (gsize)mask->width;
      double sum = 0;

      for (int i = 0; i < mask->width; i++)
        {
          float covered;

          sum += (double)row[i];
          covered = MIN (fabsf ((float)sum), 1.0f);
          /* Rounding leaves crumbs where the outline came and went. */
          if (covered > 1e-5f)
            line[i] = MAX (line[i], covered);
        }
    }
}

/* One segment with round ends, its radius running from a's to b's. */
static void
stroke_segment (const VanityKnot *a, const VanityKnot *b, double softness, VanityMask *mask)
{
  double scale = 1.0 / mask->step, ra = 0.5 * a->width * scale, rb = 0.5 * b->width * scale;
  double ax = (a->x - mask->rect.x) * scale, ay = (a->y - mask->rect.y) * scale;
  double bx = (b->x - mask->rect.x) * scale, by = (b->y - mask->rect.y) * scale;
  double dx = bx - ax, dy = by - ay, length = dx * dx + dy * dy;
  double soft = MAX (softness * scale, 1), reach = MAX (MAX (ra, rb), 0.5) + 0.5 * soft;
  int left = (int)CLAMP (floor (MIN (ax, bx) - reach), 0, mask->width);
  int right = (int)CLAMP (ceil (MAX (ax, bx) + reach), 0, mask->width);
  int top = (int)CLAMP (floor (MIN (ay, by) - reach), 0, mask->height);
  int bottom = (int)CLAMP (ceil (MAX (ay, by) + reach), 0, mask->height);

  for (int j = top; j < bottom; j++)
    for (int i = left; i < right; i++)
      {
        double x = i + 0.5 - ax, y = j + 0.5 - ay;
        double t = length > 0 ? CLAMP ((x * dx + y * dy) / length, 0, 1) : 0;
        double radius = ra + t * (rb - ra), away, covered;
        float *sample = &mask->data[(gsize)j * (gsize)mask->width + (gsize)i];

        if (radius <= 0)
          continue;
        away = hypot (x - t * dx, y - t * dy);
        covered = CLAMP ((MAX (radius, 0.5) - away) / soft + 0.5, 0, 1);
        if (soft > 1.5)
          covered *= covered * (3 - 2 * covered);
        covered *= MIN (2 * radius, 1);
        *sample = MAX (*sample, (float)covered);
      }
}

void
vanity_path_stroke (const VanityPath *path, double softness, VanityMask *mask)
{
  if (mask == NULL || path == NULL)
    return;
  for (int i = 0; i < path->n - (path->closed ? 0 : 1); i++)
    stroke_segment (&path->points[i], &path->points[(i + 1) % path->n], softness, mask);
}
