#include "features/measure.h"

#include <math.h>

#define DEGREES (180 / G_PI)
#define N 5 /* pairs of points along a brow */

/* From the inner end to the outer. */
static const int upper[2][N] = { { 107, 66, 105, 63, 70 }, { 336, 296, 334, 293, 300 } };
static const int lower[2][N] = { { 55, 65, 52, 53, 46 }, { 285, 295, 282, 283, 276 } };

/* A brow in its own frame: along the line from its inner to its outer end, and above it, parts of
 * its length. */
typedef struct
{
  double length, tilt; /* face widths; degrees */
  double along[N], above[N], thickness;
} Brow;

static void
look_at (const VanityFrontal *f, int side, Brow *brow)
{
  double x[N], y[N], dx, dy;

  brow->thickness = 0;
  for (int i = 0; i < N; i++)
    {
      const VanityFrontalPoint *a = &f->point[upper[side][i]], *b = &f->point[lower[side][i]];

      /* To the outside, whichever side it is. */
      x[i] = (a->x + b->x) / 2 * (side == 0 ? -1 : 1);
      y[i] = (a->y + b->y) / 2;
      brow->thickness += hypot (a->x - b->x, a->y - b->y) / N;
    }
  dx = x[N - 1] - x[0];
  dy = y[N - 1] - y[0];
  brow->length = hypot (dx, dy);
  brow->tilt = atan2 (dy, dx) * DEGREES;
  brow->thickness = vanity_measure_ratio (brow->thickness, brow->length);
  for (int i = 0; i < N; i++)
    {
      double u = (x[i] - x[0]) * dx + (y[i] - y[0]) * dy;
      double v = (y[i] - y[0]) * dx - (x[i] - x[0]) * dy;

      brow->along[i] = vanity_measure_ratio (u, brow->length * brow->length);
      brow->above[i] = vanity_measure_ratio (v, brow->length * brow->length);
    }
}

/* The top of the parabola through the highest point and its neighbours. */
static void
find_peak (const Brow *brow, double *along, double *above)
{
  const double *x = brow->along, *y = brow->above;
  int k = 1;

  for (int i = 2; i < N - 1; i++)
    if (y[i] > y[k])
      k = i;
  double left = vanity_measure_ratio (y[k] - y[k - 1], x[k] - x[k - 1]);
  double right = vanity_measure_ratio (y[k + 1] - y[k], x[k + 1] - x[k]);
  double bend = vanity_measure_ratio (right - left, x[k + 1] - x[k - 1]);
  double slope = left + bend * (x[k] - x[k - 1]);
  double step = bend < -1e-6 ? CLAMP (-slope / (2 * bend), x[k - 1] - x[k], x[k + 1] - x[k]) : 0;

  *along = x[k] + step;
  *above = y[k] + slope * step + bend * step * step;
}

void
vanity_measure_brows (const VanityFrontal *f, VanityMeasured *m)
{
  for (int s = 0; s < 2; s++)
    {
      Brow brow;
      double along, above, area = 0;
      double eye = vanity_frontal_get_distance (f, s == 0 ? 33 : 263, s == 0 ? 133 : 362);

      look_at (f, s, &brow);
      find_peak (&brow, &along, &above);
      for (int i = 1; i < N; i++)
        area += (brow.along[i] - brow.along[i - 1]) * (brow.above[i] + brow.above[i - 1]) / 2;
      m->value[VANITY_MEASURE_BROW_ARCH][s] = 100 * above;
      m->value[VANITY_MEASURE_BROW_PEAK][s] = 100 * along;
      m->value[VANITY_MEASURE_BROW_ROUNDNESS][s] = vanity_measure_ratio (area, above);
      m->value[VANITY_MEASURE_BROW_TILT][s] = brow.tilt;
      m->value[VANITY_MEASURE_BROW_THICKNESS][s] = 100 * brow.thickness;
      m->value[VANITY_MEASURE_BROW_LENGTH][s] = vanity_measure_ratio (brow.length, eye);
    }
  vanity_measured_set (m, VANITY_MEASURE_BROW_SPACING,
                       vanity_measure_ratio (vanity_frontal_get_distance (f, 55, 285),
                                             vanity_frontal_get_distance (f, 133, 362)));
}
