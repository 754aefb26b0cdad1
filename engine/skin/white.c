#include "skin/white.h"

#include <math.h>
#include <stdlib.h>

#define BLOWN 0.98f
#define BLACK 0.002f

static int
compare_floats (gconstpointer one, gconstpointer other)
{
  float a = *(const float *)one, b = *(const float *)other;

  return a < b ? -1 : a > b;
}

double
vanity_median (float *values, int n)
{
  if (n == 0)
    return 0;
  qsort (values, n, sizeof *values, compare_floats);
  return n % 2 ? (double)values[n / 2] : ((double)values[n / 2 - 1] + (double)values[n / 2]) / 2;
}

double
vanity_quantile (float *values, int n, double part)
{
  double at = part * (n - 1);
  int low = CLAMP ((int)at, 0, MAX (n - 2, 0));

  if (n < 2)
    return n == 0 ? 0 : (double)values[0];
  qsort (values, n, sizeof *values, compare_floats);
  return (double)values[low] + (at - low) * (double)(values[low + 1] - values[low]);
}

float
vanity_white_get_luminance (const float *rgb, int n, int i)
{
  return vanity_luminance (rgb[i], rgb[n + i], rgb[2 * n + i]);
}

float
vanity_white_get_redness (const float *rgb, int n, int i)
{
  return rgb[i] / rgb[n + i];
}

gboolean
vanity_white_is_usable (const float *rgb, int n, int i)
{
  for (int c = 0; c < 3; c++)
    if (!(rgb[c * n + i] < BLOWN) || !(rgb[c * n + i] > 0))
      return FALSE;
  return rgb[n + i] > BLACK;
}

int
vanity_white_keep (const float *rgb, int n, int *texels, int count, VanityWhiteKey key, double low,
                   double high)
{
  g_autofree float *values = g_new (float, MAX (count, 1));
  float from, to;
  int kept = 0;

  if (count == 0)
    return 0;
  for (int i = 0; i < count; i++)
    values[i] = key (rgb, n, texels[i]);
  qsort (values, count, sizeof *values, compare_floats);
  from = values[MIN ((int)(low * count), count - 1)];
  to = values[MIN ((int)(high * count), count - 1)];
  for (int i = 0; i < count; i++)
    {
      float here = key (rgb, n, texels[i]);

      if (here >= from && here <= to)
        texels[kept++] = texels[i];
    }
  return kept;
}

void
vanity_white_summarize (const float *rgb, int n, const int *texels, int count, VanityWhite *white)
{
  g_autofree float *values = g_new (float, 2 * (gsize)count);
  float *red = values, *blue = values + count;

  for (int k = 0; k < count; k++)
    {
      int i = texels[k];

      red[k] = log2f (rgb[i] / rgb[n + i]);
      blue[k] = log2f (rgb[2 * n + i] / rgb[n + i]);
    }
  white->seen = TRUE;
  white->texels = count;
  white->red = vanity_median (red, count);
  white->blue = vanity_median (blue, count);
  white->scatter = hypot ((double)(red[count * 3 / 4] - red[count / 4]),
                          (double)(blue[count * 3 / 4] - blue[count / 4]))
                   / 2;
}
