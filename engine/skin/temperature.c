#include "skin/temperature.h"

#include <math.h>

#define COLDEST 15000.0
#define WARMEST 1000.0
#define FARTHEST 0.05
#define STEPS 60
#define ROUNDS 50

static void
locate_planckian (double T, double *u, double *v)
{
  *u = (0.860117757 + 1.54118254e-4 * T + 1.28641212e-7 * T * T)
       / (1 + 8.42420235e-4 * T + 7.08145163e-7 * T * T);
  *v = (0.317398726 + 4.22806245e-5 * T + 4.20481691e-8 * T * T)
       / (1 - 2.89741816e-5 * T + 1.61456053e-7 * T * T);
}

/* Distance of (u, v) from the locus at so many reciprocal megakelvins. */
static double
measure_distance (double mired, double u, double v)
{
  double pu, pv;

  locate_planckian (1e6 / mired, &pu, &pv);
  return hypot (u - pu, v - pv);
}

gboolean
vanity_temperature_find (VanityRgb white, double *temperature, double *tint)
{
  double X
      = 0.4124564 * (double)white.r + 0.3575761 * (double)white.g + 0.1804375 * (double)white.b;
  double Y
      = 0.2126729 * (double)white.r + 0.7151522 * (double)white.g + 0.0721750 * (double)white.b;
  double Z
      = 0.0193339 * (double)white.r + 0.1191920 * (double)white.g + 0.9503041 * (double)white.b;
  double sum = X + 15 * Y + 3 * Z, u = 4 * X / sum, v = 6 * Y / sum;
  double first = 1e6 / COLDEST, last = 1e6 / WARMEST, best = first, distance = INFINITY;
  double step = (last - first) / STEPS, low, high, pu, pv;

  *temperature = *tint = 0;
  if (!(sum > 0) || !isfinite (u) || !isfinite (v))
    return FALSE;
  for (int i = 0; i <= STEPS; i++)
    {
      double here = measure_distance (first + i * step, u, v);

      if (here < distance)
        {
          distance = here;
          best = first + i * step;
        }
    }
  low = MAX (best - step, first);
  high = MIN (best + step, last);
  for (int i = 0; i < ROUNDS; i++)
    {
      double a = low + (high - low) / 3, b = high - (high - low) / 3;

      if (measure_distance (a, u, v) < measure_distance (b, u, v))
        high = b;
      else
        low = a;
    }
  best = (low + high) / 2;
  distance = measure_distance (best, u, v);
  if (distance > FARTHEST || best < first + 1e-3 || best > last - 1e-3)
    return FALSE;
  locate_planckian (1e6 / best, &pu, &pv);
  *temperature = 1e6 / best;
  *tint = v < pv ? -distance : distance;
  return TRUE;
}
