/* NumPy's broadcasting, and what operators share that combine up to three tensors element by
 * element with it, outside the kernels. */
#pragma once

#include "nn/ops/split.h"

/* Strides in elements of each input along the output's dimensions, 0 where it is broadcast. */
typedef struct
{
  gint64 stride[3][VANITY_MAX_RANK];
} VanityBroadcastParams;

/* The common shape of all inputs, which must be float32. */
gboolean vanity_broadcast_find_shape (const VanityCall *call, VanityShape *shape, GError **error);
/* Strides in elements of `input` along the dimensions of `shape`: 0 along what is broadcast. */
void vanity_broadcast_fill_strides (const VanityShape *input, const VanityShape *shape,
                                    gint64 *strides);

gboolean vanity_broadcast_infer (VanityCall *call, GError **error);
gint64 vanity_broadcast_cost (const VanityCall *call);
/* Where element `at` of the output has its counterparts. */
void vanity_broadcast_find (const VanityCall *call, gint64 at, gint64 *offsets);

/* Elements [from, to) through `func`, which the compiler sees; a missing third operand is the
 * second. */
static inline __attribute__ ((always_inline)) void
vanity_broadcast_run (VanityCall *call, gint64 from, gint64 to, float (*func) (float, float, float))
{
  const VanityBroadcastParams *params = call->params;
  const VanityShape *shape = &call->outputs[0].shape;
  int last = shape->rank - 1;
  gint64 length = last < 0 ? 1 : shape->dim[last];
  float *out = call->outputs[0].data;
  int third = call->n_inputs > 2 ? 2 : 1;

  for (gint64 at = from; at < to;)
    {
      gint64 end = MIN (at - at % length + length, to), offsets[3], steps[3] = { 0, 0, 0 };
      const float *a, *b, *c;

      vanity_broadcast_find (call, at, offsets);
      for (int i = 0; last >= 0 && i < call->n_inputs; i++)
        steps[i] = params->stride[i][last];
      a = (const float *)call->inputs[0].data + offsets[0];
      b = (const float *)call->inputs[1].data + offsets[1];
      c = (const float *)call->inputs[third].data + offsets[third];
      for (; at < end; at++, a += steps[0], b += steps[1], c += steps[third])
        out[at] = func (*a, *b, *c);
    }
}
