#include "transfer/fidelity.h"

#include <math.h>
#include <string.h>

double
vanity_tint_get_distance (VanityLab one, VanityLab other)
{
  return hypot ((double)one.L - other.L, hypot ((double)one.a - other.a, (double)one.b - other.b));
}

void
vanity_fidelity_compare (const VanityTints *source, const VanityTints *reference,
                         const VanityTints *result, VanityFidelity *fidelity)
{
  memset (fidelity, 0, sizeof *fidelity);
  fidelity->skin_shift = source->known && result->known
                             ? vanity_lab_delta_e2000 (source->skin, result->skin)
                             : (double)NAN;
  for (int k = 0; k < VANITY_N_TINTS; k++)
    {
      fidelity->seen[k] = source->seen[k] && reference->seen[k] && result->seen[k];
      if (!fidelity->seen[k])
        continue;
      fidelity->start[k] = vanity_tint_get_distance (source->tint[k], reference->tint[k]);
      fidelity->left[k] = vanity_tint_get_distance (result->tint[k], reference->tint[k]);
      if (fidelity->start[k] > 0)
        fidelity->fidelity[k] = 1 - fidelity->left[k] / fidelity->start[k];
    }
}

static void
measure (const VanityAtlas *atlas, const float *pixels, const float *seen, VanityTints *tints)
{
  int size = vanity_atlas_get_size (atlas), n = size * size;
  g_autofree float *rgb = g_new (float, 4 * n);
  float *visibility = rgb + 3 * n;

  for (int i = 0; i < n; i++)
    {
      for (int c = 0; c < 3; c++)
        rgb[c * n + i] = vanity_srgb_to_linear (CLAMP (pixels[3 * i + c], 0, 1));
      visibility[i] = seen[2 * i];
    }
  vanity_tints_measure (atlas, rgb, visibility, tints);
}

void
vanity_fidelity_measure (const VanityAtlas *atlas, const float *source, const float *reference,
                         const float *result, const float *seen, VanityFidelity *fidelity)
{
  VanityTints before, wanted, after;

  measure (atlas, source, seen, &before);
  measure (atlas, reference, seen + 1, &wanted);
  measure (atlas, result, seen, &after);
  vanity_fidelity_compare (&before, &wanted, &after, fidelity);
}
