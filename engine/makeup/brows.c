#include "base/parallel.h"
#include "makeup/brow-frame.h"
#include "makeup/eye-stroke.h"
#include "makeup/film.h"
#include "makeup/layer-kinds.h"
#include "makeup/params.h"

#include <math.h>

static const char *const tones[] = { "own", "chosen", NULL };
static const char *const tone_labels[]
    = { N_ ("The colour of your own brows"), N_ ("The chosen colour"), NULL };

static const VanityParam params[] = {
  VANITY_PARAM_SHARE ("opacity", N_ ("Strength"), 0.8),
  VANITY_PARAM_ONE_OF ("tone", N_ ("Tone"), tones, tone_labels),
  VANITY_PARAM_SWATCH ("color", N_ ("Colour"), "#4a3528"),
  VANITY_PARAM_SHARE ("fill", N_ ("Fill"), 0.4),
  VANITY_PARAM_SHARE ("definition", N_ ("Definition"), 0.3),
  { .id = "thickness",
    .label = N_ ("Thickness"),
    .type = VANITY_PARAM_NUMBER,
    .minimum = -1,
    .maximum = 1,
    .step = 0.05,
    .fallback = 0,
    .unit = "" },
  VANITY_PARAM_LENGTH ("arch", N_ ("Arch"), 0, 2, 0),
};

/* The brow as it is to be: the one that grows there, evened out. */
typedef struct
{
  const VanityEyeFrame *eye;
  const VanityBrowFrame *brow;
  double definition;
  double middle[VANITY_BROW_COLUMNS]; /* as in VanityBrowFrame */
  double half[VANITY_BROW_COLUMNS];
} Shape;

static double
get_place (const Shape *shape, double u)
{
  return (u - shape->brow->first) / (shape->brow->last - shape->brow->first);
}

static double
get_middle (const Shape *shape, double u)
{
  return vanity_brow_frame_at (shape->brow, shape->middle, u);
}

static double
get_half (const Shape *shape, double u)
{
  return vanity_brow_frame_at (shape->brow, shape->half, u);
}

/* What is measured, with the arch lifted (mm) and tapering to the tail as a brow does. */
static void
plan_shape (Shape *shape, double thickness, double arch)
{
  for (int c = 0; c < VANITY_BROW_COLUMNS; c++)
    {
      double t = (double)c / (VANITY_BROW_COLUMNS - 1), mm = shape->eye->mm;
      double half = shape->brow->half[c] * (1 + 0.22 * thickness);

      shape->middle[c]
          = shape->brow->middle[c] + arch * mm * exp (-0.5 * pow ((t - 0.66) / 0.16, 2));
      shape->half[c] = MAX (half * (1 - 0.62 * vanity_eye_fade (0.55, 1, t)), 0.5 * mm);
    }
}

/* 1 inside … 0 outside; the head is left soft, as it grows. */
static double
get_envelope (const Shape *shape, double u, double v)
{
  double t = get_place (shape, u);
  double across = (v - get_middle (shape, u)) / get_half (shape, u);
  /* A groomed brow is clean below and soft above. */
  double edge = across < 0 ? 0.45 + 0.4 * shape->definition : 0.35 + 0.3 * shape->definition;

  if (t <= 0 || t >= 1 || fabs (across) >= 1.12)
    return 0;
  return (1 - vanity_eye_fade (edge, 1.12, fabs (across))) * vanity_eye_fade (0, 0.24, t)
         * (1 - vanity_eye_fade (0.9, 1, t))
         * vanity_brow_frame_at (shape->brow, shape->brow->sight, u);
}

/* The way hair grows: up at the head, then more and more along the brow, down at the tail; from
 * the upper edge it lies down to meet the lower. Radians above the brow's own direction. */
static double
get_direction (double t, double across)
{
  double degrees = 66 - 52 * vanity_eye_fade (0, 0.42, t) - 12 * vanity_eye_fade (0.5, 1, t);

  return (degrees - 16 * across * vanity_eye_fade (0.15, 0.5, t)) * (G_PI / 180);
}

static void
draw_hairs (const Shape *shape, double fill, VanityMask *mask)
{
  double length = shape->brow->last - shape->brow->first, mm = shape->eye->mm;
  int n = (int)(length / mm * (2.0 + 3.5 * fill));

  for (int i = 0; i < n; i++)
    {
      guint id = (guint)i;
      double t = (i + 0.5 + 0.5 * vanity_stroke_get_noise (id, 21)) / n;
      double across = 0.72 * vanity_stroke_get_noise (id, 22) - 0.18;
      double u = shape->brow->first + t * length, half = get_half (shape, u);
      double v = get_middle (shape, u) + across * half;
      double slope = (get_middle (shape, u + mm) - get_middle (shape, u - mm)) / (2 * mm);
      double angle
          = atan (slope) + get_direction (t, across) + 0.16 * vanity_stroke_get_noise (id, 23);
      double bend = -0.35 - 0.15 * vanity_stroke_get_noise (id, 24);
      double step
          = (3.4 + 1.6 * vanity_eye_fade (0.1, 0.45, t) + 0.8 * vanity_stroke_get_noise (id, 25))
            * mm / (VANITY_STROKE_POINTS - 1);
      VanityStroke stroke = { .weight = (float)(0.7 + 0.2 * vanity_stroke_get_noise (id, 26)) };

      for (int k = 0; k < VANITY_STROKE_POINTS; k++)
        {
          double s = (double)k / (VANITY_STROKE_POINTS - 1), x, y;

          vanity_eye_frame_to_photo (shape->eye, u, v, &x, &y);
          stroke.at[k].x = (float)x;
          stroke.at[k].y = (float)y;
          stroke.at[k].radius = (float)((0.055 + 0.015 * vanity_stroke_get_noise (id, 27)) * mm
                                        * MIN (1, 1.5 * (1 - s) + 0.1));
          u += step * cos (angle + s * bend);
          v += step * sin (angle + s * bend);
        }
      vanity_stroke_draw (&stroke, mask);
    }
}

typedef struct
{
  const Shape *shape;
  const VanityCanvas *canvas;
  double fill;
  VanityMask *mask;
} Fill;

/* Powder evens out the shape, drawn hairs fill it; where hair of one's own grows there is little
 * to do. */
static void
fill_row (gpointer data, int j, int worker)
{
  const Fill *job = data;
  VanityMask *mask = job->mask;
  float *row = mask->data + (gsize)j * (gsize)mask->width;
  double hairs = 0.85 * MIN (1, 2.5 * job->fill), powder = 0.75 * job->fill;

  for (int i = 0; i < mask->width; i++)
    {
      double x = mask->rect.x + i + 0.5, y = mask->rect.y + j + 0.5, u, v, inside, own;

      vanity_eye_frame_from_photo (job->shape->eye, x, y, &u, &v);
      inside = get_envelope (job->shape, u, v);
      if (inside <= 0)
        {
          row[i] = 0;
          continue;
        }
      own = vanity_brow_frame_get_hair (job->shape->brow, job->canvas, u, x, y);
      row[i]
          = (float)(inside * (1 - 0.55 * own) * (1 - (1 - powder) * (1 - hairs * (double)row[i])));
    }
}

/* One's own colour is measured with the skin that shows between the hairs: what fills the gaps is a
 * shade deeper, the more so the more defined it is to be. */
static VanityRgb
get_color (const VanityLayer *layer, const VanityBrowFrame *brow)
{
  float deeper = (float)(0.8 - 0.35 * vanity_layer_get_number (layer, "definition"));

  if (g_str_equal (vanity_layer_get_choice (layer, "tone"), "chosen"))
    return vanity_layer_get_color (layer, "color");
  return (VanityRgb){ deeper * brow->hair.r, deeper * brow->hair.g, deeper * brow->hair.b };
}

static void
draw_brow (const VanityLayer *layer, VanityCanvas *canvas, gboolean left)
{
  double fill = vanity_layer_get_number (layer, "fill");
  Shape shape = {
    .eye = vanity_eye_frame_get (canvas, left),
    .brow = vanity_brow_frame_get (canvas, left),
    .definition = vanity_layer_get_number (layer, "definition"),
  };
  Fill job = { &shape, canvas, fill, NULL };
  g_autoptr (VanityMask) mask = NULL;
  VanityRect rect;
  VanityFilm film;
  double low = G_MAXDOUBLE, high = -G_MAXDOUBLE;

  if (shape.brow == NULL || fill <= 0 || !vanity_canvas_wants_side (canvas, left))
    return;
  plan_shape (&shape, vanity_layer_get_number (layer, "thickness"),
              vanity_layer_get_number (layer, "arch"));
  for (int c = 0; c < VANITY_BROW_COLUMNS; c++)
    {
      low = MIN (low, shape.middle[c] - 1.2 * shape.half[c]);
      high = MAX (high, shape.middle[c] + 1.2 * shape.half[c]);
    }
  rect = vanity_eye_frame_get_rect (shape.eye, shape.brow->first, shape.brow->last, low, high);
  mask = vanity_mask_new (&rect, &canvas->rect, 1);
  if (mask == NULL)
    return;
  draw_hairs (&shape, fill, mask);
  vanity_mask_blur (mask, sqrt (MAX (0.04, shape.eye->blur * shape.eye->blur - 0.1)));
  job.mask = mask;
  vanity_pool_run (vanity_pool_get_default (), fill_row, &job, mask->height);

  film = (VanityFilm)VANITY_FILM_INIT (mask, get_color (layer, shape.brow));
  film.opacity = vanity_layer_get_number (layer, "opacity");
  film.body = 0.85;
  film.texture = 0.6;
  film.side = left ? VANITY_CANVAS_LEFT : VANITY_CANVAS_RIGHT;
  vanity_canvas_lay (canvas, &film);
}

static void
draw (const VanityLayer *layer, VanityCanvas *canvas)
{
  draw_brow (layer, canvas, FALSE);
  draw_brow (layer, canvas, TRUE);
}

const VanityLayerKind vanity_brows_kind = {
  .id = "brows",
  .label = N_ ("Brows"),
  .group = VANITY_LAYER_GROUP_BROWS,
  .params = params,
  .n_params = G_N_ELEMENTS (params),
  .paints = TRUE,
  .draw = draw,
};
