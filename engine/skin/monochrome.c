#include "skin/monochrome.h"

#include <math.h>

#define SEEN 0.5f
/* Steps of luminance, half a stop each, down from white. */
#define STEPS 12
#define LEAST 100
/* The deviation of log₂ red ÷ green and blue ÷ green within a step, below which nothing has a
 * colour of its own. Rounding to 8 bits alone gives dark texels some. */
#define FLAT 0.03
#define DARK 0.02

gboolean
vanity_texture_is_monochrome (const VanityTexture *texture)
{
  int n = texture->size * texture->size, all = 0;
  double sums[STEPS][5] = { { 0 } }, variance = 0;

  for (int i = 0; i < n; i++)
    {
      double r = (double)texture->rgb[i], g = (double)texture->rgb[n + i];
      double b = (double)texture->rgb[2 * n + i], Y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
      double *sum, red, blue;

      if (texture->visibility[i] < SEEN || !(r > 0) || !(g > 0) || !(b > 0) || Y < DARK)
        continue;
      sum = sums[CLAMP ((int)(-2 * log2 (Y)), 0, STEPS - 1)];
      red = log2 (r / g);
      blue = log2 (b / g);
      sum[0]++;
      sum[1] += red;
      sum[2] += blue;
      sum[3] += red * red;
      sum[4] += blue * blue;
      all++;
    }
  if (all < LEAST)
    return FALSE;
  for (int k = 0; k < STEPS; k++)
    if (sums[k][0] > 0)
      variance += sums[k][3] - sums[k][1] * sums[k][1] / sums[k][0] + sums[k][4]
                  - sums[k][2] * sums[k][2] / sums[k][0];
  return variance / all < FLAT * FLAT;
}
