#include "makeup/path.h"

#include <math.h>

/* Farther than this from the origin nothing is in any photo. */
#define FAR (8.0 * VANITY_IMAGE_MAX_SIDE)
#define MAX_SPAN_POINTS 64

static gboolean
is_sane (const VanityKnot *knot)
{
  return isfinite (knot->x) && isfinite (knot->y) && isfinite (knot->width) && fabs (knot->x) < FAR
         && fabs (knot->y) < FAR;
}

/* The sane knots without repetitions. */
static VanityKnot *
choose_knots (const VanityKnot *knots, int n, gboolean closed, int *n_chosen)
{
  VanityKnot *chosen = g_new (VanityKnot, (gsize)MAX (n, 1));
  int m = 0;

  for (int i = 0; i < n; i++)
    if (is_sane (&knots[i])
        && (m == 0 || hypot (knots[i].x - chosen[m - 1].x, knots[i].y - chosen[m - 1].y) > 1e-6))
      chosen[m++] = knots[i];
  if (closed && m > 1
      && hypot (chosen[0].x - chosen[m - 1].x, chosen[0].y - chosen[m - 1].y) <= 1e-6)
    m--;
  *n_chosen = m;
  return chosen;
}

static VanityKnot
mix (const VanityKnot *a, const VanityKnot *b, double t)
{
  return (VanityKnot){ a->x + t * (b->x - a->x), a->y + t * (b->y - a->y),
                       a->width + t * (b->width - a->width) };
}

/* The curve between p[1] and p[2] at t in [0, 1], by Barry and Goldman's pyramid with knot times
 * that grow with the square root of the chords. */
static VanityKnot
interpolate (const VanityKnot p[4], const double time[4], double t)
{
  double at = time[1] + t * (time[2] - time[1]);
  VanityKnot a[3], b[2];

  for (int i = 0; i < 3; i++)
    a[i] = mix (&p[i], &p[i + 1], (at - time[i]) / (time[i + 1] - time[i]));
  for (int i = 0; i < 2; i++)
    b[i] = mix (&a[i], &a[i + 1], (at - time[i]) / (time[i + 2] - time[i]));
  return mix (&b[0], &b[1], (at - time[1]) / (time[2] - time[1]));
}

static void
add_span (GArray *points, const VanityKnot p[4])
{
  double time[4] = { 0, 0, 0, 0 }, chord;
  int n;

  for (int i = 0; i < 3; i++)
    time[i + 1] = time[i] + MAX (sqrt (hypot (p[i + 1].x - p[i].x, p[i + 1].y - p[i].y)), 1e-3);
  chord = hypot (p[2].x - p[1].x, p[2].y - p[1].y);
  n = CLAMP ((int)ceil (2.5 * sqrt (chord)), 2, MAX_SPAN_POINTS);
  for (int k = 0; k < n; k++)
    {
      VanityKnot point = interpolate (p, time, (double)k / n);

      point.width = MAX (p[1].width + (p[2].width - p[1].width) * k / n, 0);
      g_array_append_val (points, point);
    }
}

static VanityPath *
take_points (GArray *points, gboolean closed)
{
  VanityPath *path = g_new0 (VanityPath, 1);

  path->n = (int)points->len;
  path->points = (VanityKnot *)(gpointer)g_array_free (points, FALSE);
  path->closed = closed;
  return path;
}

VanityPath *
vanity_path_new (const VanityKnot *knots, int n, gboolean closed)
{
  int m;
  g_autofree VanityKnot *chosen = choose_knots (knots, n, closed, &m);
  GArray *points = g_array_new (FALSE, FALSE, sizeof (VanityKnot));
  int n_spans = closed ? m : m - 1;

  for (int i = 0; m >= 2 && i < n_spans; i++)
    {
      VanityKnot p[4];

      for (int k = 0; k < 4; k++)
        {
          int at = i + k - 1;

          if (closed)
            p[k] = chosen[(at + m) % m];
          else if (at >= 0 && at < m)
            p[k] = chosen[at];
          else /* The end mirrored: an open curve leaves its ends straight on. */
            p[k] = mix (&chosen[at < 0 ? 1 : m - 2], &chosen[at < 0 ? 0 : m - 1], 2);
        }
      add_span (points, p);
    }
  if (!closed && m >= 2)
    g_array_append_val (points, chosen[m - 1]);
  return take_points (points, closed);
}

VanityPath *
vanity_path_new_polyline (const VanityKnot *knots, int n, gboolean closed)
{
  int m;
  g_autofree VanityKnot *chosen = choose_knots (knots, n, closed, &m);
  GArray *points = g_array_new (FALSE, FALSE, sizeof (VanityKnot));

  if (m >= 2)
    g_array_append_vals (points, chosen, (guint)m);
  return take_points (points, closed);
}

VanityPath *
vanity_path_new_contour (const VanityFace *face, VanityContourId id)
{
  const VanityContour *contour = vanity_mesh_get_contour (id);
  g_autofree VanityKnot *knots = g_new0 (VanityKnot, contour->n);

  for (int i = 0; i < contour->n; i++)
    {
      knots[i].x = (double)face->points[contour->index[i]].x;
      knots[i].y = (double)face->points[contour->index[i]].y;
    }
  return vanity_path_new (knots, contour->n, TRUE);
}

void
vanity_path_free (VanityPath *path)
{
  if (path == NULL)
    return;
  g_free (path->points);
  g_free (path);
}

gboolean
vanity_path_get_bounds (const VanityPath *path, double margin, VanityRect *rect)
{
  double box[4] = { INFINITY, INFINITY, -INFINITY, -INFINITY };

  *rect = (VanityRect){ 0, 0, 0, 0 };
  if (path == NULL || path->n < 2)
    return FALSE;
  for (int i = 0; i < path->n; i++)
    {
      const VanityKnot *p = &path->points[i];
      double r = 0.5 * MAX (p->width, 0);

      box[0] = MIN (box[0], p->x - r);
      box[1] = MIN (box[1], p->y - r);
      box[2] = MAX (box[2], p->x + r);
      box[3] = MAX (box[3], p->y + r);
    }
  *rect = vanity_rect_around (box[0], box[1], box[2], box[3], margin);
  return rect->width > 0 && rect->height > 0;
}

VanityMask *
vanity_path_mask (const VanityPath *path, double feather, const VanityRect *within)
{
  VanityMask *mask;
  VanityRect rect;

  feather = CLAMP (feather, 0, FAR);
  if (!vanity_path_get_bounds (path, 3.2 * feather + 2, &rect))
    return NULL;
  mask = vanity_mask_new (&rect, within, feather > 6 ? (int)(feather / 3) : 1);
  if (mask == NULL)
    return NULL;
  vanity_path_fill (path, mask);
  vanity_mask_blur (mask, feather);
  return mask;
}

static double
distance_to_segment (const VanityKnot *a, const VanityKnot *b, double x, double y)
{
  double dx = b->x - a->x, dy = b->y - a->y, length = dx * dx + dy * dy;
  double t = length > 0 ? CLAMP (((x - a->x) * dx + (y - a->y) * dy) / length, 0, 1) : 0;

  return hypot (x - a->x - t * dx, y - a->y - t * dy);
}

double
vanity_path_get_distance (const VanityPath *path, double x, double y)
{
  double least = INFINITY;
  int winding = 0;

  for (int i = 0; i < path->n - (path->closed ? 0 : 1); i++)
    {
      const VanityKnot *a = &path->points[i], *b = &path->points[(i + 1) % path->n];
      double side = (b->x - a->x) * (y - a->y) - (x - a->x) * (b->y - a->y);

      least = MIN (least, distance_to_segment (a, b, x, y));
      if (a->y <= y && b->y > y && side > 0)
        winding++;
      else if (a->y > y && b->y <= y && side < 0)
        winding--;
    }
  return path->closed && winding != 0 ? -least : least;
}
