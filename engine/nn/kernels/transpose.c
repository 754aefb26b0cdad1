/* Transposition: squares as wide as a vector in registers, and what is narrower one by one. */
#include "nn/kernels/transpose.h"

typedef gint32 vec_lanes __attribute__ ((vector_size (4 * LANES)));

/* Of the elements of both, one behind the other, those at `from`. */
ALWAYS_INLINE vec
pick (vec one, vec other, vec_lanes from)
{
#ifdef __clang__ /* which shuffles only by what stands in the call itself */
  vec picked = one;

  for (int l = 0; l < LANES; l++)
    picked[l] = from[l] < LANES ? one[from[l]] : other[from[l] - LANES];
  return picked;
#else
  return __builtin_shuffle (one, other, from);
#endif
}

/* Exchanges the upper halves of `a` with the lower halves of `b`, in each group of 2 · `half`. */
ALWAYS_INLINE void
exchange (vec *a, vec *b, const int half)
{
  vec_lanes low = { 0 }, high = { 0 };
  vec kept = *a;

#pragma GCC unroll 16
  for (int l = 0; l < LANES; l++)
    {
      low[l] = (l & half) != 0 ? LANES + l - half : l;
      high[l] = (l & half) != 0 ? LANES + l : l + half;
    }
  *a = pick (kept, *b, low);
  *b = pick (kept, *b, high);
}

ALWAYS_INLINE void
transpose_square (float *out, gint64 out_row, const float *in, gint64 in_row)
{
  vec row[LANES];

#pragma GCC unroll 16
  for (int r = 0; r < LANES; r++)
    row[r] = vec_load (in + r * in_row);
#define EXCHANGE(half)                                                                             \
  _Pragma ("GCC unroll 16") for (int r = 0; r < LANES; r++) if ((r & (half)) == 0)                 \
      exchange (&row[r], &row[r + (half)], half)
  EXCHANGE (1);
  EXCHANGE (2);
#if LANES > 4
  EXCHANGE (4);
#endif
#if LANES > 8
  EXCHANGE (8);
#endif
#undef EXCHANGE
#pragma GCC unroll 16
  for (int r = 0; r < LANES; r++)
    vec_store (out + r * out_row, row[r]);
}

/* What is constant where this is inlined makes a loop without a loop inside. */
ALWAYS_INLINE void
transpose_plain (float *out, gint64 out_row, const float *in, gint64 in_row, gint64 rows,
                 gint64 columns)
{
  for (gint64 c = 0; c < columns; c++)
#pragma GCC unroll 4
    for (gint64 r = 0; r < rows; r++)
      out[c * out_row + r] = in[r * in_row + c];
}

void
KERNEL (transpose) (float *out, gint64 out_row, const float *in, gint64 in_row, gint64 rows,
                    gint64 columns)
{
  gint64 squares = columns / LANES * LANES, r = 0;

  if (rows == 3 && out_row == 3)
    transpose_plain (out, 3, in, in_row, 3, columns);
  else if (columns == 3 && in_row == 3)
    for (int c = 0; c < 3; c++)
      transpose_plain (out + c * out_row, 1, in + c, 3, rows, 1);
  else
    for (; r < rows; r += LANES)
      {
        gint64 height = MIN (LANES, rows - r);

        if (height == LANES)
          for (gint64 c = 0; c < squares; c += LANES)
            transpose_square (out + c * out_row + r, out_row, in + r * in_row + c, in_row);
        else
          transpose_plain (out + r, out_row, in + r * in_row, in_row, height, squares);
        transpose_plain (out + squares * out_row + r, out_row, in + r * in_row + squares, in_row,
                         height, columns - squares);
      }
}
