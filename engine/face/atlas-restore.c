/* What the photo hides of a face, from its other side. */
#include "face/atlas-private.h"
#include "face/atlas-region.h"

/* How much brighter one side may be than the other. */
#define MAX_GAIN 3.0f

/* Values and how surely they are known, at half the side each time. */
typedef struct
{
  int size;
  float *value, *weight;
} Level;

static Level
level_new (int size)
{
  return (Level){ size, g_new (float, size *size), g_new (float, size *size) };
}

static void
level_clear (Level *level)
{
  g_free (level->value);
  g_free (level->weight);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Level, level_clear)

/* Takes what is not known from around: means of what is known, coarser and coarser, back up to
 * where it is missing (Gortler et al., "The Lumigraph", 1996: pull and push). */
static void
spread (Level *level)
{
  int size = level->size, half = size / 2;

  if (size == 1)
    return;
  g_auto (Level) coarse = level_new (half);
  for (int i = 0; i < half * half; i++)
    {
      int first = i / half * 2 * size + i % half * 2;
      int four[4] = { first, first + 1, first + size, first + size + 1 };
      float value = 0, weight = 0;

      for (int k = 0; k < 4; k++)
        {
          value += level->weight[four[k]] * level->value[four[k]];
          weight += level->weight[four[k]];
        }
      coarse.value[i] = weight > 0 ? value / weight : 0;
      coarse.weight[i] = MIN (weight, 1);
    }
  spread (&coarse);

  for (int i = 0; i < size * size; i++)
    {
      float x = CLAMP ((i % size + 0.5f) / 2 - 0.5f, 0, half - 1);
      float y = CLAMP ((i / size + 0.5f) / 2 - 0.5f, 0, half - 1);
      int x0 = (int)x, y0 = (int)y, x1 = MIN (x0 + 1, half - 1), y1 = MIN (y0 + 1, half - 1);
      float u = x - x0, v = y - y0;
      const float *above = coarse.value + y0 * half, *below = coarse.value + y1 * half;
      float around = (1 - v) * ((1 - u) * above[x0] + u * above[x1])
                     + v * ((1 - u) * below[x0] + u * below[x1]);

      level->value[i] += (1 - level->weight[i]) * (around - level->value[i]);
    }
}

/* How much brighter the half at `side` (0: left in the atlas) is than the other, where both are
 * seen. */
static float
measure_gain (const VanityAtlas *atlas, const float *visibility, const float *plane, int side)
{
  const gint32 *mirror = vanity_atlas_get_mirror (atlas);
  double own = 0, other = 0;

  for (int i = 0; i < atlas->size * atlas->size; i++)
    if (atlas->triangle[i] >= 0 && (i % atlas->size >= atlas->size / 2) == side)
      {
        double weight = (double)visibility[i] * visibility[mirror[i]];

        own += weight * plane[i];
        other += weight * plane[mirror[i]];
      }
  return own > 0 && other > 0 ? CLAMP (own / other, 1 / MAX_GAIN, MAX_GAIN) : 1;
}

void
vanity_atlas_restore (const VanityAtlas *atlas, const float *visibility, float *planes,
                      int n_planes)
{
  int size = atlas->size, n = size * size;
  const gint32 *mirror = vanity_atlas_get_mirror (atlas);
  g_auto (Level) level = level_new (size);

  for (int p = 0; p < n_planes; p++)
    {
      float *plane = planes + (gsize)p * n;
      float gain[2] = { measure_gain (atlas, visibility, plane, 0),
                        measure_gain (atlas, visibility, plane, 1) };

      for (int i = 0; i < n; i++)
        {
          float own = CLAMP (visibility[i], 0, 1);
          float other = (1 - own) * CLAMP (visibility[mirror[i]], 0, 1);

          level.weight[i] = atlas->triangle[i] >= 0 ? own + other : 0;
          level.value[i]
              = level.weight[i] > 0
                    ? (own * plane[i] + other * gain[i % size >= size / 2] * plane[mirror[i]])
                          / level.weight[i]
                    : 0;
        }
      spread (&level);
      /* What is seen in full stays as it is, to the bit. */
      for (int i = 0; i < n; i++)
        if (!(visibility[i] >= 1))
          plane[i] = level.value[i];
    }
}
