/* Regions of the chart, drawn from the mesh's contours. */
#include "face/atlas-private.h"

#include <math.h>

/* Each texel has this many samples each way: the mask's edge is soft by a texel. */
#define SAMPLES 4

/* Whether (x, y) is inside the polygon: how often a ray to the right crosses its sides. */
static gboolean
is_inside (const VanityAtlas *atlas, const guint16 *index, int n, double x, double y)
{
  gboolean inside = FALSE;

  for (int i = 0, k = n - 1; i < n; k = i++)
    {
      const float *a = atlas->chart[index[i]], *b = atlas->chart[index[k]];
      if ((a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]))
        inside = !inside;
    }
  return inside;
}

void
vanity_atlas_add_polygon (const VanityAtlas *atlas, const guint16 *index, int n, float *mask)
{
  int size = atlas->size;
  double low[2] = { 1, 1 }, high[2] = { 0, 0 };

  for (int i = 0; i < n; i++)
    {
      /* The irises are no part of the chart. */
      g_return_if_fail (index[i] < VANITY_FACE_MESH_POINTS);
      for (int c = 0; c < 2; c++)
        {
          low[c] = MIN (low[c], atlas->chart[index[i]][c]);
          high[c] = MAX (high[c], atlas->chart[index[i]][c]);
        }
    }
  for (int y = floor (low[1] * size); y < ceil (high[1] * size); y++)
    for (int x = floor (low[0] * size); x < ceil (high[0] * size); x++)
      {
        int hits = 0;
        for (int b = 0; b < SAMPLES; b++)
          for (int a = 0; a < SAMPLES; a++)
            hits += is_inside (atlas, index, n, (x + (a + 0.5) / SAMPLES) / size,
                               (y + (b + 0.5) / SAMPLES) / size);
        float *texel = &mask[y * size + x];
        *texel = MAX (*texel, hits / (float)(SAMPLES * SAMPLES));
      }
}

void
vanity_atlas_add_contour (const VanityAtlas *atlas, VanityContourId id, float *mask)
{
  const VanityContour *contour = vanity_mesh_get_contour (id);

  vanity_atlas_add_polygon (atlas, contour->index, contour->n, mask);
}
