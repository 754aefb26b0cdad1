#include "skin/robust.h"

#include "skin/white.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LEAST 20
#define KEPT 0.6
#define STEPS 6
/* Least deviation along each axis: rounding to 8 bits alone makes about as much. */
#define FLOOR 0.3
/* The median of |x| of a Gaussian, in its deviations; and what the covariance of the innermost 0.6
 * of a Gaussian in three dimensions is multiplied by to be that of all of it. */
#define MAD 0.6745
#define WHOLE 2.04

typedef struct
{
  double distance;
  int index;
} Far;

static int
compare_far (gconstpointer one, gconstpointer other)
{
  const Far *a = one, *b = other;

  if (a->distance != b->distance)
    return a->distance < b->distance ? -1 : 1;
  return a->index - b->index;
}

void
vanity_cholesky (const double covariance[3][3], double lower[3][3])
{
  memset (lower, 0, 9 * sizeof (double));
  for (int i = 0; i < 3; i++)
    for (int j = 0; j <= i; j++)
      {
        double sum = covariance[i][j];

        for (int k = 0; k < j; k++)
          sum -= lower[i][k] * lower[j][k];
        if (i == j)
          lower[i][i] = sqrt (MAX (sum, 0));
        else
          lower[i][j] = lower[j][j] > 0 ? sum / lower[j][j] : 0;
      }
}

static void
start (const VanityLab *labs, int n, VanityColorCloud *cloud)
{
  g_autofree float *values = g_new (float, n);

  memset (cloud, 0, sizeof *cloud);
  for (int c = 0; c < 3; c++)
    {
      double spread;

      for (int i = 0; i < n; i++)
        values[i] = c == 0 ? labs[i].L : c == 1 ? labs[i].a : labs[i].b;
      cloud->mean[c] = vanity_median (values, n);
      for (int i = 0; i < n; i++)
        values[i] = fabsf (values[i] - (float)cloud->mean[c]);
      spread = MAX (vanity_median (values, n) / MAD, FLOOR);
      cloud->covariance[c][c] = spread * spread;
    }
}

static void
measure_inner (const VanityLab *labs, const Far *far, int kept, VanityColorCloud *cloud)
{
  memset (cloud, 0, sizeof *cloud);
  for (int k = 0; k < kept; k++)
    {
      const VanityLab *lab = &labs[far[k].index];

      cloud->mean[0] += (double)lab->L / kept;
      cloud->mean[1] += (double)lab->a / kept;
      cloud->mean[2] += (double)lab->b / kept;
    }
  for (int k = 0; k < kept; k++)
    {
      const VanityLab *lab = &labs[far[k].index];
      double d[3] = { (double)lab->L - cloud->mean[0], (double)lab->a - cloud->mean[1],
                      (double)lab->b - cloud->mean[2] };

      for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
          cloud->covariance[i][j] += WHOLE * d[i] * d[j] / kept;
    }
  for (int i = 0; i < 3; i++)
    cloud->covariance[i][i] = MAX (cloud->covariance[i][i], FLOOR * FLOOR);
  cloud->used = kept;
}

gboolean
vanity_color_cloud_measure (VanityLab *labs, int n, VanityColorCloud *cloud)
{
  g_autofree Far *far = NULL;

  memset (cloud, 0, sizeof *cloud);
  if (n < LEAST)
    return FALSE;
  far = g_new (Far, n);
  start (labs, n, cloud);
  for (int step = 0; step < STEPS; step++)
    {
      double lower[3][3];

      vanity_cholesky (cloud->covariance, lower);
      for (int i = 0; i < n; i++)
        {
          double x = ((double)labs[i].L - cloud->mean[0]) / MAX (lower[0][0], 1e-3);
          double y
              = ((double)labs[i].a - cloud->mean[1] - lower[1][0] * x) / MAX (lower[1][1], 1e-3);
          double z = ((double)labs[i].b - cloud->mean[2] - lower[2][0] * x - lower[2][1] * y)
                     / MAX (lower[2][2], 1e-3);

          far[i] = (Far){ x * x + y * y + z * z, i };
        }
      qsort (far, n, sizeof *far, compare_far);
      measure_inner (labs, far, MAX ((int)(KEPT * n), LEAST), cloud);
    }
  return TRUE;
}
