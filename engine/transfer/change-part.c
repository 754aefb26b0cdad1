/* What a person can dose by itself. */
#include "transfer/change.h"

#include <string.h>

/* Wings and shadow reach beyond lids, blush beyond cheeks: skin about as near as this, in the
 * chart, goes with them. More than the lock of the generator lets change. */
#define NEAR (12.0 / 256)
#define STEEP 8.0f

/* Means over squares, twice. */
static void
blur (float *map, int size, int reach)
{
  g_autofree double *sums = g_new (double, (gsize)size + 1);

  for (int pass = 0; pass < 4; pass++)
    for (int k = 0; k < size; k++)
      {
        float *line = map + (pass % 2 == 0 ? k * size : k);
        int step = pass % 2 == 0 ? 1 : size;

        sums[0] = 0;
        for (int i = 0; i < size; i++)
          sums[i + 1] = sums[i] + (double)line[i * step];
        for (int i = 0; i < size; i++)
          line[i * step] = (float)((sums[MIN (i + reach + 1, size)] - sums[MAX (i - reach, 0)])
                                   / (2 * reach + 1));
      }
}

static void
make_parts (const VanityAtlas *atlas, float *const part[VANITY_N_CHANGES])
{
  const float *region[VANITY_ATLAS_N_REGIONS];
  int size = vanity_atlas_get_size (atlas), n = size * size;
  int reach = MAX ((int)(NEAR * size), 1);
  float *lids = part[VANITY_CHANGE_EYES], *cheeks = part[VANITY_CHANGE_CHEEKS];

  for (int k = 0; k < VANITY_ATLAS_N_REGIONS; k++)
    region[k] = vanity_atlas_get_region (atlas, (VanityAtlasRegion)k);
  memcpy (lids, region[VANITY_ATLAS_LIDS], sizeof (float) * (gsize)n);
  memcpy (cheeks, region[VANITY_ATLAS_CHEEKS], sizeof (float) * (gsize)n);
  blur (lids, size, reach);
  blur (cheeks, size, reach);
  for (int i = 0; i < n; i++)
    {
      float both = MAX (lids[i] + cheeks[i], 0.0f), bare = region[VANITY_ATLAS_BARE][i];
      float share = bare * MIN (STEEP * both, 1.0f) / MAX (both, 1e-6f);

      lids[i] = region[VANITY_ATLAS_LIDS][i] + region[VANITY_ATLAS_EYES][i] + share * lids[i];
      cheeks[i] = region[VANITY_ATLAS_CHEEKS][i] + share * cheeks[i];
      part[VANITY_CHANGE_LIPS][i] = region[VANITY_ATLAS_LIPS][i] + region[VANITY_ATLAS_MOUTH][i];
      part[VANITY_CHANGE_BROWS][i] = region[VANITY_ATLAS_BROWS][i];
      part[VANITY_CHANGE_SKIN][i] = bare - share * both;
    }
}

const float *
vanity_change_get_part (const VanityAtlas *atlas, VanityChangePart part)
{
  static GMutex mutex;
  static GHashTable *made; /* size → the parts' planes, one after the other */
  gpointer size = GINT_TO_POINTER (vanity_atlas_get_size (atlas));
  gsize n = (gsize)GPOINTER_TO_INT (size) * (gsize)GPOINTER_TO_INT (size);
  float *planes;

  g_return_val_if_fail ((int)part >= 0 && part < VANITY_N_CHANGES, NULL);
  g_mutex_lock (&mutex);
  if (made == NULL)
    made = g_hash_table_new (NULL, NULL);
  planes = g_hash_table_lookup (made, size);
  if (planes == NULL)
    {
      float *each[VANITY_N_CHANGES];

      planes = g_new (float, VANITY_N_CHANGES *n);
      for (int k = 0; k < VANITY_N_CHANGES; k++)
        each[k] = planes + (gsize)k * n;
      make_parts (atlas, each);
      g_hash_table_insert (made, size, planes);
    }
  g_mutex_unlock (&mutex);
  return planes + (gsize)part * n;
}
