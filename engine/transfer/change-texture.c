#include "transfer/change.h"

/* The least that luminance is divided by: what is darker has no texture to speak of. */
#define LEAST_BASE 1e-3f

/* The sums of `side` values around each of a line of `n`, `step` apart, of those within it. */
static void
sum_line (const float *from, float *to, int n, int step, int side)
{
  int half = side / 2;
  double sum = 0;

  for (int i = 0; i < MIN (half, n); i++)
    sum += from[i * step];
  for (int i = 0; i < n; i++)
    {
      sum += i + half < n ? from[(i + half) * step] : 0;
      sum -= i - half - 1 >= 0 ? from[(i - half - 1) * step] : 0;
      to[i * step] = (float)sum;
    }
}

void
vanity_change_measure_texture (const float *rgb, int size, float *texture)
{
  int n = size * size, side = size / 32 | 1, half = side / 2;
  g_autofree float *luminance = g_new (float, 3 * (gsize)n);
  float *rows = luminance + n, *sums = rows + n;

  for (int i = 0; i < n; i++)
    luminance[i] = 0.2126f * rgb[i] + 0.7152f * rgb[n + i] + 0.0722f * rgb[2 * n + i];
  for (int i = 0; i < size; i++)
    sum_line (luminance + i * size, rows + i * size, size, 1, side);
  for (int i = 0; i < size; i++)
    sum_line (rows + i, sums + i, size, size, side);
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++)
      {
        int width = MIN (x + half, size - 1) - MAX (x - half, 0) + 1;
        int height = MIN (y + half, size - 1) - MAX (y - half, 0) + 1;
        float base = sums[y * size + x] / (float)(width * height);

        texture[y * size + x] = luminance[y * size + x] / MAX (base, LEAST_BASE);
      }
}
