/* Photo → atlas. */
#include "face/atlas-private.h"

#include "base/error.h"
#include "base/parallel.h"

#include <math.h>
#include <string.h>

/* A texel is the mean of this many samples each way. */
#define SAMPLES 2
#define MAX_LEVELS 8

/* Three planes of linear light. */
typedef struct
{
  int width, height;
  float *plane[3];
  float *owned;
} Level;

/* What a triangle's texels look like in the photo. */
typedef struct
{
  float xu, xv, yu, yv; /* d(photo) / d(texel) */
  float stretch;        /* photo pixels per texel, the longer way */
} Footprint;

typedef struct
{
  const VanityAtlas *atlas;
  const VanityImage *image;
  VanityRect rect; /* of the photo */
  int reduce;      /* photo pixels per pixel of level 0, each way */
  Level level[MAX_LEVELS];
  int n_levels;
  Footprint *footprint; /* per triangle */
  float *x, *y;         /* per texel */
  float *rgb;
} Unwrap;

static gboolean
level_init (Level *level, int width, int height)
{
  gsize n = (gsize)width * height;

  level->width = width;
  level->height = height;
  level->owned = g_try_new (float, 3 * n);
  for (int c = 0; c < 3 && level->owned != NULL; c++)
    level->plane[c] = level->owned + c * n;
  return level->owned != NULL;
}

static void
unwrap_clear (Unwrap *unwrap)
{
  for (int i = 0; i < MAX_LEVELS; i++)
    g_free (unwrap->level[i].owned);
  g_free (unwrap->footprint);
  g_free (unwrap->x);
  g_free (unwrap->y);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Unwrap, unwrap_clear)

static Footprint
measure_footprint (const VanityAtlas *atlas, const VanityPoint *points, int triangle)
{
  const guint16 *corner = atlas->mesh->triangle[triangle];
  const VanityPoint *a = &points[corner[0]], *b = &points[corner[1]], *c = &points[corner[2]];
  const float *ta = atlas->chart[corner[0]], *tb = atlas->chart[corner[1]],
              *tc = atlas->chart[corner[2]];
  float size = atlas->size;
  float u1 = (tb[0] - ta[0]) * size, v1 = (tb[1] - ta[1]) * size;
  float u2 = (tc[0] - ta[0]) * size, v2 = (tc[1] - ta[1]) * size;
  float det = u1 * v2 - u2 * v1;
  Footprint f = { 0 };

  if (det == 0)
    return f;
  f.xu = ((b->x - a->x) * v2 - (c->x - a->x) * v1) / det;
  f.xv = ((c->x - a->x) * u1 - (b->x - a->x) * u2) / det;
  f.yu = ((b->y - a->y) * v2 - (c->y - a->y) * v1) / det;
  f.yv = ((c->y - a->y) * u1 - (b->y - a->y) * u2) / det;
  f.stretch = MAX (hypotf (f.xu, f.yu), hypotf (f.xv, f.yv));
  return f;
}

static int
compare_floats (gconstpointer one, gconstpointer other)
{
  float a = *(const float *)one, b = *(const float *)other;
  return a < b ? -1 : a > b;
}

/* The photo is averaged by a power of two before anything else where even its most magnified parts
 * (all but a twentieth of the triangles) have more pixels than texels. */
static int
choose_reduction (const Unwrap *unwrap)
{
  float stretch[VANITY_MESH_TRIANGLES];
  int reduce = 1;

  for (int t = 0; t < VANITY_MESH_TRIANGLES; t++)
    stretch[t] = unwrap->footprint[t].stretch;
  qsort (stretch, VANITY_MESH_TRIANGLES, sizeof (float), compare_floats);
  while (reduce < 256 && stretch[VANITY_MESH_TRIANGLES / 20] >= 2 * reduce)
    reduce *= 2;
  return reduce;
}

/* The face with room for a texel around it, as far as it is in the photo; never empty. */
static VanityRect
choose_rect (const VanityImage *image, const VanityPoint *points, int reduce)
{
  float low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      low[0] = MIN (low[0], points[i].x), high[0] = MAX (high[0], points[i].x);
      low[1] = MIN (low[1], points[i].y), high[1] = MAX (high[1], points[i].y);
    }
  int room = 2 * reduce;
  int left = CLAMP (low[0] - room, 0, image->width - 1);
  int top = CLAMP (low[1] - room, 0, image->height - 1);
  int right = CLAMP (high[0] + room, left + 1, image->width);
  int bottom = CLAMP (high[1] + room, top + 1, image->height);
  return (VanityRect){ left, top, right - left, bottom - top };
}

/* One row of level 0: the mean of `reduce` rows of the photo in linear light. */
static void
decode_row (gpointer data, int row, int worker)
{
  Unwrap *unwrap = data;
  const VanityImage *image = unwrap->image;
  Level *level = &unwrap->level[0];
  int reduce = unwrap->reduce, width = unwrap->rect.width;
  int first = row * reduce, last = MIN (first + reduce, unwrap->rect.height);
  gsize offset = (gsize)unwrap->rect.x * (image->depth / 8) * 4;
  g_autofree float *line = g_new (float, 3 * width);

  for (int c = 0; c < 3; c++)
    memset (level->plane[c] + (gsize)row * level->width, 0, level->width * sizeof (float));
  for (int y = first; y < last; y++)
    {
      vanity_color_space_decode (image->space, image->depth,
                                 vanity_image_row (image, unwrap->rect.y + y) + offset, line,
                                 line + width, line + 2 * width, width);
      for (int c = 0; c < 3; c++)
        {
          float *sum = level->plane[c] + (gsize)row * level->width;
          const float *from = line + c * width;
          for (int x = 0; x < width; x++)
            sum[x / reduce] += from[x];
        }
    }
  for (int x = 0; x < level->width; x++)
    {
      int columns = MIN ((x + 1) * reduce, width) - x * reduce;
      float scale = 1.0f / (columns * (last - first));
      for (int c = 0; c < 3; c++)
        level->plane[c][(gsize)row * level->width + x] *= scale;
    }
}

static void
halve (const Level *from, Level *to)
{
  for (int c = 0; c < 3; c++)
    for (int y = 0; y < to->height; y++)
      {
        const float *above = from->plane[c] + (gsize)(2 * y) * from->width;
        const float *below
            = from->plane[c] + (gsize)MIN (2 * y + 1, from->height - 1) * from->width;
        float *out = to->plane[c] + (gsize)y * to->width;
        for (int x = 0; x < to->width; x++)
          {
            int right = MIN (2 * x + 1, from->width - 1);
            out[x] = (above[2 * x] + above[right] + below[2 * x] + below[right]) / 4;
          }
      }
}

static void
add_sample (const Level *level, float x, float y, float sum[3])
{
  x = CLAMP (x - 0.5f, 0, level->width - 1);
  y = CLAMP (y - 0.5f, 0, level->height - 1);
  int x0 = (int)x, y0 = (int)y;
  int x1 = MIN (x0 + 1, level->width - 1), y1 = MIN (y0 + 1, level->height - 1);
  float u = x - x0, v = y - y0;

  for (int c = 0; c < 3; c++)
    {
      const float *above = level->plane[c] + (gsize)y0 * level->width;
      const float *below = level->plane[c] + (gsize)y1 * level->width;
      sum[c] += (1 - v) * ((1 - u) * above[x0] + u * above[x1])
                + v * ((1 - u) * below[x0] + u * below[x1]);
    }
}

static void
unwrap_row (gpointer data, int row, int worker)
{
  Unwrap *unwrap = data;
  const VanityAtlas *atlas = unwrap->atlas;
  int n = atlas->size * atlas->size;

  for (int i = row * atlas->size; i < (row + 1) * atlas->size; i++)
    {
      if (atlas->triangle[i] < 0)
        continue;

      const Footprint *f = &unwrap->footprint[atlas->triangle[i]];
      float spacing = f->stretch / SAMPLES / unwrap->reduce;
      int index = spacing > 1 ? MIN ((int)log2f (spacing), unwrap->n_levels - 1) : 0;
      float scale = 1.0f / (unwrap->reduce << index);
      float sum[3] = { 0 };
      for (int b = 0; b < SAMPLES; b++)
        for (int a = 0; a < SAMPLES; a++)
          {
            float u = (a + 0.5f) / SAMPLES - 0.5f, v = (b + 0.5f) / SAMPLES - 0.5f;
            float x = unwrap->x[i] + u * f->xu + v * f->xv - unwrap->rect.x;
            float y = unwrap->y[i] + u * f->yu + v * f->yv - unwrap->rect.y;
            add_sample (&unwrap->level[index], x * scale, y * scale, sum);
          }
      for (int c = 0; c < 3; c++)
        unwrap->rgb[c * n + i] = sum[c] / (SAMPLES * SAMPLES);
    }
}

gboolean
vanity_atlas_unwrap (const VanityAtlas *atlas, const VanityPoint *points, const VanityImage *image,
                     float *rgb, float *visibility, GError **error)
{
  gsize n = (gsize)atlas->size * atlas->size;
  VanityPool *pool = vanity_pool_get_default ();
  g_auto (Unwrap) unwrap = { .atlas = atlas, .image = image, .rgb = rgb };

  unwrap.x = g_new (float, n);
  unwrap.y = g_new (float, n);
  unwrap.footprint = g_new (Footprint, VANITY_MESH_TRIANGLES);
  vanity_atlas_locate (atlas, points, unwrap.x, unwrap.y);
  for (int t = 0; t < VANITY_MESH_TRIANGLES; t++)
    unwrap.footprint[t] = measure_footprint (atlas, points, t);
  unwrap.reduce = choose_reduction (&unwrap);
  unwrap.rect = choose_rect (image, points, unwrap.reduce);

  int width = (unwrap.rect.width + unwrap.reduce - 1) / unwrap.reduce;
  int height = (unwrap.rect.height + unwrap.reduce - 1) / unwrap.reduce;
  while (level_init (&unwrap.level[unwrap.n_levels], width, height))
    {
      if (unwrap.n_levels == 0)
        vanity_pool_run (pool, decode_row, &unwrap, height);
      else
        halve (&unwrap.level[unwrap.n_levels - 1], &unwrap.level[unwrap.n_levels]);
      unwrap.n_levels++;
      if (unwrap.n_levels == MAX_LEVELS || (width < 2 && height < 2))
        break;
      width = (width + 1) / 2;
      height = (height + 1) / 2;
    }
  if (unwrap.n_levels == 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   "no memory to unroll a face of %d × %d pixels", unwrap.rect.width,
                   unwrap.rect.height);
      return FALSE;
    }

  vanity_pool_run (pool, unwrap_row, &unwrap, atlas->size);
  vanity_atlas_fill (atlas, rgb, 3);
  if (visibility != NULL)
    vanity_atlas_see (atlas, points, image->width, image->height, visibility);
  return TRUE;
}
