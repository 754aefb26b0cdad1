/* Normalisations: lanes are channels. */
#include "nn/kernels/normalize.h"

/* Rows whose sums are kept in float. What is summed is how far an element lies from the mean of the
 * first rows of its slab: then the squares are never larger than SLAB ÷ MIDDLE + 1 times what they
 * come to, whatever the mean of all, and lose log₂ of that in bits, no more. */
#define SLAB 64
#define MIDDLE 4
/* Elements of a row whose sums are kept in float. */
#define SPAN 4096
/* Vectors of neighbouring channels that are gone through together, and sums in all. */
#define MAX_VECTORS 4

/* Sums of so many vectors of channels over a slab; `n` channels in the last one. */
ALWAYS_INLINE void
sum_slab (const float *in, int rows, int channels, const int vectors, const int n, float *middles,
          float *sums, float *squares)
{
  const int apart = MAX_VECTORS / vectors; /* sums side by side of each channel */
  vec middle[MAX_VECTORS], sum[MAX_VECTORS], square[MAX_VECTORS];
  int row = 0;

#pragma GCC unroll 4
  for (int i = 0; i < MAX_VECTORS; i++)
    sum[i] = square[i] = vec_set1 (0.0f);
#pragma GCC unroll 4
  for (int v = 0; v < vectors; v++)
    {
      const float *at = in + v * LANES;
      const int lanes = v == vectors - 1 ? n : LANES;

      middle[v] = vec_load_n (at, lanes);
      if (rows >= MIDDLE)
        middle[v] = ((middle[v] + vec_load_n (at + channels, lanes))
                     + (vec_load_n (at + 2 * (gint64)channels, lanes)
                        + vec_load_n (at + 3 * (gint64)channels, lanes)))
                    * vec_set1 (1.0f / MIDDLE);
    }
  for (; row + apart <= rows; row += apart)
#pragma GCC unroll 4
    for (int i = 0; i < MAX_VECTORS; i++)
      {
        const int v = i % vectors;
        vec x = vec_load_n (in + (gint64)(row + i / vectors) * channels + v * LANES,
                            v == vectors - 1 ? n : LANES)
                - middle[v];

        sum[i] = sum[i] + x;
        square[i] = vec_fma (x, x, square[i]);
      }
  for (; row < rows; row++)
#pragma GCC unroll 4
    for (int v = 0; v < vectors; v++)
      {
        vec x = vec_load_n (in + (gint64)row * channels + v * LANES, v == vectors - 1 ? n : LANES)
                - middle[v];

        sum[v] = sum[v] + x;
        square[v] = vec_fma (x, x, square[v]);
      }
#pragma GCC unroll 4
  for (int i = vectors; i < MAX_VECTORS; i++)
    {
      sum[i % vectors] = sum[i % vectors] + sum[i];
      square[i % vectors] = square[i % vectors] + square[i];
    }
#pragma GCC unroll 4
  for (int v = 0; v < vectors; v++)
    {
      vec_store (middles + v * LANES, middle[v]);
      vec_store (sums + v * LANES, sum[v]);
      vec_store (squares + v * LANES, square[v]);
    }
}

/* Adds a slab to the moments of what came before; Chan et al., Updating Formulae and a Pairwise
 * Algorithm for Computing Sample Variances, 1979. */
ALWAYS_INLINE void
add_slab (const float *middles, const float *sums, const float *slab_squares, int count,
          double rows, double before, double *mean, double *squares)
{
  const double part = rows / (before + rows), scale = 1.0 / rows;

  for (int c = 0; c < count; c++)
    {
      double off = sums[c] * scale;
      double own = slab_squares[c] - sums[c] * off;
      double apart = middles[c] + off - mean[c];

      mean[c] += apart * part;
      squares[c] += (own > 0.0 ? own : 0.0) + apart * apart * before * part;
    }
}

void
KERNEL (moments) (const float *in, gint64 rows, int channels, double *mean, double *squares)
{
  float middles[MAX_VECTORS * LANES], sums[MAX_VECTORS * LANES];
  float slab_squares[MAX_VECTORS * LANES];

  for (int c = 0; c < channels; c++)
    mean[c] = squares[c] = 0.0;
  for (gint64 row = 0; row < rows; row += SLAB)
    {
      const float *slab = in + row * channels;
      int slab_rows = MIN (SLAB, rows - row);

      for (int c = 0; c < channels;)
        {
          int left = channels - c, n = MIN (left, LANES), count = n;

          if (left >= 4 * LANES)
            {
              count = 4 * LANES;
              sum_slab (slab + c, slab_rows, channels, 4, LANES, middles, sums, slab_squares);
            }
          else if (left >= 2 * LANES)
            {
              count = 2 * LANES;
              sum_slab (slab + c, slab_rows, channels, 2, LANES, middles, sums, slab_squares);
            }
          else if (n == LANES)
            {
              sum_slab (slab + c, slab_rows, channels, 1, LANES, middles, sums, slab_squares);
            }
          else
            {
              sum_slab (slab + c, slab_rows, channels, 1, n, middles, sums, slab_squares);
            }
          add_slab (middles, sums, slab_squares, count, slab_rows, row, mean + c, squares + c);
          c += count;
        }
    }
}

/* `kind` is a constant where this is inlined. */
ALWAYS_INLINE void
scale (const VanityScaleRows *rows, const VanityActivationKind kind, const gboolean has_residual)
{
  VanityActivation activation = *rows->activation;

  activation.kind = kind;
  for (gint64 row = 0; row < rows->rows; row++)
    {
      const float *in = rows->in + row * rows->channels;
      const float *residual = has_residual ? rows->residual + row * rows->channels : NULL;
      float *out = rows->out + row * rows->channels;
      int c = 0;

#define SCALE(n)                                                                                   \
  do                                                                                               \
    {                                                                                              \
      vec x = vec_fma (vec_load_n (in + c, n) - vec_load_n (rows->center + c, n),                  \
                       vec_load_n (rows->factor + c, n), vec_load_n (rows->offset + c, n));        \
                                                                                                   \
      if (has_residual)                                                                            \
        x = x + vec_load_n (residual + c, n);                                                      \
      vec_store_n (out + c, vec_activate (x, &activation, c, n), n);                               \
    }                                                                                              \
  while (0)

      for (; c + LANES <= rows->channels; c += LANES)
        SCALE (LANES);
      if (c < rows->channels)
        SCALE (rows->channels - c);
#undef SCALE
    }
}

void
KERNEL (scale_rows) (const VanityScaleRows *rows)
{
  switch (rows->activation->kind)
    {
    case VANITY_ACTIVATION_SLOPE:
      if (rows->residual != NULL)
        scale (rows, VANITY_ACTIVATION_SLOPE, TRUE);
      else
        scale (rows, VANITY_ACTIVATION_SLOPE, FALSE);
      break;
    case VANITY_ACTIVATION_HARD_SWISH:
      if (rows->residual != NULL)
        scale (rows, VANITY_ACTIVATION_HARD_SWISH, TRUE);
      else
        scale (rows, VANITY_ACTIVATION_HARD_SWISH, FALSE);
      break;
    case VANITY_ACTIVATION_CLAMP:
    default:
      if (rows->residual != NULL)
        scale (rows, VANITY_ACTIVATION_CLAMP, TRUE);
      else
        scale (rows, VANITY_ACTIVATION_CLAMP, FALSE);
      break;
    }
}

/* Σ (x − center) and Σ (x − center)², in float over SPAN elements and in double over all. */
ALWAYS_INLINE void
sum_row (const float *in, gint64 count, float center, double *sum, double *squares)
{
  const vec middle = vec_set1 (center);

  *sum = *squares = 0.0;
  for (gint64 first = 0; first < count; first += SPAN)
    {
      gint64 end = MIN (count, first + SPAN), i = first;
      vec s[2] = { vec_set1 (0.0f), vec_set1 (0.0f) }, q[2] = { s[0], s[0] };
      float s_lanes[LANES], q_lanes[LANES];

      for (; i + 2 * LANES <= end; i += 2 * LANES)
#pragma GCC unroll 2
        for (int k = 0; k < 2; k++)
          {
            vec x = vec_load (in + i + k * LANES) - middle;

            s[k] = s[k] + x;
            q[k] = vec_fma (x, x, q[k]);
          }
      for (; i + LANES <= end; i += LANES)
        {
          vec x = vec_load (in + i) - middle;

          s[0] = s[0] + x;
          q[0] = vec_fma (x, x, q[0]);
        }
      vec_store (s_lanes, s[0] + s[1]);
      vec_store (q_lanes, q[0] + q[1]);
      for (int k = 0; k < LANES; k++)
        {
          *sum += s_lanes[k];
          *squares += q_lanes[k];
        }
      for (; i < end; i++)
        {
          double x = (double)in[i] - center;

          *sum += x;
          *squares += x * x;
        }
    }
}

void
KERNEL (normalize_rows) (float *out, const float *in, gint64 rows, gint64 count, const float *scale,
                         const float *bias, float epsilon)
{
  for (gint64 row = 0; row < rows; row++, in += count, out += count)
    {
      double sum, squares, inverse;
      float center;
      vec middle, factor, offset;

      /* The mean, then how far from it: what float leaves out of the first is in the second sum. */
      sum_row (in, count, in[0], &sum, &squares);
      center = in[0] + sum / count;
      sum_row (in, count, center, &sum, &squares);
      sum /= count;
      inverse = 1.0 / sqrt (MAX (squares / count - sum * sum, 0.0) + epsilon);
      middle = vec_set1 (center);
      factor = vec_set1 (inverse);
      offset = vec_set1 (-sum * inverse);
      for (gint64 i = 0; i < count; i += LANES)
        {
          int n = MIN (count - i, LANES);
          vec x = vec_fma (vec_load_n (in + i, n) - middle, factor, offset);
          vec b = bias != NULL ? vec_load_n (bias + i, n) : vec_set1 (0.0f);

          vec_store_n (out + i, vec_fma (x, vec_load_n (scale + i, n), b), n);
        }
    }
}
