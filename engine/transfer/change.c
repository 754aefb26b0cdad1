#include "transfer/change.h"

#include "makeup/mix.h"
#include "transfer/change-lay.h"

#include <string.h>

VanityChange *
vanity_change_new (int size)
{
  VanityChange *change = g_new0 (VanityChange, 1);
  gsize n = (gsize)size * (gsize)size;

  change->size = size;
  change->coverage = g_new0 (float, n);
  change->film = g_new0 (float, 3 * n);
  change->gain = g_new0 (float, 3 * n);
  change->offset = g_new0 (float, 3 * n);
  return change;
}

VanityChange *
vanity_change_copy (const VanityChange *change)
{
  VanityChange *copy = vanity_change_new (change->size);
  gsize bytes = sizeof (float) * (gsize)change->size * (gsize)change->size;

  copy->removes = change->removes;
  memcpy (copy->coverage, change->coverage, bytes);
  memcpy (copy->film, change->film, 3 * bytes);
  memcpy (copy->gain, change->gain, 3 * bytes);
  memcpy (copy->offset, change->offset, 3 * bytes);
  return copy;
}

void
vanity_change_free (VanityChange *change)
{
  if (change == NULL)
    return;
  g_free (change->coverage);
  g_free (change->film);
  g_free (change->gain);
  g_free (change->offset);
  g_free (change);
}

/* How strong each texel is worn; 0 outside the face. */
static void
get_strength (const VanityAtlas *atlas, const double *strength, float *values)
{
  int n = vanity_atlas_get_size (atlas) * vanity_atlas_get_size (atlas);

  memset (values, 0, sizeof (float) * (gsize)n);
  for (int k = 0; k < VANITY_N_CHANGES; k++)
    {
      const float *part = vanity_change_get_part (atlas, (VanityChangePart)k);
      float dose = strength != NULL ? (float)CLAMP (strength[k], 0, VANITY_WEAR_MAX_STRENGTH) : 1;

      for (int i = 0; i < n; i++)
        values[i] += dose * part[i];
    }
}

void
vanity_change_apply (const VanityChange *change, const float *rgb,
                     const double strength[VANITY_N_CHANGES], float *out)
{
  const VanityAtlas *atlas = vanity_atlas_get (change->size, NULL);
  int n = change->size * change->size;
  VanityChangeRow row = { .n = n, .coverage = change->coverage };
  g_autofree float *planes = g_new (float, 5 * (gsize)n);
  float *worn[3], *dose = planes + n;

  g_return_if_fail (atlas != NULL);
  vanity_change_smooth (rgb, change->size, planes);
  row.base = planes;
  for (int k = 0; k < 3; k++)
    {
      row.source[k] = rgb + k * n;
      row.film[k] = change->film + k * n;
      row.gain[k] = change->gain + k * n;
      row.offset[k] = change->offset + k * n;
      worn[k] = planes + (2 + k) * n;
    }
  vanity_change_lay_row (&row, worn);
  get_strength (atlas, strength, dose);
  for (int k = 0; k < 3; k++)
    vanity_mix_row (rgb + k * n, worn[k], dose, n, out + k * n);
}
