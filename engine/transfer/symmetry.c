#include "transfer/symmetry.h"

#include "face/atlas-region.h"
#include "transfer/paint.h"

/* Along a side of the chart, of the field of light, as the generator has it. */
#define CELLS 16
#define AROUND 2
/* Skin in a cell that counts as little as the whole face's mean. */
#define FEW 0.02f
/* What is hardly seen counts a little, so that there is something everywhere. */
#define LEAST_SEEN 0.02f
#define LEAST_LOCK 0.1f

/* The luminance of the bare skin around each texel. */
static void
measure_field (const VanityTexture *wearer, const VanityAtlas *atlas, float *field)
{
  const float *bare = vanity_atlas_get_region (atlas, VANITY_ATLAS_BARE);
  int size = wearer->size, n = size * size, cell = size / CELLS;
  float lit[CELLS * CELLS] = { 0 }, skin[CELLS * CELLS] = { 0 }, cells[CELLS * CELLS];
  double all_lit = 0, all_skin = 1e-4;

  for (int i = 0; i < n; i++)
    {
      int at = i / size / cell * CELLS + i % size / cell;
      float own = bare[i] * wearer->visibility[i] / (float)(cell * cell);

      lit[at] += own
                 * (0.2126f * wearer->rgb[i] + 0.7152f * wearer->rgb[n + i]
                    + 0.0722f * wearer->rgb[2 * n + i]);
      skin[at] += own;
    }
  for (int i = 0; i < CELLS * CELLS; i++)
    {
      all_lit += (double)lit[i];
      all_skin += (double)skin[i];
    }
  for (int y = 0; y < CELLS; y++)
    for (int x = 0; x < CELLS; x++)
      {
        float sum = 0, share = 0;
        int count = 0;

        for (int v = MAX (y - AROUND, 0); v <= MIN (y + AROUND, CELLS - 1); v++)
          for (int u = MAX (x - AROUND, 0); u <= MIN (x + AROUND, CELLS - 1); u++, count++)
            {
              sum += lit[v * CELLS + u];
              share += skin[v * CELLS + u];
            }
        cells[y * CELLS + x] = (sum / (float)count + FEW * (float)(all_lit / all_skin))
                               / (share / (float)count + FEW);
      }
  for (int i = 0; i < n; i++)
    {
      float x = ((float)(i % size) + 0.5f) / (float)cell - 0.5f;
      float y = ((float)(i / size) + 0.5f) / (float)cell - 0.5f;
      int x0, y0, x1, y1;
      float u, v;

      x = CLAMP (x, 0, CELLS - 1);
      y = CLAMP (y, 0, CELLS - 1);
      x0 = (int)x;
      y0 = (int)y;
      x1 = MIN (x0 + 1, CELLS - 1);
      y1 = MIN (y0 + 1, CELLS - 1);
      u = x - (float)x0;
      v = y - (float)y0;
      field[i] = (1 - v) * ((1 - u) * cells[y0 * CELLS + x0] + u * cells[y0 * CELLS + x1])
                 + v * ((1 - u) * cells[y1 * CELLS + x0] + u * cells[y1 * CELLS + x1]);
    }
}

/* What a layer sends of each channel under a light of 1. */
static inline float
get_sent (const float *layer, int n, int i, int channel)
{
  return layer[i] * layer[(1 + channel) * n + i] + layer[4 * n + i];
}

/* How much more light falls on a channel than the field says. */
static float
measure_light (const VanityChange *change, const float *layer, const float *field, int channel)
{
  int n = change->size * change->size;
  double own = 0, both = 0;

  for (int i = 0; i < n; i++)
    {
      double sent = (double)field[i] * get_sent (layer, n, i, channel);

      both += sent * change->film[channel * n + i];
      own += sent * sent;
    }
  return own > 0 ? (float)MAX (both / own, 0) : 0;
}

/* `other` ← both sides of `layer`. */
static void
mix_sides (const float *layer, const VanityTexture *wearer, const gint32 *mirror, const float *seen,
           float *other)
{
  int n = wearer->size * wearer->size;

  for (int i = 0; i < n; i++)
    {
      float total = 0, covered = 0, mean[VANITY_PAINT_PLANES] = { 0 };
      float lock = CLAMP (wearer->visibility[i], 0, 1);

      for (int side = 0; side < 2; side++)
        {
          int at = side == 0 ? i : mirror[i];
          float shown = CLAMP (wearer->visibility[at], 0, 1);
          float weight = shown < LEAST_LOCK ? 0 : shown * MAX (seen[at], LEAST_SEEN);
          float alpha = weight > 0 ? layer[at] / shown : 0;

          total += weight;
          covered += weight * alpha;
          mean[0] += weight * alpha;
          mean[4] += weight > 0 ? weight * layer[4 * n + at] / shown : 0;
          for (int k = 1; k < 4; k++)
            mean[k] += weight * alpha * layer[k * n + at];
        }
      for (int k = 0; k < VANITY_PAINT_PLANES; k++)
        other[k * n + i] = layer[k * n + i];
      if (total <= 0 || lock <= 0)
        continue;
      other[i] = lock * mean[0] / total;
      other[4 * n + i] = lock * mean[4] / total;
      for (int k = 1; k < 4 && covered > 1e-6f; k++)
        other[k * n + i] = mean[k] / covered;
    }
}

void
vanity_symmetry_lay (VanityChange *change, float *layer, const VanityTexture *wearer,
                     const VanityAtlas *atlas, const float *seen)
{
  int n = change->size * change->size;
  g_autofree float *planes = g_new (float, (1 + VANITY_PAINT_PLANES) * (gsize)n);
  float *field = planes, *other = planes + n;

  measure_field (wearer, atlas, field);
  mix_sides (layer, wearer, vanity_atlas_get_mirror (atlas), seen, other);
  for (int k = 0; k < 3; k++)
    {
      float light = measure_light (change, layer, field, k);

      for (int i = 0; i < n; i++)
        change->film[k * n + i]
            += light * field[i] * (get_sent (other, n, i, k) - get_sent (layer, n, i, k));
    }
  for (int i = 0; i < n; i++)
    change->coverage[i] = CLAMP (change->coverage[i] + other[i] - layer[i], 0, 1);
  for (int i = 0; i < VANITY_PAINT_PLANES * n; i++)
    layer[i] = other[i];
}
