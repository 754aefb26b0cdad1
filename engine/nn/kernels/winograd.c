/* Winograd's transforms before and behind the products: tiles of (size + 2)² inputs, size² outputs.
 *
 * A convolution with three taps along a line is a product of polynomials, taken at size + 1 points
 * and at infinity (Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, 2016). For
 * size 4 the points are 0, ±√½, ±√2: of the symmetric sets their largest constant is the smallest,
 * and so is the error. For size 2 they are 0 and ±1. */
#include "nn/kernels/winograd.h"

#define MAX_SIDE (VANITY_WINOGRAD_MAX_SIZE + 2)
#define ROOT_HALF 0.70710678118654752f /* √½; √2 is twice that */

/* A line of inputs, in[i · step], taken at the points. */
ALWAYS_INLINE void
transform_input (const int size, const vec *in, const int step, vec *out, const int out_step)
{
  if (size == 2)
    {
      vec d1 = in[step], d2 = in[2 * step];

      out[0] = in[0] - d2;
      out[out_step] = d1 + d2;
      out[2 * out_step] = d2 - d1;
      out[3 * out_step] = in[3 * step] - d1;
    }
  else
    {
      vec d1 = in[step], d2 = in[2 * step], d3 = in[3 * step], d4 = in[4 * step];
      vec two = vec_set1 (-2.0f), half = vec_set1 (-0.5f), sum = vec_set1 (-2.5f);
      vec even = vec_fma (two, d2, d4), odd = vec_set1 (ROOT_HALF) * vec_fma (two, d1, d3);

      out[0] = vec_fma (sum, d2, in[0] + d4);
      out[out_step] = even + odd;
      out[2 * out_step] = even - odd;
      even = vec_fma (half, d2, d4);
      odd = vec_set1 (2 * ROOT_HALF) * vec_fma (half, d1, d3);
      out[3 * out_step] = even + odd;
      out[4 * out_step] = even - odd;
      out[5 * out_step] = vec_fma (sum, d3, d1 + in[5 * step]);
    }
}

/* A line of values at the points, in[i · step], back to outputs. */
ALWAYS_INLINE void
transform_output (const int size, const vec *in, const int step, vec *out, const int out_step)
{
  vec plus = in[step] + in[2 * step], minus = in[step] - in[2 * step];

  if (size == 2)
    {
      out[0] = in[0] + plus;
      out[out_step] = minus + in[3 * step];
    }
  else
    {
      vec plus2 = in[3 * step] + in[4 * step], minus2 = in[3 * step] - in[4 * step];
      vec root = vec_set1 (ROOT_HALF);

      out[0] = in[0] + plus + plus2;
      out[out_step] = root * vec_fma (vec_set1 (2), minus2, minus);
      out[2 * out_step] = vec_fma (vec_set1 (0.5f), plus, plus2 + plus2);
      out[3 * out_step]
          = vec_fma (root, vec_fma (vec_set1 (0.5f), minus, vec_set1 (4) * minus2), in[5 * step]);
    }
}

/* `size` is a constant where this is inlined. */
ALWAYS_INLINE void
transform_tile (const int size, const float *in, gint64 in_row, gint64 in_pixel, int n, float *out,
                gint64 out_position)
{
  const int side = size + 2;
  vec lines[MAX_SIDE * MAX_SIDE];

#pragma GCC unroll 8
  for (int x = 0; x < side; x++)
    {
      vec column[MAX_SIDE];

#pragma GCC unroll 8
      for (int y = 0; y < side; y++)
        column[y] = vec_load_n (in + y * in_row + x * in_pixel, n);
      transform_input (size, column, 1, lines + x, side);
    }
#pragma GCC unroll 8
  for (int y = 0; y < side; y++)
    {
      vec row[MAX_SIDE];

      transform_input (size, lines + y * side, 1, row, 1);
#pragma GCC unroll 8
      for (int x = 0; x < side; x++)
        vec_store (out + (y * side + x) * out_position, row[x]);
    }
}

void
KERNEL (winograd_input) (int size, const float *in, gint64 in_row, gint64 in_pixel, int channels,
                         float *out, gint64 out_position)
{
  for (int c = 0; c < channels; c += LANES)
    {
      int n = MIN (LANES, channels - c);

      if (size == 4 && n == LANES)
        transform_tile (4, in + c, in_row, in_pixel, LANES, out + c, out_position);
      else if (size == 4)
        transform_tile (4, in + c, in_row, in_pixel, n, out + c, out_position);
      else
        transform_tile (2, in + c, in_row, in_pixel, n, out + c, out_position);
    }
}

/* Channels [c, c + n) of the tile. */
ALWAYS_INLINE void
finish_tile (const int size, const VanityWinogradOutput *tile, int c, int n)
{
  const int side = size + 2;
  vec bias = vec_load (tile->bias + c);
  int n_residual = tile->residual != NULL ? MIN (n, tile->residual_channels - c) : 0;
  vec lines[VANITY_WINOGRAD_MAX_SIZE * MAX_SIDE];

#pragma GCC unroll 8
  for (int x = 0; x < side; x++)
    {
      vec column[MAX_SIDE];

#pragma GCC unroll 8
      for (int y = 0; y < side; y++)
        column[y] = vec_load (tile->in + (y * side + x) * tile->in_position + c);
      transform_output (size, column, 1, lines + x, side);
    }
#pragma GCC unroll 8
  for (int y = 0; y < size; y++)
    {
      vec row[VANITY_WINOGRAD_MAX_SIZE];
      float *out = tile->out + y * tile->out_row + c;

      if (y >= tile->rows)
        break;
      transform_output (size, lines + y * side, 1, row, 1);
#pragma GCC unroll 8
      for (int x = 0; x < size; x++)
        {
          vec value = row[x] + bias;

          if (x >= tile->columns)
            break;
          if (n_residual > 0)
            value = value
                    + vec_load_n (tile->residual + y * tile->residual_row + x * tile->residual_pixel
                                      + c,
                                  n_residual);
          vec_store_n (out + x * tile->out_pixel,
                       vec_activate (value, tile->activation, tile->first_channel + c, n), n);
        }
    }
}

void
KERNEL (winograd_output) (const VanityWinogradOutput *tile)
{
  for (int c = 0; c < tile->channels; c += LANES)
    {
      int n = MIN (LANES, tile->channels - c);

      if (tile->size == 4)
        finish_tile (4, tile, c, n);
      else
        finish_tile (2, tile, c, n);
    }
}
