/* Winograd's transforms before and behind the products: tiles of side² inputs and size² outputs,
 * for windows of taps², where side = size + taps − 1; and those that gradients go through, which
 * are the same matrices, transposed.
 *
 * A convolution along a line is a product of polynomials, taken at side − 1 points and at infinity
 * (Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, 2016). For side 6 the points
 * are 0, ±√½, ±√2: of the symmetric sets their largest constant is the smallest, and so is the
 * error. For side 4 they are 0 and ±1. */
#include "nn/kernels/winograd.h"

#define MAX_SIDE VANITY_WINOGRAD_MAX_SIDE
#define MAX_SIZE VANITY_WINOGRAD_MAX_SIZE
#define MAX_TAPS VANITY_WINOGRAD_MAX_TAPS
#define ROOT_HALF 0.70710678118654752f /* √½; √2 is twice that */

/* A line of inputs, in[i · step], taken at the points. */
ALWAYS_INLINE void
transform_input (const int side, const vec *in, const int step, vec *out, const int out_step)
{
  if (side == 4)
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

/* A line of values at the points, in[i · step], back to outputs; or of the gradients of weights, to
 * as many taps. */
ALWAYS_INLINE void
transform_output (const int side, const int size, const vec *in, const int step, vec *out,
                  const int out_step)
{
  vec plus = in[step] + in[2 * step], minus = in[step] - in[2 * step];

  if (side == 4)
    {
      out[0] = in[0] + plus;
      out[out_step] = minus;
      out[size == 3 ? 2 * out_step : out_step] = (size == 3 ? plus : minus) + in[3 * step];
    }
  else
    {
      vec plus2 = in[3 * step] + in[4 * step], minus2 = in[3 * step] - in[4 * step];
      vec root = vec_set1 (ROOT_HALF);
      vec square = vec_fma (vec_set1 (0.5f), plus, plus2 + plus2);

      out[0] = in[0] + plus + plus2;
      out[out_step] = root * vec_fma (vec_set1 (2), minus2, minus);
      out[2 * out_step] = square;
      if (size == 3)
        out[2 * out_step] = square + in[5 * step];
      else
        out[3 * out_step]
            = vec_fma (root, vec_fma (vec_set1 (0.5f), minus, vec_set1 (4) * minus2), in[5 * step]);
    }
}

/* A polynomial of `count` coefficients, in[i · step], at the points; at infinity, its last one. */
ALWAYS_INLINE void
take_at_points (const int side, const int count, const vec *in, const int step, vec *out,
                const int out_step)
{
  vec last = in[(count - 1) * step];

  if (side == 4)
    {
      vec even = in[0];

      if (count > 2)
        even = even + in[2 * step];
      out[out_step] = even + in[step];
      out[2 * out_step] = even - in[step];
    }
  else
    {
      vec root = vec_set1 (ROOT_HALF), half = vec_set1 (0.5f), two = vec_set1 (2);
      vec odd = root * (count > 3 ? vec_fma (half, in[3 * step], in[step]) : in[step]);
      vec even = vec_fma (half, in[2 * step], in[0]);

      out[out_step] = even + odd;
      out[2 * out_step] = even - odd;
      odd = (root + root) * (count > 3 ? vec_fma (two, in[3 * step], in[step]) : in[step]);
      even = vec_fma (two, in[2 * step], in[0]);
      out[3 * out_step] = even + odd;
      out[4 * out_step] = even - odd;
    }
  out[0] = in[0];
  out[(side - 1) * out_step] = last;
}

/* What is left to do for weights: to divide by the product of the distances of a point to the
 * others. On the way back it is done to the other factor. */
ALWAYS_INLINE vec
get_share (const int side, const int point)
{
  if (point == 0 || point == side - 1)
    return vec_set1 (1);
  if (side == 4)
    return vec_set1 (0.5f);
  return vec_set1 (point < 3 ? -2.0f / 3 : 1.0f / 6);
}

/* `side` is a constant where this is inlined. */
ALWAYS_INLINE void
transform_tile (const int side, const float *in, gint64 in_row, gint64 in_pixel, int n, float *out,
                gint64 out_position)
{
  vec lines[MAX_SIDE * MAX_SIDE];

#pragma GCC unroll 8
  for (int x = 0; x < side; x++)
    {
      vec column[MAX_SIDE];

#pragma GCC unroll 8
      for (int y = 0; y < side; y++)
        column[y] = vec_load_n (in + y * in_row + x * in_pixel, n);
      transform_input (side, column, 1, lines + x, side);
    }
#pragma GCC unroll 8
  for (int y = 0; y < side; y++)
    {
      vec row[MAX_SIDE];

      transform_input (side, lines + y * side, 1, row, 1);
#pragma GCC unroll 8
      for (int x = 0; x < side; x++)
        vec_store (out + (y * side + x) * out_position, row[x]);
    }
}

void
KERNEL (winograd_input) (int side, const float *in, gint64 in_row, gint64 in_pixel, int channels,
                         float *out, gint64 out_position)
{
  for (int c = 0; c < channels; c += LANES)
    {
      int n = MIN (LANES, channels - c);

      if (side == 6 && n == LANES)
        transform_tile (6, in + c, in_row, in_pixel, LANES, out + c, out_position);
      else if (side == 6)
        transform_tile (6, in + c, in_row, in_pixel, n, out + c, out_position);
      else
        transform_tile (4, in + c, in_row, in_pixel, n, out + c, out_position);
    }
}

/* Channels [c, c + n) of the tile. */
ALWAYS_INLINE void
finish_tile (const int side, const int size, const VanityWinogradOutput *tile, int c, int n)
{
  vec bias = vec_load (tile->bias + c);
  int n_residual = tile->residual != NULL ? MIN (n, tile->residual_channels - c) : 0;
  vec lines[MAX_SIZE * MAX_SIDE];

#pragma GCC unroll 8
  for (int x = 0; x < side; x++)
    {
      vec column[MAX_SIDE];

#pragma GCC unroll 8
      for (int y = 0; y < side; y++)
        column[y] = vec_load (tile->in + (y * side + x) * tile->in_position + c);
      transform_output (side, size, column, 1, lines + x, side);
    }
#pragma GCC unroll 8
  for (int y = 0; y < size; y++)
    {
      vec row[MAX_SIZE];
      float *out = tile->out + y * tile->out_row + c;

      if (y >= tile->rows)
        break;
      transform_output (side, size, lines + y * side, 1, row, 1);
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
        finish_tile (6, 4, tile, c, n);
      else if (tile->size == 3)
        finish_tile (6, 3, tile, c, n);
      else
        finish_tile (4, 2, tile, c, n);
    }
}

/* What came of the columns, along the rows as well. */
ALWAYS_INLINE void
store_at_points (const int side, const int size, const vec *lines, float *out, gint64 out_position)
{
#pragma GCC unroll 8
  for (int y = 0; y < side; y++)
    {
      vec row[MAX_SIDE], share = get_share (side, y);

      take_at_points (side, size, lines + y * size, 1, row, 1);
#pragma GCC unroll 8
      for (int x = 0; x < side; x++)
        vec_store (out + (y * side + x) * out_position, share * get_share (side, x) * row[x]);
    }
}

ALWAYS_INLINE void
transform_weights (const int side, const int taps, const float *in, gint64 in_tap, float *out,
                   gint64 out_position)
{
  vec lines[MAX_SIDE * MAX_TAPS];

#pragma GCC unroll 8
  for (int x = 0; x < taps; x++)
    {
      vec column[MAX_TAPS];

#pragma GCC unroll 8
      for (int y = 0; y < taps; y++)
        column[y] = vec_load (in + (y * taps + x) * in_tap);
      take_at_points (side, taps, column, 1, lines + x, taps);
    }
  store_at_points (side, taps, lines, out, out_position);
}

void
KERNEL (winograd_weights) (int side, int taps, const float *in, gint64 in_tap, gint64 count,
                           float *out, gint64 out_position)
{
  for (gint64 i = 0; i < count; i += LANES)
    if (side == 4)
      transform_weights (4, 3, in + i, in_tap, out + i, out_position);
    else if (taps == 3)
      transform_weights (6, 3, in + i, in_tap, out + i, out_position);
    else
      transform_weights (6, 4, in + i, in_tap, out + i, out_position);
}

ALWAYS_INLINE void
transform_given (const int side, const int size, const float *in, gint64 in_row, gint64 in_pixel,
                 int rows, int columns, int n, float *out, gint64 out_position)
{
  vec lines[MAX_SIDE * MAX_SIZE];

#pragma GCC unroll 8
  for (int x = 0; x < size; x++)
    {
      vec column[MAX_SIZE];

#pragma GCC unroll 8
      for (int y = 0; y < size; y++)
        column[y] = y < rows && x < columns ? vec_load_n (in + y * in_row + x * in_pixel, n)
                                            : vec_set1 (0);
      take_at_points (side, size, column, 1, lines + x, size);
    }
  store_at_points (side, size, lines, out, out_position);
}

void
KERNEL (winograd_given) (int size, const float *in, gint64 in_row, gint64 in_pixel, int rows,
                         int columns, int channels, float *out, gint64 out_position)
{
  for (int c = 0; c < channels; c += LANES)
    {
      int n = MIN (LANES, channels - c);

      if (size == 4)
        transform_given (6, 4, in + c, in_row, in_pixel, rows, columns, n, out + c, out_position);
      else if (size == 3)
        transform_given (6, 3, in + c, in_row, in_pixel, rows, columns, n, out + c, out_position);
      else
        transform_given (4, 2, in + c, in_row, in_pixel, rows, columns, n, out + c, out_position);
    }
}

ALWAYS_INLINE void
finish_gradient (const int side, const int taps, const float *in, gint64 in_position, int n,
                 float *out, gint64 out_tap, gboolean add)
{
  vec lines[MAX_TAPS * MAX_SIDE];

#pragma GCC unroll 8
  for (int x = 0; x < side; x++)
    {
      vec column[MAX_SIDE];

#pragma GCC unroll 8
      for (int y = 0; y < side; y++)
        column[y] = vec_load_n (in + (y * side + x) * in_position, n);
      transform_output (side, taps, column, 1, lines + x, side);
    }
#pragma GCC unroll 8
  for (int y = 0; y < taps; y++)
    {
      vec row[MAX_TAPS];

      transform_output (side, taps, lines + y * side, 1, row, 1);
#pragma GCC unroll 8
      for (int x = 0; x < taps; x++)
        {
          float *to = out + (y * taps + x) * out_tap;

          if (add)
            row[x] = row[x] + vec_load_n (to, n);
          vec_store_n (to, row[x], n);
        }
    }
}

void
KERNEL (winograd_gradient) (int side, int taps, const float *in, gint64 in_position, int channels,
                            float *out, gint64 out_tap, gboolean add)
{
  for (int c = 0; c < channels; c += LANES)
    {
      int n = MIN (LANES, channels - c);

      if (side == 4)
        finish_gradient (4, 3, in + c, in_position, n, out + c, out_tap, add);
      else if (taps == 3)
        finish_gradient (6, 3, in + c, in_position, n, out + c, out_tap, add);
      else
        finish_gradient (6, 4, in + c, in_position, n, out + c, out_tap, add);
    }
}
