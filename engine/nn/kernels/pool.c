/* Poolings: lanes are channels. */
#include "nn/kernels/pool.h"

/* Sums that run side by side, and how many rows go into each before they are added up: a sum of
 * thousands of terms in one float would lose the later ones. */
#define SUMS 8
#define SUM_ROWS 32

ALWAYS_INLINE vec
combine (const gboolean max, vec a, vec b)
{
  if (max)
    return vec_max (a, b);
  return a + b;
}

/* The outputs [first, end), whose windows have the taps [first_x, end_x). `size`: how many along y
 * and x, where that is known; or else 0. */
ALWAYS_INLINE void
run_pixels (const VanityPoolRow *row, int channel, const int n, const gboolean max, int first,
            int end, int first_x, int end_x, const int size)
{
  const gint64 tap = (gint64)row->dilation * row->channels;
  const int taps_y = size > 0 ? size : row->taps_y;
  const int taps_x = size > 0 ? size : end_x - first_x;
  const float count = row->count > 0 ? row->count : taps_y * taps_x;
  const vec scale = vec_set1 (1.0f / count);

  for (int pixel = first; pixel < end; pixel++)
    {
      const float *in
          = row->in
            + (gint64)(pixel * row->stride - row->before + first_x * row->dilation) * row->channels
            + channel;
      vec sum = vec_set1 (0.0f);

      /* The rows of a window are summed apart, so that a large one keeps its later ones. */
#pragma GCC unroll 2
      for (int y = 0; y < taps_y; y++, in += row->in_row)
        {
          vec row_sum = vec_load_n (in, n);

#pragma GCC unroll 2
          for (int x = 1; x < taps_x; x++)
            row_sum = combine (max, row_sum, vec_load_n (in + x * tap, n));
          if (y == 0)
            sum = row_sum;
          else
            sum = combine (max, sum, row_sum);
        }
      if (!max)
        sum = sum * scale;
      vec_store_n (row->out + (gint64)pixel * row->channels + channel, sum, n);
    }
}

ALWAYS_INLINE void
run_channels (const VanityPoolRow *row, int channel, const int n, const gboolean max)
{
  for (int pixel = 0; pixel < row->pixels;)
    {
      int start = pixel * row->stride - row->before;
      int first = start < 0 ? (row->dilation - 1 - start) / row->dilation : 0;
      int end = MIN (row->taps_x, (row->in_pixels - 1 - start) / row->dilation + 1);
      int last = pixel + 1;

      if (first == 0 && end == row->taps_x)
        {
          /* This window lies inside, and so do those up to where one hangs over the end. */
          int reach = (row->taps_x - 1) * row->dilation;

          last = MIN (row->pixels, (row->in_pixels - 1 - reach + row->before) / row->stride + 1);
        }
      if (row->taps_y == 2 && end - first == 2)
        run_pixels (row, channel, n, max, pixel, last, first, end, 2);
      else
        run_pixels (row, channel, n, max, pixel, last, first, end, 0);
      pixel = last;
    }
}

void
KERNEL (pool_row) (const VanityPoolRow *row)
{
  for (int channel = 0; channel < row->channels; channel += LANES)
    {
      int n = MIN (row->channels - channel, LANES);

      if (n == LANES && row->max)
        run_channels (row, channel, LANES, TRUE);
      else if (row->max)
        run_channels (row, channel, n, TRUE);
      else
        run_channels (row, channel, n, FALSE);
    }
}

/* The first of the largest elements of a window takes it all. */
ALWAYS_INLINE void
run_gradient (const VanityPoolGradient *row, const int taps_y, const int taps_x, int channel,
              const int n)
{
  const vec near = vec_set1 (0.25f), zero = vec_set1 (0.0f);

  for (int pixel = 0; pixel < row->pixels; pixel++)
    {
      gint64 at = (gint64)pixel * taps_x * row->channels + channel;
      const float *in = row->in + at;
      vec given = vec_load_n (row->given + (gint64)pixel * row->channels + channel, n);
      vec largest = vec_load_n (in, n), place = zero;

#pragma GCC unroll 2
      for (int y = 0; y < taps_y; y++)
#pragma GCC unroll 2
        for (int x = 0; x < taps_x; x++)
          {
            vec value = vec_load_n (in + y * row->row + (gint64)x * row->channels, n);

            place = vec_select_less (largest, value, vec_set1 (y * taps_x + x), place);
            largest = vec_max (value, largest);
          }
#pragma GCC unroll 2
      for (int y = 0; y < taps_y; y++)
#pragma GCC unroll 2
        for (int x = 0; x < taps_x; x++)
          {
            vec off = place - vec_set1 (y * taps_x + x);

            vec_store_n (row->out + at + y * row->row + (gint64)x * row->channels,
                         vec_select_less (off * off, near, given, zero), n);
          }
    }
}

void
KERNEL (max_pool_gradient) (const VanityPoolGradient *row)
{
  for (int channel = 0; channel < row->channels; channel += LANES)
    {
      int n = MIN (row->channels - channel, LANES);

      if (n == LANES && row->taps_y == 2 && row->taps_x == 2)
        run_gradient (row, 2, 2, channel, LANES);
      else
        run_gradient (row, row->taps_y, row->taps_x, channel, n);
    }
}

ALWAYS_INLINE void
sum_channels (float *out, const float *in, gint64 rows, int channels, const int n)
{
  vec total = vec_set1 (0.0f);

  for (gint64 row = 0; row < rows;)
    {
      gint64 end = MIN (rows, row + SUM_ROWS * SUMS);
      vec sum[SUMS];

#pragma GCC unroll 8
      for (int i = 0; i < SUMS; i++)
        sum[i] = vec_set1 (0.0f);
      for (; row + SUMS <= end; row += SUMS)
#pragma GCC unroll 8
        for (int i = 0; i < SUMS; i++)
          sum[i] = sum[i] + vec_load_n (in + (row + i) * channels, n);
      for (; row < end; row++)
        sum[0] = sum[0] + vec_load_n (in + row * channels, n);
      total = total
              + (((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7])));
    }
  vec_store_n (out, total, n);
}

void
KERNEL (sum_rows) (float *out, const float *in, gint64 rows, int channels)
{
  for (int channel = 0; channel < channels; channel += LANES)
    {
      if (channels - channel >= LANES)
        sum_channels (out + channel, in + channel, rows, channels, LANES);
      else
        sum_channels (out + channel, in + channel, rows, channels, channels - channel);
    }
}
