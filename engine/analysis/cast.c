#include "analysis/cast.h"

#include <math.h>

/* Colours of skin as people have it under a white light, CIE hue in degrees and chroma: of 2,427
 * portraits one in a hundred lies beyond. */
#define HUE_LOW 15
#define HUE_HIGH 88
#define CHROMA_HIGH 48
/* Lightness is taken in so many steps to look for colours among texels of one lightness. */
#define STEPS 20

float
vanity_cast_measure (const VanityLab *skin)
{
  double hue = atan2 ((double)skin->b, (double)skin->a) * 180 / G_PI;
  double chroma = hypot ((double)skin->a, (double)skin->b), beyond;

  if (hue < (HUE_LOW + HUE_HIGH) / 2.0 - 180)
    hue += 360;
  beyond = MAX (MAX (HUE_LOW - hue, hue - HUE_HIGH), 0);
  if (beyond <= 0)
    return (float)MAX (chroma - CHROMA_HIGH, 0);
  return (float)(beyond < 90 ? chroma * sin (beyond * G_PI / 180) : chroma);
}

float
vanity_cast_measure_colors (const VanityTexture *texture, const VanityAtlas *atlas)
{
  const gint16 *triangle = vanity_atlas_get_triangle (atlas);
  int n = texture->size * texture->size;
  g_autofree float *lab = g_new (float, 3 * (gsize)n);
  double sum[STEPS][2] = { { 0 } }, squares[STEPS][2] = { { 0 } }, count[STEPS] = { 0 };
  double spread = 0, all = 0;

  vanity_lab_from_linear_planes (texture->rgb, texture->rgb + n, texture->rgb + 2 * n, lab, lab + n,
                                 lab + 2 * n, n);
  for (int i = 0; i < n; i++)
    {
      int step = CLAMP ((int)(lab[i] * STEPS / 100), 0, STEPS - 1);

      if (triangle[i] < 0)
        continue;
      for (int c = 0; c < 2; c++)
        {
          double value = (double)lab[(1 + c) * n + i];

          sum[step][c] += value;
          squares[step][c] += value * value;
        }
      count[step]++;
    }
  for (int k = 0; k < STEPS; k++)
    for (int c = 0; c < 2 && count[k] > 0; c++)
      {
        spread += squares[k][c] - sum[k][c] * sum[k][c] / count[k];
        all += count[k] / 2;
      }
  return all > 0 ? (float)sqrt (MAX (spread, 0) / all) : NAN;
}
