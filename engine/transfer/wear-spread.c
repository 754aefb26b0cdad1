/* The atlas knows the borders of lips and eyes only as well as the mesh does. What lies on one side
 * is carried beyond them, and the photo decides how far it goes. */
#include "transfer/wear-private.h"

#include <string.h>

/* Rings of texels of 256². */
#define RINGS 8
#define REFERENCE_SIDE 256
/* A texel is one thing alone. */
#define ALONE 0.98f
#define DIAGONAL 0.7f

static const int neighbours[8][2]
    = { { -1, 0 }, { 1, 0 }, { 0, -1 }, { 0, 1 }, { -1, -1 }, { 1, -1 }, { -1, 1 }, { 1, 1 } };

/* The mean of the known neighbours of (x, y), of each plane; FALSE when there are none. */
static gboolean
take_mean (float *planes, int n_planes, int size, const guint8 *known, int x, int y)
{
  int n = size * size, at = y * size + x, from[8], count = 0;
  float weights[8], sum = 0;

  for (int k = 0; k < 8; k++)
    {
      int i = x + neighbours[k][0], j = y + neighbours[k][1];

      if (i < 0 || j < 0 || i >= size || j >= size || !known[j * size + i])
        continue;
      from[count] = j * size + i;
      weights[count] = k < 4 ? 1 : DIAGONAL;
      sum += weights[count++];
    }
  if (count == 0)
    return FALSE;
  for (int p = 0; p < n_planes; p++)
    {
      float mean = 0;

      for (int k = 0; k < count; k++)
        mean += weights[k] * planes[p * n + from[k]];
      planes[p * n + at] = mean / sum;
    }
  return TRUE;
}

void
vanity_wear_spread (float *planes, int n_planes, int size, const guint8 *known)
{
  int n = size * size, rings = MAX (RINGS * size / REFERENCE_SIDE, 2);
  g_autofree guint8 *done = g_memdup2 (known, (gsize)n);
  g_autofree guint8 *next = g_memdup2 (known, (gsize)n);

  for (int ring = 0; ring < rings; ring++)
    {
      for (int i = 0; i < n; i++)
        if (!done[i])
          next[i] = take_mean (planes, n_planes, size, done, i % size, i / size);
      memcpy (done, next, (gsize)n);
    }
  for (int p = 0; p < n_planes; p++)
    for (int i = 0; i < n; i++)
      if (!done[i])
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
