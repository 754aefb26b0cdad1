#include "transfer/change.h"

#include "makeup/mix.h"
#include "transfer/change-lay.h"

#include <string.h>

/* Whose regions belong to each part, the first of the list's end −1. */
static const int parts[VANITY_N_CHANGES][2] = {
  [VANITY_CHANGE_LIPS] = { VANITY_ATLAS_LIPS, VANITY_ATLAS_MOUTH },
  [VANITY_CHANGE_EYES] = { VANITY_ATLAS_LIDS, VANITY_ATLAS_EYES },
  [VANITY_CHANGE_CHEEKS] = { VANITY_ATLAS_CHEEKS, -1 },
  [VANITY_CHANGE_BROWS] = { VANITY_ATLAS_BROWS, -1 },
  [VANITY_CHANGE_SKIN] = { VANITY_ATLAS_BARE, -1 },
};

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

const float *
vanity_change_get_part (const VanityAtlas *atlas, VanityChangePart part)
{
  static GMutex mutex;
  static GHashTable *made[VANITY_N_CHANGES]; /* size → values */
  gpointer size = GINT_TO_POINTER (vanity_atlas_get_size (atlas));
  const float *one, *other;
  float *sum;

  g_return_val_if_fail ((int)part >= 0 && part < VANITY_N_CHANGES, NULL);
  one = vanity_atlas_get_region (atlas, (VanityAtlasRegion)parts[part][0]);
  if (parts[part][1] < 0)
    return one;
  other = vanity_atlas_get_region (atlas, (VanityAtlasRegion)parts[part][1]);
  g_mutex_lock (&mutex);
  if (made[part] == NULL)
    made[part] = g_hash_table_new (NULL, NULL);
  sum = g_hash_table_lookup (made[part], size);
  if (sum == NULL)
    {
      gsize n = (gsize)GPOINTER_TO_INT (size) * (gsize)GPOINTER_TO_INT (size);

      sum = g_new (float, n);
      for (gsize i = 0; i < n; i++)
        sum[i] = one[i] + other[i];
      g_hash_table_insert (made[part], size, sum);
    }
  g_mutex_unlock (&mutex);
  return sum;
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
