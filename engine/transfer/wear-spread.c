/* The atlas knows the borders of lips and eyes only as well as the mesh does. What lies on one side
 * is carried beyond them, and the photo decides how far it goes. */
#include "transfer/wear-private.h"

#include <string.h>

/* Of 256². */
#define RINGS 8
#define REFERENCE_SIDE 256
/* A texel is one thing alone. */
#define ALONE 0.98f
#define DIAGONAL 0.7f

static const int neighbours[8][2]
    = { { -1, 0 }, { 1, 0 }, { 0, -1 }, { 0, 1 }, { -1, -1 }, { 1, -1 }, { -1, 1 }, { 1, 1 } };

enum
{
  UNKNOWN,
  KNOWN,
  LISTED, /* in the ring that is next */
};

/* The mean of the known neighbours of a texel that has some, of each plane. */
static void
take_mean (float *planes, int n_planes, int size, const guint8 *state, int at)
{
  int n = size * size, from[8], count = 0;
  float weights[8], sum = 0;

  for (int k = 0; k < 8; k++)
    {
      int x = at % size + neighbours[k][0], y = at / size + neighbours[k][1];

      if (x < 0 || y < 0 || x >= size || y >= size || state[y * size + x] != KNOWN)
        continue;
      from[count] = y * size + x;
      weights[count] = k < 4 ? 1 : DIAGONAL;
      sum += weights[count++];
    }
  for (int p = 0; p < n_planes; p++)
    {
      float mean = 0;

      for (int k = 0; k < count; k++)
        mean += weights[k] * planes[p * n + from[k]];
      planes[p * n + at] = mean / sum;
    }
}

/* Adds the texels beside `at` that are neither known nor in the list yet. */
static void
add_neighbours (int at, int size, guint8 *state, GArray *list)
{
  for (int k = 0; k < 8; k++)
    {
      int x = at % size + neighbours[k][0], y = at / size + neighbours[k][1], beside;

      if (x < 0 || y < 0 || x >= size || y >= size)
        continue;
      beside = y * size + x;
      if (state[beside] != UNKNOWN)
        continue;
      state[beside] = LISTED;
      g_array_append_val (list, beside);
    }
}

void
vanity_wear_spread (float *planes, int n_planes, int size, const guint8 *known)
{
  int n = size * size, rings = MAX (RINGS * size / REFERENCE_SIDE, 2);
  g_autofree guint8 *state = g_memdup2 (known, (gsize)n);
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (int));

  for (int i = 0; i < n; i++)
    if (known[i])
      add_neighbours (i, size, state, ring);
  for (int k = 0; k < rings; k++)
    {
      g_autoptr (GArray) next = g_array_new (FALSE, FALSE, sizeof (int));

      for (guint i = 0; i < ring->len; i++)
        take_mean (planes, n_planes, size, state, g_array_index (ring, int, i));
      for (guint i = 0; i < ring->len; i++)
        state[g_array_index (ring, int, i)] = KNOWN;
      for (guint i = 0; i < ring->len; i++)
        add_neighbours (g_array_index (ring, int, i), size, state, next);
      g_array_unref (ring);
      ring = g_steal_pointer (&next);
    }
  for (int p = 0; p < n_planes; p++)
    for (int i = 0; i < n; i++)
      if (state[i] != KNOWN)
        planes[p * n + i] = 0;
}

void
vanity_wear_know_lips (const VanityAtlas *atlas, guint8 *known)
{
  int n = vanity_atlas_get_size (atlas) * vanity_atlas_get_size (atlas);
  const float *lips = vanity_atlas_get_region (atlas, VANITY_ATLAS_LIPS);
  float most = 0;

  /* In a small atlas no texel may be of the lips alone. */
  for (int i = 0; i < n; i++)
    most = MAX (most, lips[i]);
  for (int i = 0; i < n; i++)
    known[i] = lips[i] > 0 && lips[i] >= ALONE * most;
}

void
vanity_wear_know_rest (const VanityAtlas *atlas, gboolean with_eyes, guint8 *known)
{
  int n = vanity_atlas_get_size (atlas) * vanity_atlas_get_size (atlas);
  const gint16 *triangle = vanity_atlas_get_triangle (atlas);
  const float *lips = vanity_atlas_get_region (atlas, VANITY_ATLAS_LIPS);
  const float *mouth = vanity_atlas_get_region (atlas, VANITY_ATLAS_MOUTH);
  const float *eyes = vanity_atlas_get_region (atlas, VANITY_ATLAS_EYES);

  for (int i = 0; i < n; i++)
    known[i] = triangle[i] >= 0 && lips[i] + mouth[i] + (with_eyes ? eyes[i] : 0) < 1 - ALONE;
}
