#include "makeup/eye-frame.h"

#include "base/parallel.h"
#include "makeup/eye-edge.h"

#include <math.h>
#include <string.h>

#define FIRST_U (-0.5) /* of the eye's length */
#define LAST_U 1.8

/* Mesh points from the inner to the outer corner, right eye then left. */
static const guint16 upper_points[2][9] = {
  { 133, 173, 157, 158, 159, 160, 161, 246, 33 },
  { 362, 398, 384, 385, 386, 387, 388, 466, 263 },
};
static const guint16 lower_points[2][9] = {
  { 133, 155, 154, 153, 145, 144, 163, 7, 33 },
  { 362, 382, 381, 380, 374, 373, 390, 249, 263 },
};
static const guint16 crease_points[2][7] = {
  { 190, 56, 28, 27, 29, 30, 247 },
  { 414, 286, 258, 257, 259, 260, 467 },
};
static const guint16 brow_points[2][5] = {
  { 55, 65, 52, 53, 46 },
  { 285, 295, 282, 283, 276 },
};

void
vanity_eye_frame_to_photo (const VanityEyeFrame *frame, double u, double v, double *x, double *y)
{
  *x = frame->x + u * frame->ux + v * frame->vx;
  *y = frame->y + u * frame->uy + v * frame->vy;
}

void
vanity_eye_frame_from_photo (const VanityEyeFrame *frame, double x, double y, double *u, double *v)
{
  *u = (x - frame->x) * frame->ux + (y - frame->y) * frame->uy;
  *v = (x - frame->x) * frame->vx + (y - frame->y) * frame->vy;
}

double
vanity_eye_curve_get_u (const VanityEyeFrame *frame, int i)
{
  return frame->length * (FIRST_U + (LAST_U - FIRST_U) * (double)i / (VANITY_EYE_CURVE_SIZE - 1));
}

double
vanity_eye_curve_get (const VanityEyeFrame *frame, const VanityEyeCurve *curve, double u)
{
  double at = (u / frame->length - FIRST_U) / (LAST_U - FIRST_U) * (VANITY_EYE_CURVE_SIZE - 1);
  int i;

  at = CLAMP (at, 0, VANITY_EYE_CURVE_SIZE - 1);
  i = MIN ((int)at, VANITY_EYE_CURVE_SIZE - 2);
  return curve->v[i] + (at - i) * (curve->v[i + 1] - curve->v[i]);
}

double
vanity_eye_curve_get_slope (const VanityEyeFrame *frame, const VanityEyeCurve *curve, double u)
{
  double step = 0.03 * frame->length;

  return (vanity_eye_curve_get (frame, curve, u + step)
          - vanity_eye_curve_get (frame, curve, u - step))
         / (2 * step);
}

typedef struct
{
  double u[16], v[16];
  int n;
} Knots;

/* Knots keep u growing: where a turned head folds a curve over itself, the hidden part is left
 * out. */
static void
add_knot (Knots *knots, double u, double v, double least_step)
{
  if (knots->n > 0 && u < knots->u[knots->n - 1] + least_step)
    return;
  knots->u[knots->n] = u;
  knots->v[knots->n] = v;
  knots->n++;
}

static void
add_points (const VanityEyeFrame *frame, const VanityFace *face, const guint16 *index, int n,
            Knots *knots)
{
  for (int i = 0; i < n; i++)
    {
      double u, v;

      vanity_eye_frame_from_photo (frame, face->points[index[i]].x, face->points[index[i]].y, &u,
                                   &v);
      add_knot (knots, u, v, 0.01 * frame->length);
    }
}

/* The tangent at a knot: the slope of the parabola through it and its neighbours. */
static double
get_tangent (const Knots *knots, int i)
{
  int a = MAX (i - 1, 0), c = MIN (i + 1, knots->n - 1);
  double before, after, left, right;

  if (a == i || c == i)
    return (knots->v[c] - knots->v[a]) / (knots->u[c] - knots->u[a]);
  before = knots->u[i] - knots->u[a];
  after = knots->u[c] - knots->u[i];
  left = (knots->v[i] - knots->v[a]) / before;
  right = (knots->v[c] - knots->v[i]) / after;
  return (left * after + right * before) / (before + after);
}

/* A cubic Hermite curve through the knots, straight on beyond them with the slopes given. */
static void
fit_curve (const VanityEyeFrame *frame, const Knots *knots, double slope_before, double slope_after,
           VanityEyeCurve *curve)
{
  int last = knots->n - 1;

  for (int i = 0, k = 0; i < VANITY_EYE_CURVE_SIZE; i++)
    {
      double u = vanity_eye_curve_get_u (frame, i);

      if (u <= knots->u[0])
        curve->v[i] = (float)(knots->v[0] + (u - knots->u[0]) * slope_before);
      else if (u >= knots->u[last])
        curve->v[i] = (float)(knots->v[last] + (u - knots->u[last]) * slope_after);
      else
        {
          double h, t;

          while (u > knots->u[k + 1])
            k++;
          h = knots->u[k + 1] - knots->u[k];
          t = (u - knots->u[k]) / h;
          curve->v[i] = (float)((1 + 2 * t) * (1 - t) * (1 - t) * knots->v[k]
                                + t * (1 - t) * (1 - t) * h * get_tangent (knots, k)
                                + t * t * (3 - 2 * t) * knots->v[k + 1]
                                + t * t * (t - 1) * h * get_tangent (knots, k + 1));
        }
    }
}

static gboolean
measure_axes (VanityEyeFrame *frame, const VanityFace *face)
{
  const VanityPoint *inner = &face->points[upper_points[frame->left][0]];
  const VanityPoint *outer = &face->points[upper_points[frame->left][8]];
  const VanityPoint *brow = &face->points[brow_points[frame->left][2]];
  double dx = outer->x - inner->x, dy = outer->y - inner->y;

  frame->x = inner->x;
  frame->y = inner->y;
  frame->length = hypot (dx, dy);
  /* An eye is some 30 mm long; seen at a third of that it is turned out of sight. */
  if (!isfinite (frame->length) || frame->length < 10 * frame->mm || frame->length < 4)
    return FALSE;
  frame->ux = dx / frame->length;
  frame->uy = dy / frame->length;
  frame->vx = -frame->uy;
  frame->vy = frame->ux;
  if ((brow->x - inner->x) * frame->vx + (brow->y - inner->y) * frame->vy < 0)
    {
      frame->vx = -frame->vx;
      frame->vy = -frame->vy;
    }
  return TRUE;
}

/* The eye's curves from the mesh. */
static gboolean
measure_curves (VanityEyeFrame *frame, const VanityFace *face)
{
  Knots upper = { .n = 0 }, lower = { .n = 0 }, crease = { .n = 0 }, brow = { .n = 0 };
  double rise, run;

  add_points (frame, face, upper_points[frame->left], 9, &upper);
  add_points (frame, face, lower_points[frame->left], 9, &lower);
  add_points (frame, face, crease_points[frame->left], 7, &crease);
  add_points (frame, face, brow_points[frame->left], 5, &brow);
  if (upper.n < 5 || lower.n < 5 || crease.n < 4 || brow.n < 3)
    return FALSE;

  rise = lower.v[lower.n - 1] - lower.v[lower.n - 4];
  run = lower.u[lower.n - 1] - lower.u[lower.n - 4];
  frame->outer_slope = CLAMP (rise / run, 0.15, 0.7);
  fit_curve (frame, &upper, 0, frame->outer_slope, &frame->upper);
  fit_curve (frame, &lower, 0, frame->outer_slope, &frame->lower);
  fit_curve (frame, &crease, 0.2, -0.15, &frame->crease);
  fit_curve (frame, &brow, 0.1, -0.35, &frame->brow);
  return TRUE;
}

/* Keeps the curves in their order, whatever the points say. The socket stays open towards the
 * temple: there the mesh's line falls into the corner, a painted one goes on past it. */
static void
order_curves (VanityEyeFrame *frame)
{
  for (int i = 0; i < VANITY_EYE_CURVE_SIZE; i++)
    {
      double u = vanity_eye_curve_get_u (frame, i);
      double outside = vanity_eye_fade (0.7 * frame->length, 1.05 * frame->length, u);
      float lid = (float)((1.2 + 2.3 * outside) * frame->mm);

      if (u < 0 || u > frame->length || frame->lower.v[i] > frame->upper.v[i])
        frame->lower.v[i] = frame->upper.v[i];
      frame->crease.v[i] = MAX (frame->crease.v[i], frame->upper.v[i] + lid);
      frame->brow.v[i] = MAX (frame->brow.v[i], frame->crease.v[i] + (float)(3 * frame->mm));
    }
}

static void
measure_opening (VanityEyeFrame *frame)
{
  double highest = 0, middle = 0.5 * frame->length;

  for (int i = 0; i < VANITY_EYE_CURVE_SIZE; i++)
    highest = MAX (highest, frame->upper.v[i] - frame->lower.v[i]);
  frame->openness = highest / frame->length;
  frame->shut = 1 - vanity_eye_fade (0.07, 0.13, frame->openness);
  frame->lid = vanity_eye_curve_get (frame, &frame->crease, middle)
               - vanity_eye_curve_get (frame, &frame->upper, middle);
}

/* Whether the photo shows something at (u, v) that could be this face's skin, in light or shade:
 * colours fade in proportion as it gets darker, or less, for shade on a bright face is often
 * warmer than that; lenses are cooler. */
static gboolean
is_skin_like (const VanityEyeFrame *frame, const VanityCanvas *canvas, double u, double v)
{
  const VanityLab *skin = &canvas->complexion.skin_lab;
  VanityLab lab;
  double x, y, shade, red, yellow;

  vanity_eye_frame_to_photo (frame, u, v, &x, &y);
  lab = vanity_lab_from_linear (vanity_canvas_get_source (canvas, x, y));
  shade = (double)(lab.L / MAX (skin->L, 1.0f));
  red = (double)lab.a - shade * (double)skin->a;
  yellow = (double)lab.b - shade * (double)skin->b;
  return shade > 0.2 && shade < 1.45
         && hypot (red > 0 ? 0.4 * red : red, yellow > 0 ? 0.4 * yellow : yellow) < 13;
}

/* How much of the eye's surroundings the photo shows, [0, 1]: little under a fringe, a hand or
 * dark glasses, whose lens is not allowed, or mirrored ones, whose lens is not like skin. In the
 * atlas whoever unrolled the face has judged that. */
static double
measure_sight (const VanityEyeFrame *frame, const VanityCanvas *canvas)
{
  double allowed = 0, lid = 0, below = 0, seen = 0;
  int n = 0;

  for (double t = 0.1; t < 0.95; t += 0.1)
    for (int step = 1; step <= 3; step++)
      {
        double u = t * frame->length, x, y;
        double line = vanity_eye_curve_get (frame, &frame->upper, u);
        double crease = vanity_eye_curve_get (frame, &frame->crease, u);
        double under = vanity_eye_curve_get (frame, &frame->lower, u);

        vanity_eye_frame_to_photo (frame, u, line + 0.3 * step * (crease - line), &x, &y);
        allowed += (double)vanity_canvas_sample (canvas->allow, x, y);
        lid += is_skin_like (frame, canvas, u, line + 0.3 * step * (crease - line));
        seen += (double)vanity_canvas_sample (canvas->visible, x, y);
        below += is_skin_like (frame, canvas, u, under - (2 + 1.5 * step) * frame->mm);
        n++;
      }
  if (canvas->cleared)
    return vanity_eye_fade (0.1, 0.5, seen / n);
  return vanity_eye_fade (0.03, 0.2, allowed / n)
         * vanity_eye_fade (0.1, 0.25, (lid + below) / (2 * n))
         * vanity_eye_fade (0.12, 0.35, lid / n);
}

static gboolean
measure (VanityEyeFrame *frame, const VanityCanvas *canvas, gboolean left)
{
  frame->left = left != FALSE;
  frame->mm = canvas->eye_unit;
  if (!measure_axes (frame, &canvas->face) || !measure_curves (frame, &canvas->face))
    return FALSE;
  order_curves (frame);
  vanity_eye_edge_refine (frame, canvas);
  order_curves (frame);
  measure_opening (frame);
  frame->blur = vanity_eye_edge_measure_blur (frame, canvas);
  frame->sight = measure_sight (frame, canvas);
  return TRUE;
}

const VanityEyeFrame *
vanity_eye_frame_get (VanityCanvas *canvas, gboolean left)
{
  const char *key = left ? "eye-left" : "eye-right";
  VanityEyeFrame *frame = vanity_canvas_recall (canvas, key);

  if (frame == NULL)
    {
      frame = g_new0 (VanityEyeFrame, 1);
      frame->usable = measure (frame, canvas, left);
      vanity_canvas_remember (canvas, key, frame, g_free);
    }
  return frame->usable ? frame : NULL;
}

double
vanity_eye_frame_get_opening (const VanityEyeFrame *frame, double u, double v)
{
  double above, below, steep;

  if (u < -1 || u > frame->length + 1 || frame->shut >= 1)
    return 0;
  above = vanity_eye_curve_get (frame, &frame->upper, u) - v;
  below = v - vanity_eye_curve_get (frame, &frame->lower, u);
  if (above < -3 || below < -3)
    return 0;
  /* Distances at a right angle to the lids. */
  steep = vanity_eye_curve_get_slope (frame, &frame->upper, u);
  above /= sqrt (1 + steep * steep);
  steep = vanity_eye_curve_get_slope (frame, &frame->lower, u);
  below /= sqrt (1 + steep * steep);
  return (1 - frame->shut) * CLAMP (MIN (above, below) + 0.5, 0, 1);
}

VanityRect
vanity_eye_frame_get_rect (const VanityEyeFrame *frame, double from_u, double to_u, double from_v,
                           double to_v)
{
  double left = G_MAXDOUBLE, right = -G_MAXDOUBLE, top = G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  for (int i = 0; i < 4; i++)
    {
      double x, y;

      vanity_eye_frame_to_photo (frame, i & 1 ? to_u : from_u, i & 2 ? to_v : from_v, &x, &y);
      left = MIN (left, x);
      right = MAX (right, x);
      top = MIN (top, y);
      bottom = MAX (bottom, y);
    }
  return vanity_rect_around (left, top, right, bottom, 1);
}

/* Skin in the shade of the socket is as dark as a frame or a strand of hair, but it gets dark
 * slowly: what lies over the face stands out from its surroundings. [0, 1] for row `y`. */
static void
get_plain_row (const VanityCanvas *canvas, int y, int x, int n, float *row)
{
  const float *source[3];
  gsize start
      = (gsize)(y - canvas->rect.y) * (gsize)canvas->rect.width + (gsize)(x - canvas->rect.x);
  g_autofree float *visible = g_new (float, (gsize)n);

  vanity_mask_get_field_row (canvas->base, y, x, n, row);
  vanity_mask_get_field_row (canvas->visible, y, x, n, visible);
  for (int k = 0; k < 3; k++)
    source[k] = canvas->source[k] + start;
  for (int i = 0; i < n; i++)
    {
      float luminance = 0.2126f * source[0][i] + 0.7152f * source[1][i] + 0.0722f * source[2][i];

      row[i] = (float)vanity_eye_fade (0.4, 0.7, (double)(luminance / MAX (row[i], 1e-4f)))
               * visible[i];
    }
}

typedef struct
{
  const VanityEyeFrame *frame;
  const VanityCanvas *canvas;
  VanityMask *guard;
  gboolean skin_only;
} Guard;

static void
guard_row (gpointer data, int j, int worker)
{
  const Guard *job = data;
  const VanityEyeFrame *frame = job->frame;
  VanityMask *guard = job->guard;
  float *row = guard->data + (gsize)j * (gsize)guard->width;
  g_autofree float *plain = g_new (float, (gsize)guard->width);
  double reach = 1.4 * frame->mm;
  int y = guard->rect.y + j;

  vanity_mask_get_row (job->canvas->allow, y, guard->rect.x, guard->width, row);
  get_plain_row (job->canvas, y, guard->rect.x, guard->width, plain);
  for (int i = 0; i < guard->width; i++)
    {
      double u, v, over, under, near;

      vanity_eye_frame_from_photo (frame, guard->rect.x + i + 0.5, y + 0.5, &u, &v);
      row[i] = MAX (row[i], plain[i]);
      if (u > -reach && u < frame->length + reach)
        {
          over = v - vanity_eye_curve_get (frame, &frame->upper, u);
          under = vanity_eye_curve_get (frame, &frame->lower, u) - v;
          near = 1 - vanity_eye_fade (0.6 * reach, reach, MAX (over, under));
          near *= vanity_eye_fade (0, reach, MIN (u + reach, frame->length + reach - u));
          row[i] = MAX (row[i], (float)near);
          if (job->skin_only)
            row[i] *= (float)(1 - vanity_eye_frame_get_opening (frame, u, v));
        }
      row[i] *= (float)frame->sight;
    }
}

VanityMask *
vanity_eye_frame_new_guard (const VanityEyeFrame *frame, const VanityCanvas *canvas,
                            const VanityRect *rect, gboolean skin_only)
{
  Guard job = { frame, canvas, vanity_mask_new (rect, &canvas->rect, 1), skin_only };

  if (job.guard != NULL)
    vanity_pool_run (vanity_pool_get_default (), guard_row, &job, job.guard->height);
  return job.guard;
}
