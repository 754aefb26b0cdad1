/* What operators share that put each element through a function of its own, outside the kernels. */
#pragma once

#include "nn/ops/split.h"
#include "nn/ops/unary.h"

/* Elements [from, to) through `func`, which the compiler sees. */
static inline __attribute__ ((always_inline)) void
vanity_map_run (VanityCall *call, gint64 from, gint64 to, float (*func) (float))
{
  const float *in = call->inputs[0].data;
  float *out = call->outputs[0].data;

  for (gint64 i = from; i < to; i++)
    out[i] = func (in[i]);
}

/* Splits the elements over the pool; `cost` is what one takes, in nanoseconds. */
static inline void
vanity_map_split (VanityCall *call, VanitySplitFunc run, double cost)
{
  vanity_call_split (call, run, vanity_unary_cost (call), cost);
}
