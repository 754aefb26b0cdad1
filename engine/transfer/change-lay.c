#include "transfer/change-lay.h"

#include "image/clones.h"
#include "image/color.h"

/* As the generator's: its side over this many texels is one texel of the square, at least. */
#define SQUARES 32
#define LEAST_BASE 1e-3f
#define RUN 128

VANITY_CLONES static void
lay_film (const float *restrict source, const float *restrict texture,
          const float *restrict coverage, const float *restrict film, int n, float *restrict worn)
{
  for (int i = 0; i < n; i++)
    {
      float light = source[i] - coverage[i] * source[i] + texture[i] * film[i];
      gboolean laid = coverage[i] != 0 || film[i] != 0;

      worn[i] = !laid ? source[i] : light > 0 ? light : 0;
    }
}

VANITY_CLONES static void
get_texture (const float *restrict r, const float *restrict g, const float *restrict b,
             const float *restrict base, int n, float *restrict texture)
{
  for (int i = 0; i < n; i++)
    {
      float y = vanity_luminance (r[i], g[i], b[i]);

      texture[i] = (y > 0 ? y : 0) / (base[i] > LEAST_BASE ? base[i] : LEAST_BASE);
    }
}

VANITY_CLONES static void
correct (const float *restrict gain, const float *restrict offset, int n, float *restrict encoded)
{
  for (int i = 0; i < n; i++)
    {
      float value = encoded[i] * (1 + gain[i]) + offset[i];

      encoded[i] = value > 0 ? value : 0;
    }
}

VANITY_CLONES static void
take_corrected (const float *restrict gain, const float *restrict offset,
                const float *restrict corrected, int n, float *restrict worn)
{
  for (int i = 0; i < n; i++)
    worn[i] = gain[i] != 0 || offset[i] != 0 ? corrected[i] : worn[i];
}

/* At most RUN values. */
static void
lay_run (const VanityChangeRow *row, int first, int n, float *const worn[3])
{
  float texture[RUN], laid[RUN];

  get_texture (row->source[0] + first, row->source[1] + first, row->source[2] + first,
               row->base + first, n, texture);
  for (int k = 0; k < 3; k++)
    {
      lay_film (row->source[k] + first, texture, row->coverage + first, row->film[k] + first, n,
                laid);
      if (row->gain[0] != NULL)
        {
          float encoded[RUN];

          vanity_srgb_from_linear_row (laid, encoded, n);
          correct (row->gain[k] + first, row->offset[k] + first, n, encoded);
          vanity_srgb_to_linear_row (encoded, encoded, n);
          take_corrected (row->gain[k] + first, row->offset[k] + first, encoded, n, laid);
        }
      for (int i = 0; i < n; i++)
        worn[k][first + i] = laid[i];
    }
}

void
vanity_change_lay_row (const VanityChangeRow *row, float *const worn[3])
{
  for (int first = 0; first < row->n; first += RUN)
    lay_run (row, first, MIN (RUN, row->n - first), worn);
}

/* Sums along a line of `n` values `step` apart, of all within `reach` of each, and how many they
 * are. */
static void
sum_line (const float *values, int n, int step, int reach, float *sums)
{
  double sum = 0;

  for (int i = 0; i < MIN (reach, n); i++)
    sum += (double)values[i * step];
  for (int i = 0; i < n; i++)
    {
      if (i + reach < n)
        sum += (double)values[(i + reach) * step];
      if (i > reach)
        sum -= (double)values[(i - reach - 1) * step];
      sums[i] = (float)(sum / (MIN (i + reach, n - 1) - MAX (i - reach, 0) + 1));
    }
}

void
vanity_change_smooth (const float *rgb, int size, float *base)
{
  int n = size * size, reach = (size / SQUARES | 1) / 2;
  g_autofree float *line = g_new (float, (gsize)size);

  for (int i = 0; i < n; i++)
    base[i] = vanity_luminance (rgb[i], rgb[n + i], rgb[2 * n + i]);
  for (int pass = 0; pass < 2; pass++)
    for (int k = 0; k < size; k++)
      {
        float *from = base + (pass == 0 ? k * size : k);
        int step = pass == 0 ? 1 : size;

        sum_line (from, size, step, reach, line);
        for (int i = 0; i < size; i++)
          from[i * step] = line[i];
      }
}

gboolean
vanity_change_is_empty (const float *values, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (values[i] != 0)
      return FALSE;
  return TRUE;
}
