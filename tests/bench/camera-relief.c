#include "camera-relief.h"

#include "face/canonical.h"
#include "face/mesh.h"
#include "face/raster.h"

#include <math.h>

/* Cells of the depth map, and what of it is face, in face widths. */
#define SIDE 192
#define REACH 3.0
/* From the viewer to the face, in face widths: an arm's length. */
#define DISTANCE 4.0
/* The jaw drops by this, the lid above an eye reaches so far, in face widths. */
#define DROP 0.11
#define LID 0.09
#define N_SAMPLES 64

/* Two lines from the left to the right, one above the other. */
typedef struct
{
  double left, right, above[N_SAMPLES + 1], below[N_SAMPLES + 1];
} Opening;

struct _Relief
{
  double x, y, width;       /* of the face */
  float depth[SIDE * SIDE]; /* in face widths, larger is farther */
  Opening eye[2], mouth;
};

static void
blur (float *map, int radius)
{
  float line[SIDE];

  for (int pass = 0; pass < 6; pass++)
    for (int k = 0; k < SIDE; k++)
      {
        float *from = pass % 2 ? map + k : map + k * SIDE;
        int stride = pass % 2 ? SIDE : 1;

        for (int i = 0; i < SIDE; i++)
          {
            float sum = 0;

            for (int d = -radius; d <= radius; d++)
              sum += from[CLAMP (i + d, 0, SIDE - 1) * stride];
            line[i] = sum / (float)(2 * radius + 1);
          }
        for (int i = 0; i < SIDE; i++)
          from[i * stride] = line[i];
      }
}

static gboolean
measure_depth (Relief *relief, const VanityFace *face, GError **error)
{
  const VanityCanonicalMesh *mesh = vanity_canonical_mesh_get (error);
  const VanityContour *oval = vanity_mesh_get_contour (VANITY_CONTOUR_FACE);
  g_autofree gint16 *triangle = g_new (gint16, SIDE * SIDE);
  VanityPoint points[VANITY_FACE_MESH_POINTS];
  float back = 0, least = INFINITY;

  if (mesh == NULL)
    return FALSE;
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      const VanityPoint *p = &face->points[i];

      points[i] = (VanityPoint){ (float)(((p->x - relief->x) / relief->width / REACH + 0.5) * SIDE),
                                 (float)(((p->y - relief->y) / relief->width / REACH + 0.5) * SIDE),
                                 (float)(p->z / relief->width) };
      least = MIN (least, points[i].z);
    }
  for (int i = 0; i < oval->n; i++)
    back += points[oval->index[i]].z / (float)oval->n;
  vanity_raster_draw (mesh, points, 0, 0, SIDE, SIDE, relief->depth, triangle);
  for (int i = 0; i < SIDE * SIDE; i++)
    if (triangle[i] < 0)
      relief->depth[i] = back;
  blur (relief->depth, 3);
  return TRUE;
}

static double
line_at (const VanityFace *face, const guint16 *index, int n, double x)
{
  for (int i = 0; i + 1 < n; i++)
    {
      const VanityPoint *a = &face->points[index[i]], *b = &face->points[index[i + 1]];

      if ((a->x <= x && x <= b->x) || (b->x <= x && x <= a->x))
        return a->x == b->x ? a->y : a->y + (x - a->x) * (b->y - a->y) / (b->x - a->x);
    }
  return x < MIN (face->points[index[0]].x, face->points[index[n - 1]].x)
             ? (face->points[index[0]].x < face->points[index[n - 1]].x
                    ? face->points[index[0]].y
                    : face->points[index[n - 1]].y)
             : (face->points[index[0]].x > face->points[index[n - 1]].x
                    ? face->points[index[0]].y
                    : face->points[index[n - 1]].y);
}

static void
measure_opening (Opening *opening, const VanityFace *face, const guint16 *above, int n_above,
                 const guint16 *below, int n_below)
{
  double a = face->points[above[0]].x, b = face->points[above[n_above - 1]].x;

  opening->left = MIN (a, b);
  opening->right = MAX (a, b);
  for (int i = 0; i <= N_SAMPLES; i++)
    {
      double x = opening->left + (opening->right - opening->left) * i / N_SAMPLES;

      opening->above[i] = line_at (face, above, n_above, x);
      opening->below[i] = MAX (line_at (face, below, n_below, x), opening->above[i]);
    }
}

Relief *
relief_new (const VanityFace *face, GError **error)
{
  static const guint16 inner_above[] = { 78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308 };
  static const guint16 inner_below[] = { 78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308 };
  Relief *relief = g_new0 (Relief, 1);

  relief->x = face->points[1].x;
  relief->y = face->points[1].y;
  relief->width = vanity_face_get_width (face);
  for (int e = 0; e < 2; e++)
    {
      const VanityContour *lid = vanity_mesh_get_contour (VANITY_CONTOUR_LID_RIGHT + e);
      const VanityContour *lower = vanity_mesh_get_contour (VANITY_CONTOUR_LOWER_RIGHT + e);

      measure_opening (&relief->eye[e], face, lid->index, lid->n, lower->index, lower->n);
    }
  measure_opening (&relief->mouth, face, inner_above, G_N_ELEMENTS (inner_above), inner_below,
                   G_N_ELEMENTS (inner_below));
  if (measure_depth (relief, face, error))
    return relief;
  relief_free (relief);
  return NULL;
}

void
relief_free (Relief *relief)
{
  g_free (relief);
}

void
relief_view_init (ReliefView *view, double x, double y, double scale, double roll, double yaw,
                  double pitch)
{
  double cr = cos (roll), sr = sin (roll), cy = cos (yaw), sy = sin (yaw), cp = cos (pitch),
         sp = sin (pitch);
  const double turn[3][3] = { { cr * cy, cr * sy * sp - sr * cp, cr * sy * cp + sr * sp },
                              { sr * cy, sr * sy * sp + cr * cp, sr * sy * cp - cr * sp },
                              { -sy, cy * sp, cy * cp } };

  *view = (ReliefView){ x, y, scale, { { 0 } } };
  for (int i = 0; i < 3; i++)
    for (int k = 0; k < 3; k++)
      view->turn[i][k] = turn[i][k];
}

static double
get_depth (const Relief *relief, double x, double y)
{
  double u = ((x - relief->x) / relief->width / REACH + 0.5) * SIDE - 0.5;
  double v = ((y - relief->y) / relief->width / REACH + 0.5) * SIDE - 0.5;

  u = CLAMP (u, 0, SIDE - 1.001);
  v = CLAMP (v, 0, SIDE - 1.001);
  int i = (int)u, j = (int)v;
  const float *p = relief->depth + j * SIDE + i;
  return (1 - (v - j)) * (p[0] + (u - i) * (p[1] - p[0]))
         + (v - j) * (p[SIDE] + (u - i) * (p[SIDE + 1] - p[SIDE]));
}

void
relief_project (const Relief *relief, const ReliefView *view, double x, double y, double to[2])
{
  /* A head turns about its neck, half a width behind the face. */
  double p[3] = { (x - relief->x) / relief->width, (y - relief->y) / relief->width,
                  get_depth (relief, x, y) - 0.5 };
  double q[3];

  for (int i = 0; i < 3; i++)
    q[i] = view->turn[i][0] * p[0] + view->turn[i][1] * p[1] + view->turn[i][2] * p[2];
  double scale = view->scale * relief->width * (DISTANCE - 0.5) / (DISTANCE + q[2]);
  to[0] = view->x + scale * q[0];
  to[1] = view->y + scale * q[1];
}

void
relief_find (const Relief *relief, const ReliefView *view, double x, double y, double to[2])
{
  double c = view->turn[0][0], d = view->turn[0][1], e = view->turn[1][0], f = view->turn[1][1];
  double det = (c * f - d * e) * view->scale;

  to[0] = relief->x;
  to[1] = relief->y;
  for (int i = 0; i < 8; i++)
    {
      double now[2];

      relief_project (relief, view, to[0], to[1], now);
      now[0] -= x;
      now[1] -= y;
      to[0] -= (f * now[0] - d * now[1]) / det;
      to[1] -= (c * now[1] - e * now[0]) / det;
    }
}

/* The two lines at x; FALSE beside the opening. */
static gboolean
get_lines (const Opening *opening, double x, double *above, double *below)
{
  double at = (x - opening->left) / (opening->right - opening->left) * N_SAMPLES;
  int i = (int)floor (at);

  if (!(at >= 0 && at < N_SAMPLES))
    return FALSE;
  *above = opening->above[i] + (at - i) * (opening->above[i + 1] - opening->above[i]);
  *below = opening->below[i] + (at - i) * (opening->below[i + 1] - opening->below[i]);
  return TRUE;
}

static double
remap (double y, double from_0, double from_1, double to_0, double to_1)
{
  return from_1 > from_0 ? to_0 + (y - from_0) * (to_1 - to_0) / (from_1 - from_0) : to_0;
}

/* How far the jaw drops at x. */
static double
get_drop (const Relief *relief, double open, double x)
{
  double middle = (relief->mouth.left + relief->mouth.right) / 2;
  double far = (x - middle) / (relief->mouth.right - relief->mouth.left);

  return fabs (far) < 0.5 ? open * DROP * relief->width * cos (G_PI * far) * cos (G_PI * far) : 0;
}

static void
shut (const Relief *relief, double blink, gboolean back, double x, double *y)
{
  for (int e = 0; e < 2; e++)
    {
      double above, below;

      if (!get_lines (&relief->eye[e], x, &above, &below))
        continue;
      double reach
          = above - LID * relief->width * MIN (1, 6 * (below - above) / relief->width / 0.1);
      double lid = above + 0.92 * blink * (below - above);
      double from = back ? lid : above, to = back ? above : lid;

      if (*y > reach && *y <= from)
        *y = remap (*y, reach, from, reach, to);
      else if (*y > from && *y < below)
        *y = remap (*y, from, below, to, below);
    }
}

void
relief_express (const Relief *relief, double blink, double open, double *x, double *y)
{
  double above, below, end = relief->y + 1.5 * relief->width;

  if (blink > 0)
    shut (relief, blink, FALSE, *x, y);
  if (open > 0 && get_lines (&relief->mouth, *x, &above, &below))
    {
      double drop = get_drop (relief, open, *x), middle = (above + below) / 2;

      if (*y > middle && *y < end)
        *y = *y < below ? *y + drop : remap (*y, below, end, below + drop, end);
    }
}

gboolean
relief_unexpress (const Relief *relief, double blink, double open, double *x, double *y)
{
  double above, below, end = relief->y + 1.5 * relief->width;

  if (blink > 0)
    shut (relief, blink, TRUE, *x, y);
  if (open > 0 && get_lines (&relief->mouth, *x, &above, &below))
    {
      double drop = get_drop (relief, open, *x), middle = (above + below) / 2;

      if (*y > middle && *y < end)
        {
          if (*y < middle + drop)
            return FALSE;
          *y = *y < below + drop ? *y - drop : remap (*y, below + drop, end, below, end);
        }
    }
  return TRUE;
}
