/* Where makeup may lie on the skin. */
#include "makeup/canvas-private.h"

#include "base/parallel.h"
#include "face/mesh.h"
#include "image/clones.h"
#include "makeup/path.h"

#include <math.h>

#define GUIDE_MM 1.8
#define EPSILON 0.0012f

typedef struct
{
  const VanityCanvas *canvas;
  const VanityMask *slope, *offset;
  VanityMask *allow;
} Enlarge;

/* The photo as guide: its luminance, evened for the eye. */
VANITY_CLONES static void
guide_row (const float *restrict r, const float *restrict g, const float *restrict b,
           const float *restrict slope, const float *restrict offset, const float *restrict visible,
           int n, float *restrict allow)
{
  for (int i = 0; i < n; i++)
    {
      float y = 0.2126f * r[i] + 0.7152f * g[i] + 0.0722f * b[i];
      float value, t;

      y = y > 0 ? y : 0;
      value = slope[i] * sqrtf (y) + offset[i];
      t = (value - 0.22f) * (1 / 0.46f);
      t = t < 0 ? 0 : t > 1 ? 1 : t;
      allow[i] = t * t * (3 - 2 * t) * visible[i];
    }
}

static void
enlarge_row (gpointer data, int j, int worker)
{
  Enlarge *enlarge = data;
  const VanityCanvas *canvas = enlarge->canvas;
  int n = canvas->rect.width, y = canvas->rect.y + j;
  gsize start = (gsize)j * (gsize)n;
  g_autofree float *rows = g_new (float, (gsize)n * 3);

  vanity_mask_get_field_row (enlarge->slope, y, canvas->rect.x, n, rows);
  vanity_mask_get_field_row (enlarge->offset, y, canvas->rect.x, n, rows + n);
  vanity_mask_get_field_row (canvas->visible, y, canvas->rect.x, n, rows + 2 * n);
  guide_row (canvas->source[0] + start, canvas->source[1] + start, canvas->source[2] + start, rows,
             rows + n, rows + 2 * n, n, enlarge->allow->data + start);
}

/* Takes a closed contour's inside away, its edge `grow` mm farther out. */
static void
remove_contour (VanityCanvas *canvas, VanityContourId id, double grow)
{
  const VanityContour *contour = vanity_mesh_get_contour (id);
  VanityKnot knots[40];
  double x = 0, y = 0;
  g_autoptr (VanityPath) path = NULL;
  g_autoptr (VanityMask) mask = NULL;
  VanityRect both;

  for (int i = 0; i < contour->n; i++)
    {
      const VanityPoint *p = vanity_canvas_point (canvas, contour->index[i]);

      knots[i] = (VanityKnot){ (double)p->x, (double)p->y, 0 };
      x += knots[i].x / contour->n;
      y += knots[i].y / contour->n;
    }
  for (int i = 0; i < contour->n; i++)
    {
      double away = hypot (knots[i].x - x, knots[i].y - y);

      if (away > 1e-6)
        {
          knots[i].x += grow * canvas->unit * (knots[i].x - x) / away;
          knots[i].y += grow * canvas->unit * (knots[i].y - y) / away;
        }
    }
  path = vanity_path_new (knots, contour->n, TRUE);
  mask = vanity_path_mask (path, 0.25 * canvas->unit, &canvas->rect);
  if (mask == NULL || !vanity_rect_intersect (&mask->rect, &canvas->rect, &both))
    return;
  for (int j = both.y; j < both.y + both.height; j++)
    {
      float *line = canvas->allow->data + (gsize)(j - canvas->rect.y) * (gsize)canvas->rect.width
                    + (both.x - canvas->rect.x);
      g_autofree float *row = g_new (float, (gsize)both.width);

      vanity_mask_get_row (mask, j, both.x, both.width, row);
      for (int i = 0; i < both.width; i++)
        line[i] *= 1 - row[i];
    }
}

void
vanity_canvas_measure_allow (VanityCanvas *canvas)
{
  g_autoptr (VanityMask) guide = vanity_canvas_new_field (canvas);
  g_autoptr (VanityMask) slope = NULL;
  g_autoptr (VanityMask) offset = NULL;
  Enlarge enlarge = { .canvas = canvas };
  int radius = MAX (1, (int)lround (GUIDE_MM * canvas->unit / guide->step));

  for (int i = 0; i < guide->width * guide->height; i++)
    guide->data[i] = sqrtf (vanity_canvas_mean_luminance (canvas, i));
  vanity_mask_guide (canvas->skin, guide, radius, EPSILON, &slope, &offset);
  canvas->allow = vanity_mask_new (&canvas->rect, NULL, 1);
  if (canvas->allow == NULL)
    return;
  enlarge.slope = slope;
  enlarge.offset = offset;
  enlarge.allow = canvas->allow;
  vanity_pool_run (vanity_pool_get_default (), enlarge_row, &enlarge, canvas->rect.height);
  remove_contour (canvas, VANITY_CONTOUR_EYE_RIGHT, 0.0);
  remove_contour (canvas, VANITY_CONTOUR_EYE_LEFT, 0.0);
  remove_contour (canvas, VANITY_CONTOUR_LIPS_INNER, 0.5);
}
