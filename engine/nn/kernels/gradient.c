/* Gradients of activations and normalisations: lanes are elements, or channels. */
#include "nn/kernels/gradient.h"

/* Rows whose sums are kept in float. */
#define SLAB 64

void
KERNEL (clamp_gradient) (float *out, const float *given, const float *y, gint64 count, float low,
                         float high, float slope)
{
  for (gint64 i = 0; i < count; i++)
    out[i] = y[i] > low && y[i] < high ? given[i] : slope * given[i];
}

/* `width` is a constant where this is inlined, but for the last channels. */
ALWAYS_INLINE void
sum_slab (const float *given, const float *in, const float *center, int rows, gint64 stride,
          const int width, double *sums, double *products)
{
  float sum[4 * LANES] = { 0 }, product[4 * LANES] = { 0 };

  for (int row = 0; row < rows; row++, given += stride, in += stride)
    for (int c = 0; c < width; c++)
      {
        sum[c] += given[c];
        product[c] += given[c] * (in[c] - center[c]);
      }
  for (int c = 0; c < width; c++)
    {
      sums[c] += sum[c];
      products[c] += product[c];
    }
}

void
KERNEL (channel_sums) (const float *given, const float *in, const float *center, gint64 rows,
                       int channels, double *sums, double *products)
{
  for (int c = 0; c < channels; c++)
    sums[c] = products[c] = 0.0;
  for (gint64 row = 0; row < rows; row += SLAB)
    {
      int count = MIN (SLAB, rows - row);
      gint64 at = row * channels;
      int c = 0;

      for (; c + 4 * LANES <= channels; c += 4 * LANES)
        sum_slab (given + at + c, in + at + c, center + c, count, channels, 4 * LANES, sums + c,
                  products + c);
      for (; c + LANES <= channels; c += LANES)
        sum_slab (given + at + c, in + at + c, center + c, count, channels, LANES, sums + c,
                  products + c);
      if (c < channels)
        sum_slab (given + at + c, in + at + c, center + c, count, channels, channels - c, sums + c,
                  products + c);
    }
}

void
KERNEL (mix_gradient) (float *out, const float *given, const float *in, gint64 rows, int channels,
                       const float *center, const float *of_given, const float *of_in,
                       const float *offset)
{
  for (gint64 row = 0; row < rows; row++, out += channels, given += channels, in += channels)
    {
      int c = 0;

      for (; c + LANES <= channels; c += LANES)
        vec_store (out + c, vec_fma (vec_load (of_given + c), vec_load (given + c),
                                     vec_fma (vec_load (of_in + c),
                                              vec_load (in + c) - vec_load (center + c),
                                              vec_load (offset + c))));
      for (; c < channels; c++)
        out[c] = of_given[c] * given[c] + (of_in[c] * (in[c] - center[c]) + offset[c]);
    }
}
