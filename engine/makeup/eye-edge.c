#include "makeup/eye-edge.h"

#include <math.h>
#include <stdlib.h>

#define COLUMNS 41 /* places along the lid */
#define STEPS 25   /* offsets tried at each */
#define LOWEST_MM (-1.6)
#define HIGHEST_MM 2.4
/* The lash roots lie a little inside the edge that is found. */
#define ROOT_MM 0.25
/* Offsets of this size are as likely as not, mm; a larger one needs a clearer edge. */
#define TRUST_MM 1.4
#define BEND_COST 2.0

static double
offset_mm (int step)
{
  return LOWEST_MM + (HIGHEST_MM - LOWEST_MM) * step / (STEPS - 1);
}

static double
column_u (const VanityEyeFrame *frame, int column)
{
  return frame->length * (0.04 + 0.92 * column / (COLUMNS - 1));
}

/* Lightness at (u, v), averaged over half a millimetre along the lid. */
static double
look (const VanityEyeFrame *frame, const VanityCanvas *canvas, double u, double v, double slope)
{
  double sum = 0;

  for (int i = -2; i <= 2; i++)
    {
      double along = i * 0.2 * frame->mm / sqrt (1 + slope * slope), x, y;

      vanity_eye_frame_to_photo (frame, u + along, v + along * slope, &x, &y);
      sum += vanity_canvas_get_lightness (canvas, x, y);
    }
  return sum / 5;
}

/* How strongly each offset looks like the step from lashes to skin: the rise of lightness. */
static void
measure_rise (const VanityEyeFrame *frame, const VanityCanvas *canvas, float rise[COLUMNS][STEPS])
{
  double reach = MAX (0.4 * frame->mm, 0.8);

  for (int c = 0; c < COLUMNS; c++)
    {
      double u = column_u (frame, c);
      double v = vanity_eye_curve_get (frame, &frame->upper, u);
      double slope = vanity_eye_curve_get_slope (frame, &frame->upper, u);

      for (int s = 0; s < STEPS; s++)
        {
          double at = v + offset_mm (s) * frame->mm;
          double above = look (frame, canvas, u, at + reach, slope);
          double below = look (frame, canvas, u, at - reach, slope);
          double further = look (frame, canvas, u, at - 2.5 * reach, slope);

          /* The line is darker than the lid; that the eyeball below is darker still (the iris)
           * or lighter (the white) says nothing. */
          rise[c][s] = (float)(above - MIN (below, 0.5 * (below + further)));
        }
    }
}

/* The strongest edge on the lid is worth 1. */
static gboolean
scale_rise (float rise[COLUMNS][STEPS])
{
  float sum = 0;

  for (int c = 0; c < COLUMNS; c++)
    {
      float best = 0;

      for (int s = 0; s < STEPS; s++)
        best = MAX (best, rise[c][s]);
      sum += best;
    }
  sum /= COLUMNS;
  /* Less than a shade apart: the photo shows no line. */
  if (!(sum > 1.5f))
    return FALSE;
  for (int c = 0; c < COLUMNS; c++)
    for (int s = 0; s < STEPS; s++)
      rise[c][s] = CLAMP (rise[c][s] / sum, -1.0f, 1.5f);
  return TRUE;
}

/* The path of least cost through the columns, by dynamic programming: an edge is worth its rise,
 * distance from the mesh's line and bends cost. */
static void
find_path (const float rise[COLUMNS][STEPS], int path[COLUMNS])
{
  float cost[COLUMNS][STEPS];
  guint8 from[COLUMNS][STEPS];
  int best = 0;

  for (int c = 0; c < COLUMNS; c++)
    for (int s = 0; s < STEPS; s++)
      {
        double away = offset_mm (s) / TRUST_MM;
        /* Near the corners the mesh is surer than the photo. */
        double place = (double)c / (COLUMNS - 1) - 0.5;
        double own = away * away * (0.5 + 4 * place * place) - 1.6 * (double)rise[c][s];

        cost[c][s] = c > 0 ? INFINITY : 0;
        from[c][s] = 0;
        for (int t = 0; c > 0 && t < STEPS; t++)
          {
            double bend = offset_mm (s) - offset_mm (t);
            float reached = cost[c - 1][t] + (float)(BEND_COST * bend * bend * 9);

            if (reached < cost[c][s])
              {
                cost[c][s] = reached;
                from[c][s] = (guint8)t;
              }
          }
        cost[c][s] += (float)own;
      }
  for (int s = 1; s < STEPS; s++)
    if (cost[COLUMNS - 1][s] < cost[COLUMNS - 1][best])
      best = s;
  for (int c = COLUMNS - 1; c >= 0; c--)
    {
      path[c] = best;
      best = from[c][best];
    }
}

void
vanity_eye_edge_refine (VanityEyeFrame *frame, const VanityCanvas *canvas)
{
  float rise[COLUMNS][STEPS];
  int path[COLUMNS];
  double offset[COLUMNS], smooth[COLUMNS];

  measure_rise (frame, canvas, rise);
  if (!scale_rise (rise))
    return;
  find_path (rise, path);

  for (int c = 0; c < COLUMNS; c++)
    offset[c] = (offset_mm (path[c]) - ROOT_MM) * frame->mm;
  for (int pass = 0; pass < 3; pass++)
    {
      for (int c = 0; c < COLUMNS; c++)
        smooth[c] = 0.25 * offset[MAX (c - 1, 0)] + 0.5 * offset[c]
                    + 0.25 * offset[MIN (c + 1, COLUMNS - 1)];
      for (int c = 0; c < COLUMNS; c++)
        offset[c] = smooth[c];
    }

  for (int i = 0; i < VANITY_EYE_CURVE_SIZE; i++)
    {
      double u = vanity_eye_curve_get_u (frame, i);
      double at = (u / frame->length - 0.04) / 0.92 * (COLUMNS - 1);
      double ends = CLAMP (MIN (u, frame->length - u) / (0.12 * frame->length), 0, 1);
      int c;

      if (u <= 0 || u >= frame->length)
        continue;
      at = CLAMP (at, 0, COLUMNS - 1);
      c = MIN ((int)at, COLUMNS - 2);
      frame->upper.v[i]
          += (float)((offset[c] + (at - c) * (offset[c + 1] - offset[c])) * ends * (2 - ends));
    }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *)a, other = *(const double *)b;

  return (one > other) - (one < other);
}

double
vanity_eye_edge_measure_blur (const VanityEyeFrame *frame, const VanityCanvas *canvas)
{
  double blur[COLUMNS];
  int n = 0;

  for (int c = 0; c < COLUMNS; c++)
    {
      double u = column_u (frame, c);
      double from = vanity_eye_curve_get (frame, &frame->lower, u) - 1.5 * frame->mm;
      double to = vanity_eye_curve_get (frame, &frame->upper, u) + 2 * frame->mm;
      double step = MAX (0.5, (to - from) / 200), steepest = 0;
      double least = 100, most = 0, before = 0;

      for (int i = 0; from + i * step <= to; i++)
        {
          double x, y, value;

          vanity_eye_frame_to_photo (frame, u, from + i * step, &x, &y);
          value = vanity_canvas_get_lightness (canvas, x, y);
          least = MIN (least, value);
          most = MAX (most, value);
          if (i > 0)
            steepest = MAX (steepest, fabs (value - before) / step);
          before = value;
        }
      /* A step of height h under a Gaussian rises at most h ÷ (σ √2π) a pixel; half the range
       * stands for the height, since several steps make it up. */
      if (most - least > 8 && steepest > 0)
        blur[n++] = 0.5 * (most - least) / (steepest * sqrt (2 * G_PI));
    }
  if (n < COLUMNS / 4)
    return 0.7;
  qsort (blur, (gsize)n, sizeof *blur, compare_doubles);
  return CLAMP (blur[n / 4], 0.4, MAX (0.4, 1.0 * frame->mm));
}
