/* A depthwise convolution along one row: each channel has its own small kernel, so lanes are
 * channels. Four neighbouring pixels share the columns that their windows have in common. */
#include "nn/kernels/depthwise.h"

#define TILE 4
/* Floats that fill half of a first cache of 48 KiB. */
#define LONG_ROW 6144
/* A whole 3×3 kernel stays in registers along the row. */
#define MAX_HELD 9

/* Some channels of a row. What is constant where it is inlined is passed beside it. */
typedef struct
{
  const VanityDepthwiseRow *row;
  int channel;
  int n;          /* channels, LANES at most */
  int n_residual; /* of them */
  vec bias;
  vec activation[2]; /* what the kind of activation has, spread */
  vec held[MAX_HELD];
} Block;

ALWAYS_INLINE void
block_init (Block *block, const VanityDepthwiseRow *row, int channel, const int n)
{
  const VanityActivation *activation = row->activation;

  block->row = row;
  block->channel = channel;
  block->n = n;
  block->n_residual = row->residual == NULL ? 0 : MIN (row->residual_channels - channel, n);
  block->bias = vec_load_n (row->bias + channel, n);
  switch (activation->kind)
    {
    case VANITY_ACTIVATION_SLOPE:
      block->activation[0] = activation->n_slopes == 1
                                 ? vec_set1 (activation->slope[0])
                                 : vec_load_n (activation->slope + channel, n);
      block->activation[1] = block->activation[0];
      break;
    case VANITY_ACTIVATION_HARD_SWISH:
      block->activation[0] = vec_set1 (activation->alpha);
      block->activation[1] = vec_set1 (activation->beta);
      break;
    case VANITY_ACTIVATION_CLAMP:
    default:
      block->activation[0] = vec_set1 (activation->low);
      block->activation[1] = vec_set1 (activation->high);
      break;
    }
}

ALWAYS_INLINE void
finish (const Block *block, vec *sum, int pixel, const int pixels, const int n)
{
  const VanityDepthwiseRow *row = block->row;
  float *out = row->out + (gint64)pixel * row->channels + block->channel;
  const vec zero = vec_set1 (0.0f), one = vec_set1 (1.0f);
  const vec a = block->activation[0], b = block->activation[1];

  if (block->n_residual > 0)
    {
      const float *residual
          = row->residual + (gint64)pixel * row->residual_channels + block->channel;

#pragma GCC unroll 16
      for (int i = 0; i < pixels; i++)
        sum[i] = sum[i] + vec_load_n (residual + i * row->residual_channels, block->n_residual);
    }
  switch (row->activation->kind)
    {
    case VANITY_ACTIVATION_SLOPE:
#pragma GCC unroll 16
      for (int i = 0; i < pixels; i++)
        sum[i] = vec_fma (vec_min (sum[i], zero), a, vec_max (sum[i], zero));
      break;
    case VANITY_ACTIVATION_HARD_SWISH:
#pragma GCC unroll 16
      for (int i = 0; i < pixels; i++)
        sum[i] = sum[i] * vec_min (vec_max (vec_fma (sum[i], a, b), zero), one);
      break;
    case VANITY_ACTIVATION_CLAMP:
    default:
#pragma GCC unroll 16
      for (int i = 0; i < pixels; i++)
        sum[i] = vec_min (vec_max (sum[i], a), b);
      break;
    }
#pragma GCC unroll 16
  for (int i = 0; i < pixels; i++)
    vec_store_n (out + i * row->channels, sum[i], n);
}

/* `pixels` outputs from `pixel` on, whose windows lie inside the row. With `held`, the kernel is
 * 3×3 and in the block. */
ALWAYS_INLINE void
tile (const Block *block, int pixel, const int pixels, const int n, const int width,
      const int stride, const gboolean held)
{
  const VanityDepthwiseRow *row = block->row;
  const int taps_y = held ? 3 : row->taps_y;
  const float *in
      = row->in + (gint64)(pixel * stride - row->before) * row->channels + block->channel;
  const float *weights = row->weights + block->channel;
  vec sum[TILE];

#pragma GCC unroll 16
  for (int i = 0; i < pixels; i++)
    sum[i] = block->bias;
#pragma GCC unroll 3
  for (int y = 0; y < taps_y; y++)
    {
      vec w[7];

#pragma GCC unroll 16
      for (int x = 0; x < width; x++)
        w[x] = held ? block->held[3 * y + x] : vec_load_n (weights + x * row->channels, n);
#pragma GCC unroll 16
      for (int column = 0; column < (pixels - 1) * stride + width; column++)
        {
          vec value = vec_load_n (in + column * row->channels, n);

#pragma GCC unroll 16
          for (int i = 0; i < pixels; i++)
            if (column >= i * stride && column < i * stride + width)
              sum[i] = vec_fma (value, w[column - i * stride], sum[i]);
        }
      in += row->in_row;
      weights += width * row->channels;
    }
  finish (block, sum, pixel, pixels, n);
}

/* One output of any kernel, whose window may hang over the ends of the row. */
ALWAYS_INLINE void
single (const Block *block, int pixel, const int n)
{
  const VanityDepthwiseRow *row = block->row;
  int start = pixel * row->stride - row->before;
  int first = start < 0 ? (row->dilation - 1 - start) / row->dilation : 0;
  int end = start >= row->in_pixels
                ? 0
                : MIN (row->taps_x, (row->in_pixels - 1 - start) / row->dilation + 1);
  const float *weights = row->weights + block->channel;
  vec sum[1] = { block->bias };

  for (int y = 0; y < row->taps_y; y++)
    {
      const float *in = row->in + y * row->in_row + block->channel;

      for (int x = first; x < end; x++)
        sum[0] = vec_fma (vec_load_n (in + (gint64)(start + x * row->dilation) * row->channels, n),
                          vec_load_n (weights + (gint64)x * row->channels, n), sum[0]);
      weights += (gint64)row->taps_x * row->channels;
    }
  finish (block, sum, pixel, 1, n);
}

/* Pixels [from, to). */
ALWAYS_INLINE void
run_tiles (Block *block, const int n, const int width, const int stride, const gboolean held,
           int from, int to)
{
  const VanityDepthwiseRow *row = block->row;
  /* Pixels [first, end) have their windows inside the row. */
  int first = CLAMP ((row->before + stride - 1) / stride, from, to);
  int room = row->in_pixels + row->before - width;
  int end = room < 0 ? first : CLAMP (room / stride + 1, first, to);
  int pixel = from;

  if (held)
    {
#pragma GCC unroll 16
      for (int t = 0; t < MAX_HELD; t++)
        block->held[t] = vec_load_n (row->weights + block->channel + t * row->channels, n);
    }
  for (; pixel < first; pixel++)
    single (block, pixel, n);
  for (; pixel + TILE <= end; pixel += TILE)
    tile (block, pixel, TILE, n, width, stride, held);
  /* The last tile does some pixels twice, unless their residual may be gone by then. */
  if (pixel < end && end - first >= TILE && row->residual == NULL)
    {
      tile (block, end - TILE, TILE, n, width, stride, held);
      pixel = end;
    }
  for (; pixel < to; pixel++)
    single (block, pixel, n);
}

ALWAYS_INLINE void
run_channels (const VanityDepthwiseRow *row, int channel, const int n, int from, int to)
{
  gboolean dense = row->dilation == 1;
  Block block;

  block_init (&block, row, channel, n);
  /* Parts of a vector are slow where there are no masks, tiles or not. */
  dense = dense && (HAS_MASKS || n == LANES);
  if (dense && row->taps_x == 3 && row->taps_y == 3 && row->stride == 1)
    run_tiles (&block, n, 3, 1, TRUE, from, to);
  else if (dense && row->taps_x == 3 && row->taps_y == 3 && row->stride == 2)
    run_tiles (&block, n, 3, 2, TRUE, from, to);
  else if (dense && row->taps_x == 3 && row->stride == 1)
    run_tiles (&block, n, 3, 1, FALSE, from, to);
  else if (dense && row->taps_x == 5 && row->stride == 1)
    run_tiles (&block, n, 5, 1, FALSE, from, to);
  else if (dense && row->taps_x == 5 && row->stride == 2)
    run_tiles (&block, n, 5, 2, FALSE, from, to);
  else if (dense && row->taps_x == 7 && row->stride == 1)
    run_tiles (&block, n, 7, 1, FALSE, from, to);
  else
    for (int pixel = from; pixel < to; pixel++)
      single (&block, pixel, n);
}

void
KERNEL (depthwise_row) (const VanityDepthwiseRow *row)
{
  /* A long row is gone through in short strips, all channels of one before the next: what follows
   * each other in memory then follows in time, too. The channels of a pixel apart, often by a power
   * of two, would drive each other out of the cache. */
  int strip = (gint64)row->in_pixels * row->channels > LONG_ROW ? 2 * TILE : row->pixels;
  int to = (row->before + row->stride - 1) / row->stride;

  for (int from = 0; from < row->pixels; from = to)
    {
      int channel = 0, rest;

      to = MIN (to + strip, row->pixels);
      if (row->pixels - to < TILE)
        to = row->pixels;
      for (; channel + LANES <= row->channels; channel += LANES)
        run_channels (row, channel, LANES, from, to);
      rest = row->channels - channel;
      if (rest > 0 && rest < LANES) /* the second, so that the compiler knows it, too */
        run_channels (row, channel, rest, from, to);
    }
}
