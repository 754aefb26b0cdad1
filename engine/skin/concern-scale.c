#include "skin/concern-scale.h"

#include "base/error.h"
#include "skin/concern-network.h"

#include <glib/gi18n-lib.h>

#define SIDE VANITY_CONCERN_SIZE

gboolean
vanity_concern_check_texture (const VanityTexture *texture, GError **error)
{
  gsize n = (gsize)texture->size * (gsize)texture->size;
  float sum = 0;

  if (texture->size < SIDE || texture->size % SIDE != 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("A skin of %d² texels cannot be measured: it must be a multiple of %d²"),
                   texture->size, SIDE);
      return FALSE;
    }
  /* Of what is not finite no multiple by 0 is 0. */
  for (gsize i = 0; i < 3 * n; i++)
    sum += 0 * texture->rgb[i];
  for (gsize i = 0; i < n; i++)
    sum += 0 * texture->visibility[i];
  if (sum == 0)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("The skin holds what is not a number, so that nothing is measured of it"));
  return FALSE;
}

void
vanity_concern_reduce (const VanityTexture *texture, float *planes)
{
  int size = texture->size, cell = size / SIDE, n = size * size, area = cell * cell;

  for (int y = 0; y < SIDE; y++)
    for (int x = 0; x < SIDE; x++)
      {
        float sum[3] = { 0 }, seen = 0;

        for (int k = 0; k < area; k++)
          {
            int from = (y * cell + k / cell) * size + x * cell + k % cell;
            /* Where nothing is seen, all counts alike. */
            float weight = texture->visibility[from] + 1e-4f;

            seen += weight;
            for (int c = 0; c < 3; c++)
              sum[c] += weight * texture->rgb[c * n + from];
          }
        for (int c = 0; c < 3; c++)
          planes[(c * SIDE + y) * SIDE + x] = sum[c] / seen;
        planes[(3 * SIDE + y) * SIDE + x] = MAX (seen / (float)area - 1e-4f, 0);
      }
}

void
vanity_concern_enlarge (const float *planes, int n_planes, int size, float *out)
{
  for (int p = 0; p < n_planes; p++, planes += SIDE * SIDE)
    for (int y = 0; y < size; y++)
      {
        float v = CLAMP (((float)y + 0.5f) * SIDE / (float)size - 0.5f, 0, SIDE - 1);
        int row = MIN ((int)v, SIDE - 2);
        float ty = v - (float)row;

        for (int x = 0; x < size; x++, out++)
          {
            float u = CLAMP (((float)x + 0.5f) * SIDE / (float)size - 0.5f, 0, SIDE - 1);
            int column = MIN ((int)u, SIDE - 2);
            float tx = u - (float)column;
            const float *at = planes + row * SIDE + column;

            *out = (1 - ty) * ((1 - tx) * at[0] + tx * at[1])
                   + ty * ((1 - tx) * at[SIDE] + tx * at[SIDE + 1]);
          }
      }
}
