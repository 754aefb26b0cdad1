#include "skin/exposure.h"

#include "skin/white.h"

#include <math.h>

/* Of an eye's texels by luminance: lids shade all but the brightest. */
#define LIT 0.95
/* How blurred eyes are made, whatever the photo's size: deviation, texels at 256². A pixel is taken
 * to have half of its own side. In retakes at half the size, compressed or mirrored the level then
 * moves by 0.05 to 0.10 stops, as photographed by 0.07 to 0.17. */
#define BLUR 2.6
#define PIXEL 0.5
#define REACH 3
/* Usual log₂ of their luminance in a well exposed photo, how it changes with that of the skin, and
 * how far one person's is from another's: 163 portraits of the Face Research Lab London set, which
 * were taken in one light. In other photos lids shade more. */
#define LEVEL (-1.04)
#define BY_SKIN 0.23
#define SPREAD 0.55

typedef struct
{
  const float *rgb;
  int size, reach;
  float weights[REACH * 4 + 1]; /* of a Gaussian, middle first; sums to 1 */
} Blur;

static void
init_blur (Blur *blur, const VanityTexture *texture)
{
  double unit = texture->size / 256.0, own = PIXEL / MAX ((double)texture->scale, 1e-3);
  double sigma = sqrt (MAX (BLUR * unit * BLUR * unit - own * own, 0)), sum = 1;

  *blur = (Blur){ .rgb = texture->rgb, .size = texture->size, .weights = { 1 } };
  if (sigma < 0.1)
    return;
  blur->reach = MIN ((int)ceil (REACH * sigma), (int)G_N_ELEMENTS (blur->weights) - 1);
  for (int k = 1; k <= blur->reach; k++)
    {
      blur->weights[k] = (float)exp (-k * k / (2 * sigma * sigma));
      sum += 2 * (double)blur->weights[k];
    }
  for (int k = 0; k <= blur->reach; k++)
    blur->weights[k] /= (float)sum;
}

static float
look (const Blur *blur, int texel)
{
  int x = texel % blur->size, y = texel / blur->size, n = blur->size * blur->size;
  float sum = 0;

  for (int j = -blur->reach; j <= blur->reach; j++)
    {
      int row = CLAMP (y + j, 0, blur->size - 1) * blur->size;
      float across = 0;

      for (int i = -blur->reach; i <= blur->reach; i++)
        across
            += blur->weights[ABS (i)]
               * vanity_white_get_luminance (blur->rgb, n, row + CLAMP (x + i, 0, blur->size - 1));
      sum += blur->weights[ABS (j)] * across;
    }
  return sum;
}

void
vanity_exposure_measure_eyes (const VanityFace *face, const VanityTexture *texture, double skin,
                              VanityExposure *exposure)
{
  gsize n = (gsize)texture->size * texture->size;
  g_autofree int *texels = g_new (int, n);
  g_autofree float *levels = g_new (float, n);
  double sum = 0;
  int eyes = 0;
  Blur blur;

  *exposure = (VanityExposure){ 0 };
  init_blur (&blur, texture);
  for (int left = 0; left < 2; left++)
    {
      int count = vanity_white_find_eye (face, texture, left == 1, texels);
      double level;

      for (int k = 0; k < count; k++)
        levels[k] = look (&blur, texels[k]);
      level = vanity_quantile (levels, count, LIT);
      if (count == 0 || !(level > 0))
        continue;
      sum += log2 (level);
      eyes++;
    }
  if (eyes == 0 || !texture->skin_known)
    return;
  exposure->known = TRUE;
  exposure->stops = (sum / eyes - LEVEL - BY_SKIN * skin) / (1 - BY_SKIN);
  exposure->spread = SPREAD;
}
