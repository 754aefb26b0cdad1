#include "makeup/lips-border.h"

#include "face/mesh.h"

#include <math.h>
#include <string.h>

#define N VANITY_LIPS_POINTS
#define STEPS 25 /* offsets tried across the border */
#define REACH_MM 2.4
#define TRUST_MM 1.3  /* an offset this large takes a clear edge */
#define BEND_COST 3.0 /* of a change of one step from a point to the next */

static double
offset_mm (int step)
{
  return -REACH_MM + 2 * REACH_MM * step / (STEPS - 1);
}

gboolean
vanity_lips_sample_contour (const VanityCanvas *canvas, VanityContourId id, double points[N][2])
{
  const VanityContour *contour = vanity_mesh_get_contour (id);
  int half_n = contour->n / 2;

  for (int half = 0; half < 2; half++)
    {
      VanityKnot knots[16];
      int n = 0;
      g_autoptr (VanityPath) path = NULL;
      double length = 0, walked = 0;
      int at = 0;

      for (int i = half * half_n; i <= (half + 1) * half_n; i++)
        {
          const VanityPoint *p = vanity_canvas_point (canvas, contour->index[i % contour->n]);

          knots[n++] = (VanityKnot){ (double)p->x, (double)p->y, 0 };
        }
      path = vanity_path_new (knots, n, FALSE);
      if (path->n < 3)
        return FALSE;
      for (int i = 0; i + 1 < path->n; i++)
        length += hypot (path->points[i + 1].x - path->points[i].x,
                         path->points[i + 1].y - path->points[i].y);
      if (length < 6)
        return FALSE;
      for (int i = 0; i < N / 2; i++)
        {
          double want = length * i / (N / 2), part;
          const VanityKnot *a, *b;

          for (;;)
            {
              a = &path->points[at];
              b = &path->points[at + 1];
              part = hypot (b->x - a->x, b->y - a->y);
              if (walked + part >= want || at + 2 >= path->n)
                break;
              walked += part;
              at++;
            }
          part = part > 0 ? CLAMP ((want - walked) / part, 0, 1) : 0;
          points[half * N / 2 + i][0] = a->x + part * (b->x - a->x);
          points[half * N / 2 + i][1] = a->y + part * (b->y - a->y);
        }
    }
  return TRUE;
}

/* The mesh's contour with its normals. */
static gboolean
sample_mesh (const VanityCanvas *canvas, VanityLips *lips)
{
  double points[N][2], middle[2] = { 0, 0 };

  if (!vanity_lips_sample_contour (canvas, VANITY_CONTOUR_LIPS_OUTER, points))
    return FALSE;
  for (int i = 0; i < N; i++)
    {
      lips->border[i].x = points[i][0];
      lips->border[i].y = points[i][1];
    }
  for (int i = 0; i < N; i++)
    {
      middle[0] += lips->border[i].x / N;
      middle[1] += lips->border[i].y / N;
    }
  for (int i = 0; i < N; i++)
    {
      int before = (i + N - 2) % N, after = (i + 2) % N;
      double dx = lips->border[after].x - lips->border[before].x;
      double dy = lips->border[after].y - lips->border[before].y, length = hypot (dx, dy);

      if (!(length > 1e-9))
        return FALSE;
      lips->border[i].nx = dy / length;
      lips->border[i].ny = -dx / length;
      if ((lips->border[i].x - middle[0]) * dy - (lips->border[i].y - middle[1]) * dx < 0)
        {
          lips->border[i].nx = -lips->border[i].nx;
          lips->border[i].ny = -lips->border[i].ny;
        }
    }
  return TRUE;
}

static VanityLab
look (const VanityCanvas *canvas, const VanityLips *lips, int i, double out_mm)
{
  double away = out_mm * canvas->lip_unit;

  return vanity_lab_from_linear (
      vanity_canvas_get_source (canvas, lips->border[i].x + away * lips->border[i].nx,
                                lips->border[i].y + away * lips->border[i].ny));
}

/* What tells these lips from this skin: score = direction · Lab + offset is 0 on skin and 1 on
 * lips, along Fisher's discriminant. */
typedef struct
{
  double direction[3], offset;
  double contrast; /* distance of the two in standard deviations */
} Redness;

static void
add (VanityLab lab, double mean[3], double square[3])
{
  double v[3] = { (double)lab.L, (double)lab.a, (double)lab.b };

  for (int k = 0; k < 3; k++)
    {
      mean[k] += v[k];
      square[k] += v[k] * v[k];
    }
}

static void
learn (const VanityCanvas *canvas, const VanityLips *lips, Redness *redness)
{
  double lip[3] = { 0 }, lip2[3] = { 0 }, skin[3] = { 0 }, skin2[3] = { 0 }, scale = 0;
  int n = 0;

  for (int i = 0; i < N; i++)
    {
      if (fabs (sin (2 * G_PI * i / N)) < 0.35)
        continue;
      add (look (canvas, lips, i, -2.2), lip, lip2);
      add (look (canvas, lips, i, -3.2), lip, lip2);
      add (look (canvas, lips, i, 3.0), skin, skin2);
      add (look (canvas, lips, i, 4.0), skin, skin2);
      n += 2;
    }
  redness->contrast = 0;
  for (int k = 0; k < 3; k++)
    {
      double a = lip[k] / n, b = skin[k] / n;
      double variance = (lip2[k] / n - a * a + skin2[k] / n - b * b) / 2 + 2.0;

      /* Lightness changes with the light on the curved lips; colour is surer. */
      if (k == 0)
        variance *= 3;
      redness->direction[k] = (a - b) / variance;
      redness->contrast += (a - b) * (a - b) / variance;
      scale += redness->direction[k] * (a - b);
    }
  redness->contrast = sqrt (redness->contrast);
  redness->offset = 0;
  for (int k = 0; k < 3; k++)
    {
      redness->direction[k] /= MAX (scale, 1e-9);
      redness->offset -= redness->direction[k] * skin[k] / n;
    }
}

static double
get_score (const Redness *redness, VanityLab lab)
{
  return CLAMP (redness->direction[0] * (double)lab.L + redness->direction[1] * (double)lab.a
                    + redness->direction[2] * (double)lab.b + redness->offset,
                -0.5, 1.5);
}

/* How clearly each offset looks like the border: lips within, skin without. */
static void
measure_edges (const VanityCanvas *canvas, const VanityLips *lips, const Redness *redness,
               double edge[N][STEPS])
{
  enum
  {
    WIDTH = 4, /* steps on each side that are averaged: 0.8 mm */
  };
  double line[STEPS + 2 * WIDTH];

  for (int i = 0; i < N; i++)
    {
      for (int s = 0; s < STEPS + 2 * WIDTH; s++)
        line[s] = get_score (redness, look (canvas, lips, i, offset_mm (s - WIDTH)));
      for (int s = 0; s < STEPS; s++)
        {
          double inside = 0, outside = 0;

          for (int k = 0; k < WIDTH; k++)
            {
              inside += line[s + k] / WIDTH;
              outside += line[s + WIDTH + 1 + k] / WIDTH;
            }
          edge[i][s] = CLAMP (inside - outside, -0.2, 1);
        }
    }
}

/* The closed chain of offsets of least cost: clear edges pay, distance from the mesh and bends
 * cost. It starts and ends at the right corner, where the mesh is trusted. */
static void
find_chain (const double edge[N][STEPS], double trust, int chain[N])
{
  double cost[N + 1][STEPS];
  int from[N + 1][STEPS], best = STEPS / 2;

  for (int i = 0; i <= N; i++)
    for (int s = 0; s < STEPS; s++)
      {
        double away = offset_mm (s) / TRUST_MM, taper = fabs (sin (2 * G_PI * i / N));
        double own
            = away * away * (0.35 + 2.5 * (1 - taper) * (1 - taper)) - 2.4 * trust * edge[i % N][s];

        if (i == 0)
          {
            cost[i][s] = s == STEPS / 2 ? 0 : INFINITY;
            from[i][s] = s;
            continue;
          }
        cost[i][s] = INFINITY;
        from[i][s] = STEPS / 2;
        for (int t = MAX (0, s - 3); t <= MIN (STEPS - 1, s + 3); t++)
          {
            double reached = cost[i - 1][t] + BEND_COST * 0.04 * (s - t) * (s - t);

            if (reached < cost[i][s])
              {
                cost[i][s] = reached;
                from[i][s] = t;
              }
          }
        cost[i][s] += own;
      }
  for (int i = N; i > 0; i--)
    {
      chain[i % N] = best;
      best = from[i][best];
    }
}

gboolean
vanity_lips_border_find (const VanityCanvas *canvas, VanityLips *lips)
{
  double edge[N][STEPS], offset[N], smooth[N];
  Redness redness;
  int chain[N];

  if (!sample_mesh (canvas, lips))
    return FALSE;
  /* Where a millimetre is less than a pixel there is nothing to find. */
  if (canvas->lip_unit < 0.8)
    return TRUE;
  learn (canvas, lips, &redness);
  measure_edges (canvas, lips, &redness, edge);
  find_chain (edge, CLAMP ((redness.contrast - 0.6) / 1.6, 0, 1), chain);
  for (int i = 0; i < N; i++)
    offset[i] = offset_mm (chain[i]);
  for (int pass = 0; pass < 3; pass++)
    {
      for (int i = 0; i < N; i++)
        smooth[i] = 0.25 * offset[(i + N - 1) % N] + 0.5 * offset[i] + 0.25 * offset[(i + 1) % N];
      memcpy (offset, smooth, sizeof offset);
    }
  for (int i = 0; i < N; i++)
    {
      lips->border[i].x += offset[i] * canvas->lip_unit * lips->border[i].nx;
      lips->border[i].y += offset[i] * canvas->lip_unit * lips->border[i].ny;
    }
  return TRUE;
}
