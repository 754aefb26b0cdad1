/* A few rows times packed panels of columns, all sums in registers.
 *
 * Rows are pixels, lying a constant stride apart; a row's elements come in runs, so that the window
 * of a convolution is read where it lies. One step multiplies one element of each row, broadcast,
 * with one or two vectors of weights. */
#include "nn/kernels/matrix.h"

#if defined(VANITY_KERNELS_AVX512)
#define MAX_ROWS 12 /* 24 sums, 2 weights: 26 of 32 registers */
#elif defined(VANITY_KERNELS_AVX2)
#define MAX_ROWS 6 /* 12 sums, 2 weights, 1 element: 15 of 16 */
#else
#define MAX_ROWS 4
#endif
G_STATIC_ASSERT (MAX_ROWS <= VANITY_MATRIX_MAX_ROWS);

/* Few rows leave too few sums to hide the latency of an addition: then several sums are kept for
 * each element, for interleaved parts of the run, and added up in the end. */
#define MAX_PARTS 4

/* How many floats ahead the weights are asked for. Where they come from memory, the processor's own
 * guess stops at every page. */
#define AHEAD 1024

/* `rows`, `vectors` and `parts` are constants where this is inlined. */
ALWAYS_INLINE void
multiply (const int rows, const int vectors, const int parts, const VanityMatrixTile *tile,
          const float *panel, int column)
{
  vec sum[MAX_ROWS][2][MAX_PARTS];
  const gint64 stride = tile->row_stride;
  const int length = tile->run_length;
  const int width = vectors * LANES;
  const float *weights = panel + (1 + (gint64)tile->before) * width;
  int last = tile->columns - column - (vectors - 1) * LANES;

#pragma GCC unroll 16
  for (int v = 0; v < vectors; v++)
    {
      vec bias = vec_load (panel + v * LANES);

#pragma GCC unroll 16
      for (int r = 0; r < rows; r++)
        {
          sum[r][v][0] = bias;
#pragma GCC unroll 16
          for (int p = 1; p < parts; p++)
            sum[r][v][p] = vec_set1 (0.0f);
        }
    }
  if (tile->before > 0)
    {
#pragma GCC unroll 16
      for (int r = 0; r < rows; r++)
#pragma GCC unroll 16
        for (int v = 0; v < vectors; v++)
          sum[r][v][0] = vec_load_n (tile->out + r * tile->out_stride + column + v * LANES,
                                     v == vectors - 1 ? last : LANES);
    }

  for (int run = 0; run < tile->n_runs; run++)
    {
      /* Every third row has a pointer; the two after it are reached by the stride. */
      const float *in0 = tile->in + tile->runs[run];
      const float *in3 = in0 + (rows > 3 ? 3 * stride : 0);
      const float *in6 = in0 + (rows > 6 ? 6 * stride : 0);
      const float *in9 = in0 + (rows > 9 ? 9 * stride : 0);
      int k = 0;

      for (; k + parts <= length; k += parts)
        {
#pragma GCC unroll 16
          for (int p = 0; p < parts; p++)
            {
              vec w[2];

#pragma GCC unroll 16
              for (int v = 0; v < vectors; v++)
                {
                  w[v] = vec_load (weights + p * width + v * LANES);
                  __builtin_prefetch (weights + p * width + v * LANES + AHEAD);
                }
#pragma GCC unroll 16
              for (int r = 0; r < rows; r++)
                {
                  const float *in = r < 3 ? in0 : r < 6 ? in3 : r < 9 ? in6 : in9;
                  vec x = vec_set1 (in[p + r % 3 * stride]);

#pragma GCC unroll 16
                  for (int v = 0; v < vectors; v++)
                    sum[r][v][p] = vec_fma (x, w[v], sum[r][v][p]);
                }
            }
          in0 += parts;
          in3 += parts;
          in6 += parts;
          in9 += parts;
          weights += parts * width;
        }
      for (; parts > 1 && k < length; k++)
        {
#pragma GCC unroll 16
          for (int r = 0; r < rows; r++)
            {
              vec x = vec_set1 (in0[r * stride]);

#pragma GCC unroll 16
              for (int v = 0; v < vectors; v++)
                sum[r][v][0] = vec_fma (x, vec_load (weights + v * LANES), sum[r][v][0]);
            }
          in0++;
          weights += width;
        }
    }

#pragma GCC unroll 16
  for (int r = 0; r < rows; r++)
    {
      const float *residual
          = tile->residual != NULL ? tile->residual + r * tile->residual_stride + column : NULL;

#pragma GCC unroll 16
      for (int v = 0; v < vectors; v++)
        {
          int n
              = MIN (v == vectors - 1 ? last : LANES, tile->residual_columns - column - v * LANES);
          vec x = sum[r][v][0];

#pragma GCC unroll 16
          for (int p = 1; p < parts; p++)
            x = x + sum[r][v][p];
          if (residual != NULL && n > 0)
            x = x + vec_load_n (residual + v * LANES, n);
          sum[r][v][0] = x;
        }
    }

    /* The kind is looked at once for the tile, not for each vector. */
#define FINISH(value)                                                                              \
  _Pragma ("GCC unroll 16") for (int r = 0; r < rows; r++)                                         \
      _Pragma ("GCC unroll 16") for (int v = 0; v < vectors; v++)                                  \
  {                                                                                                \
    vec x = sum[r][v][0];                                                                          \
    vec_store_n (tile->out + r * tile->out_stride + column + v * LANES, (value),                   \
                 v == vectors - 1 ? last : LANES);                                                 \
  }
  if (tile->activation->kind == VANITY_ACTIVATION_CLAMP)
    {
      vec low = vec_set1 (tile->activation->low), high = vec_set1 (tile->activation->high);

      FINISH (vec_min (vec_max (x, low), high));
    }
  else if (tile->activation->kind == VANITY_ACTIVATION_SLOPE)
    {
      vec zero = vec_set1 (0.0f), slope[2];

#pragma GCC unroll 16
      for (int v = 0; v < vectors; v++)
        slope[v]
            = tile->activation->n_slopes == 1
                  ? vec_set1 (tile->activation->slope[0])
                  : vec_load_n (tile->activation->slope + tile->first_channel + column + v * LANES,
                                v == vectors - 1 ? last : LANES);
      FINISH (vec_fma (vec_min (x, zero), slope[v], vec_max (x, zero)));
    }
  else
    {
      vec alpha = vec_set1 (tile->activation->alpha), beta = vec_set1 (tile->activation->beta);
      vec zero = vec_set1 (0.0f), one = vec_set1 (1.0f);

      FINISH (x * vec_min (vec_max (vec_fma (x, alpha, beta), zero), one));
    }
#undef FINISH
}

#define CASE(rows, parts)                                                                          \
  case rows:                                                                                       \
    if (two)                                                                                       \
      multiply (rows, 2, parts, tile, panel, column);                                              \
    else                                                                                           \
      multiply (rows, 1, parts, tile, panel, column);                                              \
    break;

void
KERNEL (matrix_tile) (const VanityMatrixTile *tile)
{
  const float *panel = tile->panels;
  gint64 inner = tile->before + (gint64)tile->n_runs * tile->run_length + tile->after;

  for (int column = tile->first_column; column < tile->last_column; column += 2 * LANES)
    {
      gboolean two = tile->columns - column > LANES;

      switch (tile->rows)
        {
          CASE (1, 4)
          CASE (2, 2)
          CASE (3, 2)
          CASE (4, 1)
#if MAX_ROWS > 4
          CASE (5, 1)
          CASE (6, 1)
#endif
#if MAX_ROWS > 6
          CASE (7, 1)
          CASE (8, 1)
          CASE (9, 1)
          CASE (10, 1)
          CASE (11, 1)
          CASE (12, 1)
#endif
        default:
          g_assert_not_reached ();
        }
      panel += (inner + 1) * 2 * LANES;
    }
}
