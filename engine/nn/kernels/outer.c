/* The gradient of weights: few rows times one or two vectors of columns, all sums in registers,
 * over any number of pixels. One step multiplies one element of each row, broadcast, with one or
 * two vectors. Both factors are read where they lie. */
#include "nn/kernels/outer.h"

#if defined(VANITY_KERNELS_AVX512)
#define MAX_ROWS 12 /* 24 sums, 2 factors: 26 of 32 registers */
#elif defined(VANITY_KERNELS_AVX2)
#define MAX_ROWS 6
#else
#define MAX_ROWS 4
#endif

/* `rows`, `vectors` and `whole` are constants where this is inlined. */
ALWAYS_INLINE void
multiply (const int rows, const int vectors, const gboolean whole, const VanityOuterTile *tile)
{
  vec sum[MAX_ROWS][2];
  const gint64 row = tile->a_row, a_step = tile->a_step, b_step = tile->b_step;
  const int rest = whole ? LANES : tile->columns - (vectors - 1) * LANES;

#pragma GCC unroll 16
  for (int r = 0; r < rows; r++)
#pragma GCC unroll 16
    for (int v = 0; v < vectors; v++)
      {
        const float *out = tile->out + r * tile->out_row + v * LANES;

        sum[r][v] = !tile->add                 ? vec_set1 (0.0f)
                    : whole || v + 1 < vectors ? vec_load (out)
                                               : vec_load_part (out, rest);
      }

  /* Every third row has a pointer; the two after it are reached by the stride. */
  const float *a0 = tile->a;
  const float *a3 = a0 + (rows > 3 ? 3 * row : 0);
  const float *a6 = a0 + (rows > 6 ? 6 * row : 0);
  const float *a9 = a0 + (rows > 9 ? 9 * row : 0);

  for (int g = 0; g < tile->groups; g++)
    {
      const float *b = tile->b + (tile->b_groups != NULL ? tile->b_groups[g] : 0);

      for (int k = 0; k < tile->count; k++)
        {
          vec w[2];

#pragma GCC unroll 16
          for (int v = 0; v < vectors; v++)
            w[v] = whole || v + 1 < vectors ? vec_load (b + v * LANES)
                                            : vec_load_part (b + v * LANES, rest);
#pragma GCC unroll 16
          for (int r = 0; r < rows; r++)
            {
              const float *a = r < 3 ? a0 : r < 6 ? a3 : r < 9 ? a6 : a9;
              vec x = vec_set1 (a[r % 3 * row]);

#pragma GCC unroll 16
              for (int v = 0; v < vectors; v++)
                sum[r][v] = vec_fma (x, w[v], sum[r][v]);
            }
          a0 += a_step;
          a3 += a_step;
          a6 += a_step;
          a9 += a_step;
          b += b_step;
        }
    }

#pragma GCC unroll 16
  for (int r = 0; r < rows; r++)
#pragma GCC unroll 16
    for (int v = 0; v < vectors; v++)
      {
        float *out = tile->out + r * tile->out_row + v * LANES;

        if (whole || v + 1 < vectors)
          vec_store (out, sum[r][v]);
        else
          vec_store_part (out, sum[r][v], rest);
      }
}

#define CASE(rows)                                                                                 \
  case rows:                                                                                       \
    if (tile->columns == 2 * LANES)                                                                \
      multiply (rows, 2, TRUE, tile);                                                              \
    else if (tile->columns > LANES)                                                                \
      multiply (rows, 2, FALSE, tile);                                                             \
    else if (tile->columns == LANES)                                                               \
      multiply (rows, 1, TRUE, tile);                                                              \
    else                                                                                           \
      multiply (rows, 1, FALSE, tile);                                                             \
    break;

void
KERNEL (outer_tile) (const VanityOuterTile *tile)
{
  switch (tile->rows)
    {
      CASE (1)
      CASE (2)
      CASE (3)
      CASE (4)
#if MAX_ROWS > 4
      CASE (5)
      CASE (6)
#endif
#if MAX_ROWS > 6
      CASE (7)
      CASE (8)
      CASE (9)
      CASE (10)
      CASE (11)
      CASE (12)
#endif
    default:
      g_assert_not_reached ();
    }
}
