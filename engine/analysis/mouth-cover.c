#include "analysis/mouth-cover.h"

#include "face/atlas-region.h"

#include <math.h>
#include <stdlib.h>

#define SEEN 0.5f
#define PART 0.5f
/* Millimetres of the canonical head: the skin around the mouth lies between these, the chin
 * included; the upper face above the last. */
#define LOW -90
#define HIGH -30
#define SIDE 38
#define UPPER 20
/* Texels of each that tell a colour, as a part of the chart. */
#define ENOUGH 0.002

static int
compare_floats (gconstpointer one, gconstpointer other)
{
  float a = *(const float *)one, b = *(const float *)other;

  return a < b ? -1 : a > b;
}

static VanityLab
get_median (float *lab, int n, int count)
{
  for (int c = 0; c < 3; c++)
    qsort (lab + c * n, (gsize)count, sizeof *lab, compare_floats);
  return (VanityLab){ lab[count / 2], lab[n + count / 2], lab[2 * n + count / 2] };
}

static float
measure_distance (VanityLab one, VanityLab other)
{
  return hypotf ((one.L - other.L) / 3, hypotf (one.a - other.a, one.b - other.b));
}

gboolean
vanity_mouth_cover_measure (const VanityTexture *texture, const VanityAtlas *atlas,
                            float features[VANITY_MOUTH_COVER_N_FEATURES])
{
  const float *skin = vanity_atlas_get_region (atlas, VANITY_ATLAS_SKIN);
  const float *lips = vanity_atlas_get_region (atlas, VANITY_ATLAS_LIPS);
  const float *mouth = vanity_atlas_get_region (atlas, VANITY_ATLAS_MOUTH);
  int n = texture->size * texture->size;
  g_autofree float *lab = g_new (float, 12 * (gsize)n);
  float *parts[3] = { lab + 3 * n, lab + 6 * n, lab + 9 * n }; /* lips, around, upper */
  int count[3] = { 0 };
  VanityLab median[3];

  vanity_lab_from_linear_planes (texture->rgb, texture->rgb + n, texture->rgb + 2 * n, lab, lab + n,
                                 lab + 2 * n, n);
  for (int i = 0; i < n; i++)
    {
      double place[3];
      int part = -1;

      if (!vanity_atlas_get_place (atlas, i, place))
        continue;
      if (lips[i] + mouth[i] >= PART)
        part = 0;
      else if (skin[i] >= PART && place[1] > LOW && place[1] < HIGH && fabs (place[0]) < SIDE)
        part = 1;
      else if (skin[i] >= PART && place[1] > UPPER && texture->visibility[i] > SEEN)
        part = 2;
      if (part < 0)
        continue;
      for (int c = 0; c < 3; c++)
        parts[part][c * n + count[part]] = lab[c * n + i];
      count[part]++;
    }
  for (int k = 0; k < 3; k++)
    {
      if (count[k] < ENOUGH * n)
        return FALSE;
      median[k] = get_median (parts[k], n, count[k]);
    }
  features[VANITY_MOUTH_COVER_LIPS] = measure_distance (median[0], median[1]);
  features[VANITY_MOUTH_COVER_AROUND] = measure_distance (median[1], median[2]);
  features[VANITY_MOUTH_COVER_DETAIL] = parts[0][count[0] * 9 / 10] - parts[0][count[0] / 10];
  return TRUE;
}

/* Fitted to 63 portraits, blurred, grey and other copies of them, and the same with masks drawn
 * over mouth and nose. Left out by person in fifths, at 0.7: all of the black and 0.95 of the blue
 * masks, and none of the 441 others. */
float
vanity_mouth_cover_judge (const VanityTexture *texture, const VanityAtlas *atlas)
{
  static const float bias = 0.8418f,
                     weights[VANITY_MOUTH_COVER_N_FEATURES] = { -0.2601f, 0.1912f, -0.1843f };
  float features[VANITY_MOUTH_COVER_N_FEATURES], sum = bias;

  if (!vanity_mouth_cover_measure (texture, atlas, features))
    return NAN;
  for (int i = 0; i < VANITY_MOUTH_COVER_N_FEATURES; i++)
    sum += weights[i] * features[i];
  return 1 / (1 + expf (-CLAMP (sum, -50, 50)));
}
