/* Atlas → photo. */
#include "face/atlas-private.h"

#include "base/error.h"
#include "base/parallel.h"
#include "face/raster.h"

#include <math.h>

/* Rows drawn at once: their fragments stay in the cache. */
#define BAND 16

typedef struct
{
  const VanityAtlas *atlas;
  const VanityPoint *points;
  VanityAtlasMap *map;
} Wrap;

static void
wrap_band (gpointer data, int band, int worker)
{
  Wrap *wrap = data;
  const VanityAtlas *atlas = wrap->atlas;
  const VanityRect *rect = &wrap->map->rect;
  int first = band * BAND, rows = MIN (BAND, rect->height - first);
  gsize n = (gsize)rect->width * rows;
  float *u = wrap->map->u + (gsize)first * rect->width;
  float *v = wrap->map->v + (gsize)first * rect->width;
  g_autofree VanityFragment *fragments = g_new (VanityFragment, n);

  vanity_raster_draw (atlas->mesh, wrap->points, rect->x, rect->y + first, rect->width, rows,
                      fragments);
  for (gsize i = 0; i < n; i++)
    {
      if (fragments[i].triangle < 0)
        {
          u[i] = v[i] = NAN;
          continue;
        }
      const guint16 *corner = atlas->mesh->triangle[fragments[i].triangle];
      u[i] = v[i] = 0;
      for (int k = 0; k < 3; k++)
        {
          u[i] += fragments[i].weight[k] * atlas->chart[corner[k]][0];
          v[i] += fragments[i].weight[k] * atlas->chart[corner[k]][1];
        }
    }
}

VanityAtlasMap *
vanity_atlas_wrap (const VanityAtlas *atlas, const VanityPoint *points, const VanityRect *rect,
                   GError **error)
{
  g_return_val_if_fail (rect->width >= 0 && rect->height >= 0, NULL);

  g_autoptr (VanityAtlasMap) map = g_new0 (VanityAtlasMap, 1);
  gsize n = MAX ((gsize)rect->width * rect->height, 1);

  map->rect = *rect;
  map->u = g_try_new (float, n);
  map->v = g_try_new (float, n);
  if (map->u == NULL || map->v == NULL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   "no memory to lay the atlas on %d × %d pixels", rect->width, rect->height);
      return NULL;
    }

  Wrap wrap = { atlas, points, map };
  if (rect->width > 0)
    vanity_pool_run (vanity_pool_get_default (), wrap_band, &wrap,
                     (rect->height + BAND - 1) / BAND);
  return g_steal_pointer (&map);
}

void
vanity_atlas_map_free (VanityAtlasMap *map)
{
  g_free (map->u);
  g_free (map->v);
  g_free (map);
}

typedef struct
{
  int size;
  const VanityAtlasMap *map;
  const float *planes;
  int n_planes;
  float outside;
  float *out;
} Lookup;

/* Catmull-Rom's weights of the pixels at −1, 0, 1, 2 for a point at t in [0, 1). */
static void
cubic_weights (float t, float w[4])
{
  float t2 = t * t, t3 = t2 * t;

  w[0] = 0.5f * (-t3 + 2 * t2 - t);
  w[1] = 0.5f * (3 * t3 - 5 * t2 + 2);
  w[2] = 0.5f * (-3 * t3 + 4 * t2 + t);
  w[3] = 0.5f * (t3 - t2);
}

static void
lookup_row (gpointer data, int row, int worker)
{
  const Lookup *lookup = data;
  int size = lookup->size;
  const VanityRect *rect = &lookup->map->rect;
  gsize texels = (gsize)size * size, pixels = (gsize)rect->width * rect->height;
  gsize first = (gsize)row * rect->width;

  for (int i = 0; i < rect->width; i++)
    {
      float x = lookup->map->u[first + i] * size - 0.5f;
      float y = lookup->map->v[first + i] * size - 0.5f;
      float *out = lookup->out + first + i;
      if (isnan (x))
        {
          for (int p = 0; p < lookup->n_planes; p++)
            out[p * pixels] = lookup->outside;
          continue;
        }

      int x0 = (int)floorf (x), y0 = (int)floorf (y);
      int column[4], line[4];
      float wx[4], wy[4];
      cubic_weights (x - x0, wx);
      cubic_weights (y - y0, wy);
      for (int k = 0; k < 4; k++)
        {
          column[k] = CLAMP (x0 + k - 1, 0, size - 1);
          line[k] = CLAMP (y0 + k - 1, 0, size - 1) * size;
        }
      for (int p = 0; p < lookup->n_planes; p++)
        {
          const float *plane = lookup->planes + p * texels;
          float sum = 0;
          for (int k = 0; k < 4; k++)
            {
              const float *from = plane + line[k];
              sum += wy[k]
                     * (wx[0] * from[column[0]] + wx[1] * from[column[1]] + wx[2] * from[column[2]]
                        + wx[3] * from[column[3]]);
            }
          out[p * pixels] = sum;
        }
    }
}

void
vanity_atlas_lookup (const VanityAtlas *atlas, const VanityAtlasMap *map, const float *planes,
                     int n_planes, float outside, float *out)
{
  Lookup lookup = { atlas->size, map, planes, n_planes, outside, out };

  vanity_pool_run (vanity_pool_get_default (), lookup_row, &lookup, map->rect.height);
}
