/* The gradient of an operand is the output's times a factor, added up along what was broadcast. */
#pragma once

#include "nn/backward.h"

/* What goes into the sum, of a line of elements: out[i] is made of given[i], the output's gradient,
 * and of a[i · a_step] and b[i · b_step], steps 0 or 1; `out` may be `given`. */
typedef void (*VanityBroadcastLine) (float *out, const float *given, const float *a, int a_step,
                                     const float *b, int b_step, gint64 count);

/* All shapes broadcast to `shape`, whose elements `given` has. */
typedef struct
{
  VanityBroadcastLine line;
  const VanityShape *shape;
  const float *given;
  const VanityTensor *operands[2];
  const VanityTensor *target; /* the gradient that is set */
} VanityBroadcastSum;

/* Bytes of the scratch memory that it needs; data need not be there yet. */
gsize vanity_broadcast_sum_get_scratch (const VanityBroadcastSum *sum);
/* On the pool of `call`. Terms are added in an order that does not depend on its threads. */
void vanity_broadcast_sum_run (const VanityBroadcastSum *sum, gpointer scratch,
                               const VanityCall *call);

/* A VanityBroadcastLine of a formula in `given`, `a` and `b`, which are numbers. */
#define VANITY_BROADCAST_LINE(name, formula)                                                       \
  static inline float name##_of (float given, float a, float b)                                    \
  {                                                                                                \
    return formula;                                                                                \
  }                                                                                                \
                                                                                                   \
  static void name (float *out, const float *given, const float *a, int a_step, const float *b,    \
                    int b_step, gint64 count)                                                      \
  {                                                                                                \
    if (a_step != 0 && b_step != 0)                                                                \
      for (gint64 i = 0; i < count; i++)                                                           \
        out[i] = name##_of (given[i], a[i], b[i]);                                                 \
    else if (a_step != 0)                                                                          \
      for (gint64 i = 0; i < count; i++)                                                           \
        out[i] = name##_of (given[i], a[i], *b);                                                   \
    else if (b_step != 0)                                                                          \
      for (gint64 i = 0; i < count; i++)                                                           \
        out[i] = name##_of (given[i], *a, b[i]);                                                   \
    else                                                                                           \
      for (gint64 i = 0; i < count; i++)                                                           \
        out[i] = name##_of (given[i], *a, *b);                                                     \
  }
