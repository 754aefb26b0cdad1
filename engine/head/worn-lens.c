#include "head/worn-lens.h"

#include "face/atlas-region.h"
#include "image/color.h"

#include <math.h>
#include <stdlib.h>

#define SEEN 0.5f
#define PART 0.7f
#define HALF 0.19f
#define WIDTH 0.015f

static int
compare_floats (gconstpointer one, gconstpointer other)
{
  float a = *(const float *)one, b = *(const float *)other;

  return a < b ? -1 : a > b;
}

/* Of the luminance of a region's texels what `part` of them stay below; lenses hide them from being
 * seen, so that skin alone asks for that. NAN where there are none. */
static float
measure_quantile (const VanityAtlas *atlas, const float *rgb, const float *visibility,
                  VanityAtlasRegion region, float part)
{
  const float *inside = vanity_atlas_get_region (atlas, region);
  int size = vanity_atlas_get_size (atlas), n = size * size, count = 0;
  g_autofree float *values = g_new (float, n);

  for (int i = 0; i < n; i++)
    if (inside[i] > PART && (visibility == NULL || visibility[i] > SEEN))
      values[count++] = vanity_luminance (rgb[i], rgb[n + i], rgb[2 * n + i]);
  if (count == 0)
    return NAN;
  qsort (values, (gsize)count, sizeof *values, compare_floats);
  return values[(int)(part * (float)(count - 1))];
}

float
vanity_worn_measure_lens (const VanityAtlas *atlas, const float *rgb, const float *visibility)
{
  float skin = measure_quantile (atlas, rgb, visibility, VANITY_ATLAS_BARE, 0.5f);
  float lids = measure_quantile (atlas, rgb, NULL, VANITY_ATLAS_LIDS, 0.75f);
  float eyes = measure_quantile (atlas, rgb, NULL, VANITY_ATLAS_EYES, 0.9f);

  return skin > 0 ? MAX (lids, eyes) / skin : NAN;
}

float
vanity_worn_judge_lens (float measure)
{
  return isnan (measure) ? 0 : 1 / (1 + expf (CLAMP ((measure - HALF) / WIDTH, -50, 50)));
}
