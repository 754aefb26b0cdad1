#include "makeup/grain.h"

#include "image/clones.h"

#include <math.h>

#define GRAIN_MM 0.22
#define SMALLEST 1.1 /* grain that is drawn, pixels */
#define MEAN 0.0741f /* of `sharpen` over smoothed noise, measured */

/* A well-mixed integer for a lattice point (Wellons' lowbias32). */
static inline guint32
hash (gint32 x, gint32 y)
{
  guint32 h = (guint32)x * 0x9e3779b1u ^ (guint32)y * 0x85ebca77u;

  h ^= h >> 16;
  h *= 0x7feb352du;
  h ^= h >> 15;
  h *= 0x846ca68bu;
  return h ^ h >> 16;
}

static inline float
noise (gint32 x, gint32 y)
{
  return (float)(hash (x, y) >> 8) * (1.0f / 16777216.0f);
}

VANITY_CLONES static void
draw (const float *restrict u, const float *restrict v, float scale, float strength, int n,
      float *restrict row)
{
  for (int i = 0; i < n; i++)
    {
      /* Where the skin turns away, a pixel sees more grains than one and little of each. */
      int next = i + 1 < n ? i + 1 : i, last = next > 0 ? next - 1 : 0;
      float du = u[next] - u[last], dv = v[next] - v[last];
      float seen = 0.5f * scale * sqrtf (du * du + dv * dv), gain;
      float x = u[i] * scale + 4096.0f, y = v[i] * scale + 4096.0f;
      gint32 a = (gint32)x, b = (gint32)y;
      float s = x - (float)a, t = y - (float)b, top, bottom, value;

      top = noise (a, b) + s * (noise (a + 1, b) - noise (a, b));
      bottom = noise (a, b + 1) + s * (noise (a + 1, b + 1) - noise (a, b + 1));
      value = top + t * (bottom - top);
      /* Only the few brightest catch the light. */
      value = value > 0.5f ? (value - 0.5f) * 2.0f : 0.0f;
      gain = seen > 1.0f ? strength / (seen * seen) : strength;
      row[i] = 4.0f * gain * (value * value - MEAN);
    }
}

void
vanity_grain_row (const VanityCanvas *canvas, double size, int y, int x, int n, float *row)
{
  g_autofree float *at = g_new (float, (gsize)n * 2);
  double pixel, strength;

  if (!(size > 0))
    size = GRAIN_MM;
  /* Grains smaller than a pixel run together: drawn as large as one, and fainter. */
  pixel = SMALLEST / canvas->unit;
  strength = size < pixel ? sqrt (size / pixel) : 1;
  size = MAX (size, pixel);
  vanity_mask_get_field_row (canvas->chart[0], y, x, n, at);
  vanity_mask_get_field_row (canvas->chart[1], y, x, n, at + n);
  draw (at, at + n, (float)(1 / size), (float)strength, n, row);
}
