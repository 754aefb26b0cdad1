/* The gradient of an operand is the output's times a factor, added up along what was broadcast. */
#pragma once

#include "nn/backward.h"

/* What goes into one element of the sum: the output's gradient with the elements of `operands` that
 * belong to it. */
typedef float (*VanityBroadcastFactor) (float given, float a, float b);

/* All shapes broadcast to `shape`, whose elements `given` has. */
typedef struct
{
  const VanityShape *shape;
  const float *given;
  const VanityTensor *operands[2];
  const VanityTensor *target; /* the gradient that is set */
} VanityBroadcastSum;

/* Loops over the target and, for each of its elements, over what it was broadcast to, the last
 * dimension first. Strides are those of the output, then of the operands. */
typedef struct
{
  int kept, summed; /* dimensions, the second at least one */
  gint64 dim[2][VANITY_MAX_RANK];
  gint64 stride[2][3][VANITY_MAX_RANK];
} VanityBroadcastLoop;

void vanity_broadcast_loop_init (VanityBroadcastLoop *loop, const VanityBroadcastSum *sum);
/* Moves `at`, a place in the output and in the operands, to that of the next of the outer summed
 * dimensions; FALSE, and back at the first, after the last. */
gboolean vanity_broadcast_loop_next (const VanityBroadcastLoop *loop, gint64 *index, gint64 *at);
/* No operand, and not the target, is broadcast. */
gboolean vanity_broadcast_sum_is_plain (const VanityBroadcastSum *sum);
/* Splits the elements of the target over the pool. */
void vanity_broadcast_sum_split (const VanityBroadcastSum *sum, VanityBackwardCall *back,
                                 VanityBackwardSplitFunc func);

/* Neighbours that are summed up side by side. */
#define VANITY_BROADCAST_BLOCK 16

/* Elements [from, to) of the target. The compiler sees `factor`. */
static inline __attribute__ ((always_inline)) void
vanity_broadcast_sum_run (const VanityBroadcastSum *sum, gint64 from, gint64 to,
                          VanityBroadcastFactor factor)
{
  const float *given = sum->given, *a = sum->operands[0]->data, *b = sum->operands[1]->data;
  float *out = sum->target->data;
  VanityBroadcastLoop loop;

  if (vanity_broadcast_sum_is_plain (sum))
    {
      for (gint64 i = from; i < to; i++)
        out[i] = factor (given[i], a[i], b[i]);
      return;
    }
  vanity_broadcast_loop_init (&loop, sum);
  for (gint64 e = from, length; e < to; e += length)
    {
      gint64 at[3] = { 0 }, rest = e, index[VANITY_MAX_RANK] = { 0 }, step[2][3];
      double sums[VANITY_BROADCAST_BLOCK] = { 0.0 };

      for (int i = 0; i < loop.kept; i++)
        {
          for (int k = 0; k < 3; k++)
            at[k] += rest % loop.dim[0][i] * loop.stride[0][k][i];
          rest /= loop.dim[0][i];
        }
      for (int k = 0; k < 3; k++)
        {
          step[0][k] = loop.kept > 0 ? loop.stride[0][k][0] : 0;
          step[1][k] = loop.stride[1][k][0];
        }
      length = step[0][0] != 1 ? 1
                               : MIN (MIN (loop.dim[0][0] - e % loop.dim[0][0], to - e),
                                      VANITY_BROADCAST_BLOCK);
      do
        for (gint64 n = 0; n < loop.dim[1][0]; n++)
          for (gint64 i = 0; i < length; i++)
            sums[i] += factor (given[at[0] + n * step[1][0] + i * step[0][0]],
                               a[at[1] + n * step[1][1] + i * step[0][1]],
                               b[at[2] + n * step[1][2] + i * step[0][2]]);
      while (vanity_broadcast_loop_next (&loop, index, at));
      for (gint64 i = 0; i < length; i++)
        out[e + i] = sums[i];
    }
}
