#include "makeup/eye-lash.h"

#include <math.h>

#define DEGREES (G_PI / 180)

typedef struct
{
  int count; /* hairs at density 0, and how many more at 1 */
  int more;
  double first, last; /* where they grow, of the eye's length */
  double root_mm;     /* above the lid's edge */
  double from, to;    /* azimuth at the inner and outer end, degrees towards the temple */
  double rise;        /* elevation of the root, degrees above straight out of the face */
  double rise_shut;   /* the same when the eye is shut and the lid hangs */
  double bend, curl;  /* how far it turns up along its length, and how much more at full curl */
  double length;      /* of the length asked for */
} LashRow;

static const LashRow upper_row = {
  .count = 38,
  .more = 52,
  .first = 0.10,
  .last = 1.0,
  .root_mm = 0.0,
  .from = -38,
  .to = 50,
  .rise = 2,
  .rise_shut = -58,
  .bend = 38,
  .curl = 34,
  .length = 1,
};

static const LashRow lower_row = {
  .count = 18,
  .more = 24,
  .first = 0.28,
  .last = 0.99,
  .root_mm = -0.9,
  .from = -30,
  .to = 46,
  .rise = -22,
  .rise_shut = -30,
  .bend = -38,
  .curl = -22,
  .length = 0.5,
};

/* Share of the full length at place `t` of the row, 0 inner … 1 outer. */
static double
get_length_at (VanityLashShape shape, double t)
{
  double ends = MIN (1, 1.6 * sqrt (MAX (0, MIN (t + 0.05, 1.25 - t))));

  switch (shape)
    {
    case VANITY_LASHES_OPEN:
      return ends * (0.55 + 0.5 * exp (-(t - 0.52) * (t - 0.52) / 0.08));
    case VANITY_LASHES_CAT:
      return ends * (0.42 + 0.68 * t * t * (3 - 2 * t)) * (1 - 0.35 * vanity_eye_fade (0.82, 1, t));
    case VANITY_LASHES_NATURAL:
    default:
      return ends * (0.58 + 0.4 * exp (-(t - 0.68) * (t - 0.68) / 0.1));
    }
}

/* Follows one hair from its root, step by step, as its elevation grows. */
static void
grow_hair (const VanityCanvas *canvas, const VanityEyeFrame *frame, const LashRow *row, double u,
           double v, double length, double azimuth, double bend, double radius,
           VanityStroke *stroke)
{
  double side = frame->left ? 1 : -1, step = length / (VANITY_STROKE_POINTS - 1);
  double rise = row->rise + frame->shut * (row->rise_shut - row->rise);
  double x, y;

  vanity_eye_frame_to_photo (frame, u, v, &x, &y);
  for (int i = 0; i < VANITY_STROKE_POINTS; i++)
    {
      double s = (double)i / (VANITY_STROKE_POINTS - 1);
      double elevation = (rise + bend * (0.25 + 0.75 * s) * s * 1.3) * DEGREES;
      double out = cos (elevation) * cos (azimuth), aside = cos (elevation) * sin (azimuth) * side;
      double up = sin (elevation);

      stroke->at[i].x = (float)x;
      stroke->at[i].y = (float)y;
      /* Full for the first half, then to a point. */
      stroke->at[i].radius = (float)(radius * MIN (1, 1.7 * (1 - s) + 0.06));
      x += step * (out * canvas->out[0] + aside * canvas->to_left[0] + up * canvas->up[0]);
      y += step * (out * canvas->out[1] + aside * canvas->to_left[1] + up * canvas->up[1]);
    }
}

GArray *
vanity_eye_lashes_grow (const VanityCanvas *canvas, const VanityEyeFrame *frame, gboolean upper,
                        double length_mm, double density, double curl, VanityLashShape shape)
{
  const LashRow *row = upper ? &upper_row : &lower_row;
  const VanityEyeCurve *line = upper ? &frame->upper : &frame->lower;
  GArray *hairs = g_array_new (FALSE, FALSE, sizeof (VanityStroke));
  int n = row->count + (int)lround (density * row->more);
  guint salt = upper ? 1 : 100;
  /* Hairs much thinner than a pixel add up where in truth many lie over one another. */
  double seen = 0.62 + 0.38 * vanity_eye_fade (0.3, 2, frame->mm);

  for (int i = 0; i < n; i++)
    {
      guint id = (guint)i, clump;
      double t = (i + 0.5 + 0.38 * vanity_stroke_get_noise (id, salt)) / n;
      double place, u, v, azimuth, length, middle;
      VanityStroke stroke = { .weight = (float)(seen * (0.72 + 0.2 * density)) };

      /* Mascara sticks two to four neighbours together at their tips. */
      clump = (guint)floor (t * n / (2.9 + 0.6 * vanity_stroke_get_noise (id / 9, salt + 1)));
      middle = (clump + 0.5) * 2.9 / n;
      place = row->first + t * (row->last - row->first);
      u = place * frame->length;
      v = vanity_eye_curve_get (frame, line, u)
          + (row->root_mm + 0.18 * vanity_stroke_get_noise (id, salt + 2)) * frame->mm;
      azimuth = row->from + (row->to - row->from) * t;
      azimuth += (0.35 + 0.3 * density) * (middle - t) * (row->to - row->from) * 2;
      azimuth += 5 * vanity_stroke_get_noise (clump, salt + 3)
                 + 3.5 * vanity_stroke_get_noise (id, salt + 4);
      length = length_mm * row->length * get_length_at (shape, t) * frame->mm;
      length *= 0.86 + 0.1 * vanity_stroke_get_noise (clump, salt + 5)
                + 0.14 * vanity_stroke_get_noise (id, salt + 6);
      grow_hair (
          canvas, frame, row, u, v, length, azimuth * DEGREES,
          (row->bend + curl * row->curl) * (1 + 0.2 * vanity_stroke_get_noise (id, salt + 7)),
          (0.07 + 0.08 * density + 0.016 * vanity_stroke_get_noise (id, salt + 8)) * frame->mm,
          &stroke);
      g_array_append_val (hairs, stroke);
    }
  return hairs;
}
