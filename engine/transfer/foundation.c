#include "transfer/foundation.h"

#include "face/atlas-region.h"
#include "transfer/change-lay.h"

#include <math.h>
#include <string.h>

/* Foundation is no mask: it covers no more than this. */
#define MOST_COVERAGE 0.6
/* A tone that is asked for needs so much of it, at most. */
#define TONE_COVERAGE 0.5
/* Passes of the smallest mean over which the own colour is evened: blotches are smaller. */
#define PASSES 6
#define SEEN 0.5f
#define LEAST_SKIN 0.05f
#define LEAST_LUMINANCE 1e-3f

/* Where foundation goes, [0, 1]. */
static void
measure_skin (const VanityTexture *wearer, const VanityAtlas *atlas, float *skin)
{
  const float *all = vanity_atlas_get_region (atlas, VANITY_ATLAS_SKIN);
  const float *lids = vanity_atlas_get_region (atlas, VANITY_ATLAS_LIDS);
  int n = wearer->size * wearer->size;

  for (int i = 0; i < n; i++)
    skin[i] = MIN (all[i] + lids[i], 1) * CLAMP (wearer->visibility[i], 0, 1);
}

/* The mean distance of a* and b* from the skin's own, over what is seen of the bare skin. */
static double
measure_unevenness (const VanityTexture *texture, const VanityAtlas *atlas)
{
  const float *bare = vanity_atlas_get_region (atlas, VANITY_ATLAS_BARE);
  int n = texture->size * texture->size, count = 0;
  g_autofree float *lab = g_new (float, 3 * (gsize)n);
  double sum = 0;

  vanity_lab_from_linear_planes (texture->rgb, texture->rgb + n, texture->rgb + 2 * n, lab, lab + n,
                                 lab + 2 * n, n);
  for (int i = 0; i < n; i++)
    if (bare[i] >= SEEN && texture->visibility[i] >= SEEN)
      {
        sum += hypot ((double)(lab[n + i] - texture->skin.a),
                      (double)(lab[2 * n + i] - texture->skin.b));
        count++;
      }
  return count > 0 ? sum / count : 0;
}

/* Colour of skin around, of a luminance of 1: three planes. */
static void
measure_colour (const VanityTexture *wearer, const float *skin, float *colour)
{
  int size = wearer->size, n = size * size;
  g_autofree float *planes = g_new (float, 6 * (gsize)n);
  float *three = planes, *sums = planes + 3 * n;

  for (int k = 0; k < 3; k++)
    {
      for (int i = 0; i < n; i++)
        sums[k * n + i] = (skin[i] + 1e-4f) * wearer->rgb[k * n + i];
      for (int pass = 0; pass < PASSES; pass++)
        {
          for (int copy = 0; copy < 3; copy++)
            memcpy (three + copy * n, sums + k * n, sizeof (float) * (gsize)n);
          vanity_change_smooth (three, size, sums + k * n);
        }
    }
  for (int i = 0; i < n; i++)
    {
      float y = vanity_luminance (sums[i], sums[n + i], sums[2 * n + i]);

      for (int k = 0; k < 3; k++)
        colour[k * n + i] = y > 0 ? sums[k * n + i] / y : 1;
    }
}

/* How much more of each channel the reference's hue and chroma send at the wearer's luminance. */
static void
measure_tone (const VanityTexture *wearer, const VanityTexture *reference, double tone,
              float ratio[3])
{
  VanityLab wanted
      = { wearer->skin.L, wearer->skin.a + (float)tone * (reference->skin.a - wearer->skin.a),
          wearer->skin.b + (float)tone * (reference->skin.b - wearer->skin.b) };
  VanityRgb from = vanity_lab_to_linear (wearer->skin), to = vanity_lab_to_linear (wanted);

  ratio[0] = to.r / MAX (from.r, LEAST_LUMINANCE);
  ratio[1] = to.g / MAX (from.g, LEAST_LUMINANCE);
  ratio[2] = to.b / MAX (from.b, LEAST_LUMINANCE);
}

void
vanity_foundation_lay (VanityChange *change, const VanityTexture *wearer,
                       const VanityReference *reference, const VanityAtlas *atlas, double even,
                       double tone)
{
  int n = wearer->size * wearer->size;
  g_autofree float *planes = g_new (float, 5 * (gsize)n);
  float *skin = planes, *base = planes + n, *colour = planes + 2 * n, ratio[3];
  double own = measure_unevenness (wearer, atlas);
  double other = measure_unevenness (reference->texture, atlas), most;

  if (!wearer->skin_known || !reference->texture->skin_known)
    return;
  most = MIN (even * (own > other ? 1 - other / own : 0), MOST_COVERAGE);
  most = MAX (most, tone * TONE_COVERAGE);
  if (most <= 0)
    return;
  measure_skin (wearer, atlas, skin);
  measure_colour (wearer, skin, colour);
  measure_tone (wearer, reference->texture, tone, ratio);
  vanity_change_smooth (wearer->rgb, wearer->size, base);
  for (int i = 0; i < n; i++)
    {
      float coverage = (float)most * skin[i], left = 1 - change->coverage[i], send[3], y;

      if (skin[i] < LEAST_SKIN)
        continue;
      /* What is covered sends so much more that skin and cover together have the tone. */
      for (int k = 0; k < 3; k++)
        send[k] = colour[k * n + i] * MAX (1 + (ratio[k] - 1) / (float)most, 0);
      y = 0.2126f * send[0] + 0.7152f * send[1] + 0.0722f * send[2];
      for (int k = 0; k < 3; k++)
        change->film[k * n + i] += left * coverage * base[i] * send[k] / MAX (y, LEAST_LUMINANCE);
      change->coverage[i] = 1 - left * (1 - coverage);
    }
}
