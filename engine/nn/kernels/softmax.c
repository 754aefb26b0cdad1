/* Softmax: along rows, whose elements are lanes, or along columns, which are lanes themselves. */
#include "nn/kernels/softmax.h"

#include "nn/kernels/transpose.h"

/* Elements of a row, at most, that is worth turning into a column. */
#define SHORT 128

/* Of all lanes, in halves. */
ALWAYS_INLINE float
fold (vec x, const gboolean max)
{
  float lanes[LANES];

  vec_store (lanes, x);
#pragma GCC unroll 4
  for (int half = LANES / 2; half > 0; half /= 2)
#pragma GCC unroll 8
    for (int k = 0; k < half; k++)
      {
        float one = lanes[k], other = lanes[k + half];

        lanes[k] = !max ? one + other : one > other ? one : other;
      }
  return lanes[0];
}

ALWAYS_INLINE float
find_largest (const float *in, gint64 length)
{
  vec all;

  if (length < LANES)
    {
      float largest = in[0];

      for (int i = 1; i < length; i++)
        largest = in[i] > largest ? in[i] : largest;
      return largest;
    }
  /* The last vector sees some elements twice. */
  all = vec_load (in + length - LANES);
  for (gint64 i = 0; i + LANES < length; i += LANES)
    all = vec_max (all, vec_load (in + i));
  return fold (all, TRUE);
}

/* Σ exp (x − largest); the terms go to `out` unless that is NULL. */
ALWAYS_INLINE float
sum_exponentials (float *out, const float *in, gint64 length, float largest)
{
  vec all = vec_set1 (0.0f), shift = vec_set1 (largest);
  gint64 i = 0;

  for (; i + LANES <= length; i += LANES)
    {
      vec x = vec_exp (vec_load (in + i) - shift);

      all = all + x;
      if (out != NULL)
        vec_store (out + i, x);
    }
  if (i < length)
    {
      const int n = length - i;
      float lanes[LANES];
      vec x = vec_exp (vec_load_part (in + i, n) - shift);

      if (out != NULL)
        vec_store_part (out + i, x, n);
      vec_store (lanes, x);
      for (int k = 0; k < LANES; k++)
        lanes[k] = k < n ? lanes[k] : 0.0f;
      all = all + vec_load (lanes);
    }
  return fold (all, FALSE);
}

ALWAYS_INLINE void
run_column (float *out, const float *in, gint64 stride, gint64 length, const int n,
            gboolean logarithm)
{
  vec largest = vec_load_n (in, n), sum = vec_set1 (0.0f);

  for (gint64 k = 1; k < length; k++)
    largest = vec_max (largest, vec_load_n (in + k * stride, n));
  for (gint64 k = 0; k < length; k++)
    {
      vec x = vec_exp (vec_load_n (in + k * stride, n) - largest);

      sum = sum + x;
      if (!logarithm)
        vec_store_n (out + k * stride, x, n);
    }
  if (logarithm)
    {
      vec log = vec_log (sum);

      for (gint64 k = 0; k < length; k++)
        vec_store_n (out + k * stride, vec_load_n (in + k * stride, n) - largest - log, n);
    }
  else
    {
      vec factor = vec_set1 (1.0f) / sum;

      for (gint64 k = 0; k < length; k++)
        vec_store_n (out + k * stride, vec_load_n (out + k * stride, n) * factor, n);
    }
}

void
KERNEL (softmax_columns) (float *out, const float *in, gint64 stride, gint64 columns, gint64 length,
                          gboolean logarithm)
{
  gint64 c = 0;

  for (; c + LANES <= columns; c += LANES)
    run_column (out + c, in + c, stride, length, LANES, logarithm);
  if (c < columns)
    run_column (out + c, in + c, stride, length, columns - c, logarithm);
}

void
KERNEL (softmax_rows) (float *out, const float *in, gint64 rows, gint64 length, gboolean logarithm)
{
  float columns[SHORT * LANES];
  gint64 row = 0;

  /* Short rows make columns, a vector of rows at once: parts of vectors and sums over lanes are
   * slow. */
  for (; length <= SHORT && row + LANES <= rows; row += LANES, in += LANES * length)
    {
      KERNEL (transpose) (columns, LANES, in, length, LANES, length);
      run_column (columns, columns, LANES, length, LANES, logarithm);
      KERNEL (transpose) (out, length, columns, LANES, length, LANES);
      out += LANES * length;
    }
  for (; row < rows; row++, in += length, out += length)
    {
      float largest = find_largest (in, length);
      float sum = sum_exponentials (logarithm ? NULL : out, in, length, largest);
      vec factor = vec_set1 (1.0f / sum), shift = vec_set1 (largest),
          log = vec_set1 (logarithm ? logf (sum) : 0.0f);

      for (gint64 i = 0; i < length; i += LANES)
        {
          int n = MIN (length - i, LANES);

          if (logarithm)
            vec_store_n (out + i, vec_load_n (in + i, n) - shift - log, n);
          else
            vec_store_n (out + i, vec_load_n (out + i, n) * factor, n);
        }
    }
}
