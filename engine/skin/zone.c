#include "skin/zone.h"

#include "face/atlas-region.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Samples along a side of a texel. */
#define FINE 3
#define MOST_POINTS 24
#define N_SIZES 11 /* atlases of 2⁰ to 2¹⁰ texels */

/* Outlines on the right half of the face, by points of the mesh; the left half is its mirror
 * image. */
static const struct
{
  const char *id, *label;
  guint16 points[MOST_POINTS];
  int n_points;
} zones[VANITY_N_ZONES] = {
  [VANITY_ZONE_FOREHEAD]
  = { "forehead", N_ ("Forehead"), { 10, 109, 67, 103, 54, 21, 70, 63, 105, 66, 107, 55, 8 }, 13 },
  [VANITY_ZONE_NOSE]
  = { "nose", N_ ("Nose"), { 168, 122, 196, 3, 236, 198, 209, 49, 48, 64, 1 }, 11 },
  [VANITY_ZONE_CHEEKS] = { "cheeks",
                           N_ ("Cheeks"),
                           { 111, 117, 118, 119, 120, 121, 47,  126, 142, 129, 98, 165,
                             216, 57,  212, 214, 135, 138, 215, 177, 137, 227, 116 },
                           23 },
  [VANITY_ZONE_CHIN]
  = { "chin", N_ ("Chin"), { 18, 83, 182, 106, 202, 169, 170, 140, 171, 175 }, 10 },
  [VANITY_ZONE_UNDER_EYES] = { "under-eyes",
                               N_ ("Under the eyes"),
                               { 25, 110, 24, 23, 22, 112, 121, 120, 119, 118, 117, 111, 31 },
                               13 },
};

const char *
vanity_zone_get_id (VanityZone zone)
{
  g_return_val_if_fail ((int)zone >= 0 && zone < VANITY_N_ZONES, NULL);
  return zones[zone].id;
}

const char *
vanity_zone_get_label (VanityZone zone)
{
  g_return_val_if_fail ((int)zone >= 0 && zone < VANITY_N_ZONES, NULL);
  return _ (zones[zone].label);
}

/* By how often a ray to the right crosses the outline. */
static gboolean
is_inside (const float (*outline)[2], int n, float x, float y)
{
  gboolean inside = FALSE;

  for (int i = 0, j = n - 1; i < n; j = i++)
    if ((outline[i][1] > y) != (outline[j][1] > y)
        && x < outline[i][0]
                   + (outline[j][0] - outline[i][0]) * (y - outline[i][1])
                         / (outline[j][1] - outline[i][1]))
      inside = !inside;
  return inside;
}

static void
draw_half (const VanityAtlas *atlas, VanityZone zone, float *mask)
{
  const float *chart = vanity_atlas_get_chart (atlas);
  int size = vanity_atlas_get_size (atlas), n = zones[zone].n_points;
  float outline[MOST_POINTS][2], top = 1, bottom = 0;

  for (int i = 0; i < n; i++)
    {
      outline[i][0] = chart[2 * zones[zone].points[i]];
      outline[i][1] = chart[2 * zones[zone].points[i] + 1];
      top = MIN (top, outline[i][1]);
      bottom = MAX (bottom, outline[i][1]);
    }
  for (int y = (int)(top * size); y < MIN ((int)(bottom * size) + 1, size); y++)
    for (int x = 0; x < (size + 1) / 2; x++)
      {
        int hits = 0;

        for (int k = 0; k < FINE * FINE; k++)
          hits += is_inside (outline, n, (x + (k % FINE + 0.5f) / FINE) / size,
                             (y + (k / FINE + 0.5f) / FINE) / size);
        mask[y * size + x] = (float)hits / (FINE * FINE);
        mask[y * size + size - 1 - x] = mask[y * size + x];
      }
}

static float *
draw_zone (const VanityAtlas *atlas, VanityZone zone)
{
  static const VanityAtlasRegion others[]
      = { VANITY_ATLAS_LIPS, VANITY_ATLAS_MOUTH, VANITY_ATLAS_EYES, VANITY_ATLAS_BROWS };
  int size = vanity_atlas_get_size (atlas);
  float *mask = g_new0 (float, (gsize)size *size);
  const gint16 *triangle = vanity_atlas_get_triangle (atlas);

  draw_half (atlas, zone, mask);
  for (gsize k = 0; k < G_N_ELEMENTS (others); k++)
    {
      const float *other = vanity_atlas_get_region (atlas, others[k]);

      for (int i = 0; i < size * size; i++)
        mask[i] *= triangle[i] < 0 ? 0 : 1 - other[i];
    }
  return mask;
}

const float *
vanity_zone_get_mask (const VanityAtlas *atlas, VanityZone zone)
{
  static GMutex mutex;
  static float *masks[N_SIZES][VANITY_N_ZONES];
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  float **mask;

  g_return_val_if_fail ((int)zone >= 0 && zone < VANITY_N_ZONES, NULL);
  mask = &masks[g_bit_nth_msf ((gulong)vanity_atlas_get_size (atlas), -1)][zone];
  if (*mask == NULL)
    *mask = draw_zone (atlas, zone);
  return *mask;
}
