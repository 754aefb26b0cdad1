#include "face/atlas-region.h"
#include "face/atlas-private.h"

#include <math.h>

/* Of the edges: the standard deviation in parts of the chart's side, a texel of 256². Openings are
 * sharper than what is drawn on skin. */
#define SOFT (1.0 / 256)
#define SHARP (0.5 / 256)
/* The strip below the lower lashes: as tall as this, in the chart. */
#define STRIP 0.028
/* The edges of the zones on the skin are soft over this, mm of the canonical head. */
#define ZONE_SOFT 6.0

/* A zone of the canonical head: on both sides, from `inner` to `outer` off the middle, from `low`
 * to `high`; mm. */
typedef struct
{
  double inner, outer, low, high;
} Zone;

static const Zone cheeks = { 24, 62, -26, 14 };
/* From the lashes' line (outer to inner corner) back along the brow's lower edge. */
static const guint16 lid_right[]
    = { 33, 246, 161, 160, 159, 158, 157, 173, 133, 55, 65, 52, 53, 46 };
static const guint16 lid_left[]
    = { 263, 466, 388, 387, 386, 385, 384, 398, 362, 285, 295, 282, 283, 276 };

static double
get_distance (const float *a, const float *b, double x, double y)
{
  double dx = b[0] - a[0], dy = b[1] - a[1], length = dx * dx + dy * dy;
  double t = length > 0 ? CLAMP (((x - a[0]) * dx + (y - a[1]) * dy) / length, 0, 1) : 0;

  return hypot (x - a[0] - t * dx, y - a[1] - t * dy);
}

/* Raises `map` along an open contour, falling to 0 at STRIP from it. */
static void
add_strip (const VanityAtlas *atlas, VanityContourId id, float *map)
{
  const VanityContour *contour = vanity_mesh_get_contour (id);

  for (int i = 0; i < atlas->size * atlas->size; i++)
    {
      double x = (i % atlas->size + 0.5) / atlas->size, y = (i / atlas->size + 0.5) / atlas->size;
      double nearest = INFINITY;

      for (int k = 0; k + 1 < contour->n; k++)
        nearest = MIN (nearest, get_distance (atlas->chart[contour->index[k]],
                                              atlas->chart[contour->index[k + 1]], x, y));
      map[i] = MAX (map[i], (float)CLAMP ((STRIP - nearest) * atlas->size + 0.5, 0, 1));
    }
}

/* Gaussian, separable; outside the atlas is 0. */
static void
blur (const VanityAtlas *atlas, double sigma, float *map)
{
  int size = atlas->size, radius = (int)ceil (3 * sigma * size);
  g_autofree float *kernel = g_new (float, radius + 1);
  g_autofree float *line = g_new (float, size);
  float sum = 0;

  for (int k = 0; k <= radius; k++)
    {
      kernel[k] = exp (-0.5 * k * k / (sigma * size * sigma * size));
      sum += k == 0 ? kernel[k] : 2 * kernel[k];
    }
  for (int pass = 0; pass < 2; pass++)
    for (int row = 0; row < size; row++)
      {
        int step = pass == 0 ? 1 : size;
        float *from = map + row * (pass == 0 ? size : 1);

        for (int i = 0; i < size; i++)
          {
            line[i] = 0;
            for (int k = -radius; k <= radius; k++)
              if (i + k >= 0 && i + k < size)
                line[i] += kernel[ABS (k)] * from[(i + k) * step] / sum;
          }
        for (int i = 0; i < size; i++)
          from[i * step] = line[i];
      }
}

static double
smoothstep (double t)
{
  t = CLAMP (t, 0, 1);
  return t * t * (3 - 2 * t);
}

/* 1 well within the zone, half on its edge. */
static double
get_zone (const Zone *zone, double side, double up)
{
  double within
      = MIN (MIN (side - zone->inner, zone->outer - side), MIN (up - zone->low, zone->high - up));

  return smoothstep (within / ZONE_SOFT + 0.5);
}

/* Shares the face out among the regions: what lies on top of others takes its part first. */
static void
share_out (const VanityAtlas *atlas, float *const *map)
{
  static const VanityAtlasRegion order[]
      = { VANITY_ATLAS_EYES,  VANITY_ATLAS_MOUTH, VANITY_ATLAS_LIPS,
          VANITY_ATLAS_BROWS, VANITY_ATLAS_LIDS,  VANITY_ATLAS_SKIN };

  for (int i = 0; i < atlas->size * atlas->size; i++)
    {
      float left = atlas->triangle[i] >= 0 ? 1 : 0;

      for (gsize k = 0; k < G_N_ELEMENTS (order); k++)
        {
          float *share = &map[order[k]][i];
          *share = order[k] == VANITY_ATLAS_SKIN ? left : MIN (*share, left);
          left -= *share;
        }
    }
}

static void
make_regions (const VanityAtlas *atlas, float *const *map)
{
  vanity_atlas_add_contour (atlas, VANITY_CONTOUR_EYE_RIGHT, map[VANITY_ATLAS_EYES]);
  vanity_atlas_add_contour (atlas, VANITY_CONTOUR_EYE_LEFT, map[VANITY_ATLAS_EYES]);
  vanity_atlas_add_contour (atlas, VANITY_CONTOUR_LIPS_INNER, map[VANITY_ATLAS_MOUTH]);
  vanity_atlas_add_contour (atlas, VANITY_CONTOUR_LIPS_OUTER, map[VANITY_ATLAS_LIPS]);
  vanity_atlas_add_contour (atlas, VANITY_CONTOUR_BROW_RIGHT, map[VANITY_ATLAS_BROWS]);
  vanity_atlas_add_contour (atlas, VANITY_CONTOUR_BROW_LEFT, map[VANITY_ATLAS_BROWS]);
  vanity_atlas_add_polygon (atlas, lid_right, G_N_ELEMENTS (lid_right), map[VANITY_ATLAS_LIDS]);
  vanity_atlas_add_polygon (atlas, lid_left, G_N_ELEMENTS (lid_left), map[VANITY_ATLAS_LIDS]);
  add_strip (atlas, VANITY_CONTOUR_LOWER_RIGHT, map[VANITY_ATLAS_LIDS]);
  add_strip (atlas, VANITY_CONTOUR_LOWER_LEFT, map[VANITY_ATLAS_LIDS]);

  blur (atlas, SHARP, map[VANITY_ATLAS_EYES]);
  blur (atlas, SHARP, map[VANITY_ATLAS_MOUTH]);
  blur (atlas, SOFT, map[VANITY_ATLAS_LIPS]);
  blur (atlas, 2 * SOFT, map[VANITY_ATLAS_BROWS]);
  blur (atlas, 2 * SOFT, map[VANITY_ATLAS_LIDS]);
  share_out (atlas, map);

  for (int i = 0; i < atlas->size * atlas->size; i++)
    {
      double place[3], skin = map[VANITY_ATLAS_SKIN][i];

      if (!vanity_atlas_get_place (atlas, i, place))
        continue;
      double cheek = get_zone (&cheeks, fabs (place[0]), place[1]);
      map[VANITY_ATLAS_CHEEKS][i] = skin * cheek;
      map[VANITY_ATLAS_BARE][i] = skin * (1 - cheek);
    }
}

/* The chart is symmetric to half a texel of 256², so the mirror image of a texel is the texel
 * there. */
static void
make_mirror (const VanityAtlas *atlas, gint32 *mirror)
{
  for (int i = 0; i < atlas->size * atlas->size; i++)
    mirror[i] = i + atlas->size - 1 - 2 * (i % atlas->size);
  for (int i = 0; i < atlas->size * atlas->size; i++)
    if (atlas->triangle[i] >= 0)
      mirror[i] = atlas->nearest[mirror[i]];
}

static const VanityAtlasRegions *
get_regions (const VanityAtlas *atlas)
{
  static GMutex mutex;
  VanityAtlasRegions *regions = atlas->regions;
  gsize n = (gsize)atlas->size * atlas->size;

  g_mutex_lock (&mutex);
  if (regions->mirror == NULL)
    {
      for (int k = 0; k < VANITY_ATLAS_N_REGIONS; k++)
        regions->map[k] = g_new0 (float, n);
      make_regions (atlas, regions->map);
      regions->mirror = g_new (gint32, n);
      make_mirror (atlas, regions->mirror);
    }
  g_mutex_unlock (&mutex);
  return regions;
}

const float *
vanity_atlas_get_region (const VanityAtlas *atlas, VanityAtlasRegion region)
{
  g_return_val_if_fail ((int)region >= 0 && region < VANITY_ATLAS_N_REGIONS, NULL);
  return get_regions (atlas)->map[region];
}

void
vanity_atlas_copy_regions (const VanityAtlas *atlas, float *maps)
{
  gsize n = (gsize)atlas->size * atlas->size;

  for (int k = 0; k < VANITY_ATLAS_N_REGIONS; k++)
    {
      const float *region = vanity_atlas_get_region (atlas, k);

      for (gsize i = 0; i < n; i++)
        maps[i * VANITY_ATLAS_N_REGIONS + k] = region[i];
    }
}

const gint32 *
vanity_atlas_get_mirror (const VanityAtlas *atlas)
{
  return get_regions (atlas)->mirror;
}
