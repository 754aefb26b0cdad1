/* Atlas → photo. */
#include "face/atlas-private.h"

#include "base/error.h"
#include "base/parallel.h"
#include "face/raster.h"

#include <math.h>
#include <string.h>

/* Rows drawn at once: their depths stay in the cache. */
#define BAND 16

/* The chart over a triangle: u = u[0]·x + u[1]·y + u[2], x and y in pixels of the map. */
typedef struct
{
  float u[3], v[3];
} Plane;

typedef struct
{
  const VanityAtlas *atlas;
  const VanityPoint *points;
  const Plane *planes;
  VanityAtlasMap *map;
} Wrap;

static void
measure_plane (const VanityAtlas *atlas, const VanityPoint *points, const VanityRect *rect,
               int triangle, Plane *plane)
{
  const guint16 *index = atlas->mesh->triangle[triangle];
  double corner[3][2], w[3][3], area;

  *plane = (Plane){ { 0 } };
  for (int k = 0; k < 3; k++)
    {
      corner[k][0] = points[index[k]].x - rect->x - 0.5;
      corner[k][1] = points[index[k]].y - rect->y - 0.5;
    }
  if (!vanity_triangle_weights (corner[0], corner[1], corner[2], w, &area))
    return;
  for (int c = 0; c < 3; c++)
    {
      double u = 0, v = 0;
      for (int k = 0; k < 3; k++)
        {
          u += w[k][c] * atlas->chart[index[k]][0];
          v += w[k][c] * atlas->chart[index[k]][1];
        }
      plane->u[c] = u;
      plane->v[c] = v;
    }
}

static void
wrap_band (gpointer data, int band, int worker)
{
  Wrap *wrap = data;
  const VanityRect *rect = &wrap->map->rect;
  int first = band * BAND, rows = MIN (BAND, rect->height - first);
  gsize n = (gsize)rect->width * rows;
  g_autofree float *depth = g_new (float, n);
  g_autofree gint16 *triangle = g_new (gint16, n);

  vanity_raster_draw (wrap->atlas->mesh, wrap->points, rect->x, rect->y + first, rect->width, rows,
                      depth, triangle);
  for (int row = 0; row < rows; row++)
    {
      float *u = wrap->map->u + (gsize)(first + row) * rect->width;
      float *v = wrap->map->v + (gsize)(first + row) * rect->width;
      for (int x = 0; x < rect->width; x++)
        {
          int t = triangle[(gsize)row * rect->width + x];
          if (t < 0)
            {
              u[x] = v[x] = NAN;
              continue;
            }
          const Plane *plane = &wrap->planes[t];
          float y = first + row;
          u[x] = CLAMP (plane->u[0] * x + plane->u[1] * y + plane->u[2], 0, 1);
          v[x] = CLAMP (plane->v[0] * x + plane->v[1] * y + plane->v[2], 0, 1);
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

  g_autofree Plane *planes = g_new (Plane, VANITY_MESH_TRIANGLES);
  for (int t = 0; t < VANITY_MESH_TRIANGLES; t++)
    measure_plane (atlas, points, rect, t, &planes[t]);
  Wrap wrap = { atlas, points, planes, map };
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

typedef float Vec4 __attribute__ ((vector_size (16)));

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

/* `from`: the first of 4 × 4 texels. */
static inline float
sample_inside (const float *from, int size, const float wx[4], const float wy[4])
{
  Vec4 sum = { 0 }, row, weights;

  for (int k = 0; k < 4; k++)
    {
      memcpy (&row, from + k * size, sizeof row);
      sum += wy[k] * row;
    }
  memcpy (&weights, wx, sizeof weights);
  sum *= weights;
  return sum[0] + sum[1] + sum[2] + sum[3];
}

static float
sample_border (const float *plane, int size, int x0, int y0, const float wx[4], const float wy[4])
{
  float sum = 0;

  for (int b = 0; b < 4; b++)
    for (int a = 0; a < 4; a++)
      sum += wy[b] * wx[a]
             * plane[CLAMP (y0 + b - 1, 0, size - 1) * size + CLAMP (x0 + a - 1, 0, size - 1)];
  return sum;
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
      float wx[4], wy[4];
      cubic_weights (x - x0, wx);
      cubic_weights (y - y0, wy);
      gboolean inside = x0 >= 1 && y0 >= 1 && x0 + 2 < size && y0 + 2 < size;
      for (int p = 0; p < lookup->n_planes; p++)
        {
          const float *plane = lookup->planes + p * texels;
          out[p * pixels] = inside ? sample_inside (plane + (y0 - 1) * size + x0 - 1, size, wx, wy)
                                   : sample_border (plane, size, x0, y0, wx, wy);
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
