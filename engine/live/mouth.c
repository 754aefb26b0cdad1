#include "live/mouth.h"

#include "face/canonical.h"
#include "face/mesh.h"

#include <math.h>

static const guint16 upper[VANITY_MOUTH_PAIRS]
    = { 78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308 };
static const guint16 lower[VANITY_MOUTH_PAIRS]
    = { 78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308 };

/* A mouth must open by this, in widths of the mouth, before lips are held apart. */
#define AJAR 0.02
/* Over how many pixels a lip's edge ends. */
#define SOFT 1.5

gboolean
vanity_mouth_has_triangle (int triangle)
{
  static guint8 inner[VANITY_MESH_TRIANGLES];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      const VanityCanonicalMesh *mesh = vanity_canonical_mesh_get (NULL);
      const VanityContour *lips = vanity_mesh_get_contour (VANITY_CONTOUR_LIPS_INNER);

      for (int t = 0; mesh != NULL && t < VANITY_MESH_TRIANGLES; t++)
        {
          int n = 0;

          for (int k = 0; k < 3; k++)
            for (int i = 0; i < lips->n; i++)
              n += lips->index[i] == mesh->triangle[t][k];
          inner[t] = n == 3;
        }
      g_once_init_leave (&ready, 1);
    }
  return triangle >= 0 && triangle < VANITY_MESH_TRIANGLES && inner[triangle];
}

void
vanity_mouth_measure (VanityMouth *mouth, const VanityPoint *then, const VanityPoint *now)
{
  double dx = (double)(now[308].x - now[78].x), dy = (double)(now[308].y - now[78].y);
  double old_x = (double)(then[308].x - then[78].x), old_y = (double)(then[308].y - then[78].y);
  double width = MAX (hypot (dx, dy), 1e-3), old_width = MAX (hypot (old_x, old_y), 1e-3), most = 0;
  /* The head's own size tells the scale: a mouth that opens gets narrower. */
  double size = hypot ((double)(now[454].x - now[234].x), (double)(now[454].y - now[234].y));
  double old_size
      = hypot ((double)(then[454].x - then[234].x), (double)(then[454].y - then[234].y));
  double scale = old_size / MAX (size, 1e-3);

  mouth->along[0] = dx / width;
  mouth->along[1] = dy / width;
  mouth->origin[0] = (double)now[78].x;
  mouth->origin[1] = (double)now[78].y;
  mouth->turn[0] = scale * (dx * old_x + dy * old_y) / width / old_width;
  mouth->turn[1] = scale * (dx * old_y - dy * old_x) / width / old_width;
  for (int i = 0; i < VANITY_MOUTH_PAIRS; i++)
    {
      const VanityPoint *p[2] = { &now[upper[i]], &now[lower[i]] };
      const VanityPoint *q[2] = { &then[upper[i]], &then[lower[i]] };
      double gap, old_gap;

      for (int k = 0; k < 2; k++)
        {
          mouth->now[k][i][0] = (double)p[k]->x;
          mouth->now[k][i][1] = (double)p[k]->y;
          mouth->then[k][i][0] = (double)q[k]->x;
          mouth->then[k][i][1] = (double)q[k]->y;
        }
      mouth->at[i] = (0.5 * (double)(p[0]->x + p[1]->x) - mouth->origin[0]) * mouth->along[0]
                     + (0.5 * (double)(p[0]->y + p[1]->y) - mouth->origin[1]) * mouth->along[1];
      gap = hypot ((double)(p[1]->x - p[0]->x), (double)(p[1]->y - p[0]->y));
      old_gap = hypot ((double)(q[1]->x - q[0]->x), (double)(q[1]->y - q[0]->y)) / scale;
      most = MAX (most, gap - old_gap);
    }
  mouth->wider = most > AJAR * width;
}

/* The point of a curve at the share `part` between its points i and i + 1. */
static void
get_point (double (*curve)[2], int i, double part, double point[2])
{
  for (int c = 0; c < 2; c++)
    point[c] = curve[i][c] + part * (curve[i + 1][c] - curve[i][c]);
}

double
vanity_mouth_find (const VanityMouth *mouth, double x, double y, double *then_x, double *then_y)
{
  VanityMouth *m = (VanityMouth *)mouth;
  double at = (x - m->origin[0]) * m->along[0] + (y - m->origin[1]) * m->along[1];
  double above[2], below[2], old_above[2], old_below[2], part;
  int i = 0;

  while (i + 2 < VANITY_MOUTH_PAIRS && at > m->at[i + 1])
    i++;
  part = m->at[i + 1] > m->at[i] ? (at - m->at[i]) / (m->at[i + 1] - m->at[i]) : 0;
  part = CLAMP (part, 0, 1);
  get_point (m->now[0], i, part, above);
  get_point (m->now[1], i, part, below);
  get_point (m->then[0], i, part, old_above);
  get_point (m->then[1], i, part, old_below);

  /* From the nearer lip, at that lip's own size. */
  double to_above = hypot (x - above[0], y - above[1]),
         to_below = hypot (x - below[0], y - below[1]);
  const double *from = to_above < to_below ? above : below;
  const double *to = to_above < to_below ? old_above : old_below;
  double dx = x - from[0], dy = y - from[1];
  double scale = hypot (m->turn[0], m->turn[1]);
  double room = hypot (old_below[0] - old_above[0], old_below[1] - old_above[1]) / scale / 2;
  double beyond = MIN (to_above, to_below) - room;

  *then_x = to[0] + m->turn[0] * dx - m->turn[1] * dy;
  *then_y = to[1] + m->turn[1] * dx + m->turn[0] * dy;
  return CLAMP (1 - beyond / SOFT, 0, 1);
}
