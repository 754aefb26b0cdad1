/* A depthwise convolution along one row: each channel has its own small kernel, so lanes are
 * channels. Four neighbouring pixels share the columns that their windows have in common. */
#include "nn/kernels/depthwise.h"

#define TILE 4

ALWAYS_INLINE void
finish (const VanityDepthwiseSpan *span, vec x, gint64 pixel, int channel, int n)
{
  gint64 at = pixel * span->channels + channel;

  if (span->residual != NULL)
    x = x + vec_load_n (span->residual + at, n);
  vec_store_n (span->out + at, vec_activate (x, span->activation, channel, n), n);
}

/* `pixels` outputs from `pixel` on, all `width` taps of each row; the last three arguments are
 * constants where this is inlined. */
ALWAYS_INLINE void
tile (const VanityDepthwiseSpan *span, gint64 pixel, int channel, int n, const int pixels,
      const int width, const int stride)
{
  const float *in = span->in + pixel * stride * span->channels + channel;
  const float *weights = span->weights + channel;
  vec bias = vec_load_n (span->bias + channel, n);
  vec sum[TILE];

#pragma GCC unroll 16
  for (int i = 0; i < pixels; i++)
    sum[i] = bias;
  for (int y = 0; y < span->taps_y; y++)
    {
      vec w[5];

#pragma GCC unroll 16
      for (int x = 0; x < width; x++)
        w[x] = vec_load_n (weights + x * span->channels, n);
#pragma GCC unroll 16
      for (int column = 0; column < (pixels - 1) * stride + width; column++)
        {
          vec value = vec_load_n (in + column * span->channels, n);

#pragma GCC unroll 16
          for (int i = 0; i < pixels; i++)
            if (column >= i * stride && column < i * stride + width)
              sum[i] = vec_fma (value, w[column - i * stride], sum[i]);
        }
      in += span->in_row;
      weights += span->weights_row;
    }
#pragma GCC unroll 16
  for (int i = 0; i < pixels; i++)
    finish (span, sum[i], pixel + i, channel, n);
}

ALWAYS_INLINE void
run_tiles (const VanityDepthwiseSpan *span, int channel, int n, const int width, const int stride)
{
  gint64 pixel = 0;

  for (; pixel + TILE <= span->pixels; pixel += TILE)
    tile (span, pixel, channel, n, TILE, width, stride);
  for (; pixel < span->pixels; pixel++)
    tile (span, pixel, channel, n, 1, width, stride);
}

/* Any kernel: one pixel at a time. */
static void
run_any (const VanityDepthwiseSpan *span, int channel, int n)
{
  for (gint64 pixel = 0; pixel < span->pixels; pixel++)
    {
      const float *in = span->in + pixel * span->in_pixel + channel;
      const float *weights = span->weights + channel;
      vec sum = vec_load_n (span->bias + channel, n);

      for (int y = 0; y < span->taps_y; y++)
        for (int x = 0; x < span->taps_x; x++)
          sum = vec_fma (vec_load_n (in + y * span->in_row + x * span->in_tap, n),
                         vec_load_n (weights + y * span->weights_row + x * span->channels, n), sum);
      finish (span, sum, pixel, channel, n);
    }
}

ALWAYS_INLINE void
run_channels (const VanityDepthwiseSpan *span, int channel, int n)
{
  gboolean dense = span->in_tap == span->channels;
  gint64 stride = span->in_pixel / span->channels;

  if (dense && span->taps_x == 3 && stride == 1)
    run_tiles (span, channel, n, 3, 1);
  else if (dense && span->taps_x == 3 && stride == 2)
    run_tiles (span, channel, n, 3, 2);
  else if (dense && span->taps_x == 5 && stride == 1)
    run_tiles (span, channel, n, 5, 1);
  else if (dense && span->taps_x == 5 && stride == 2)
    run_tiles (span, channel, n, 5, 2);
  else
    run_any (span, channel, n);
}

void
KERNEL (depthwise_span) (const VanityDepthwiseSpan *span)
{
  int channel = 0;

  for (; channel + LANES <= span->channels; channel += LANES)
    run_channels (span, channel, LANES);
  if (channel < span->channels)
    run_channels (span, channel, span->channels - channel);
}
