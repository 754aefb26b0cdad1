#include "nn/ops/binary-backward.h"
#include "nn/ops/broadcast.h"

#include <math.h>

static float
pow_of (float a, float b, float c)
{
  return powf (a, b);
}

static void
pow_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  vanity_broadcast_run (call, from, to, pow_of);
}

static void
pow_forward (VanityCall *call)
{
  vanity_call_split (call, pow_run, vanity_broadcast_cost (call), 10.0);
}

const VanityOperator vanity_operator_pow = {
  .name = "Pow",
  .min_inputs = 2,
  .max_inputs = 2,
  .max_outputs = 1,
  .params_size = sizeof (VanityBroadcastParams),
  .infer = vanity_broadcast_infer,
  .cost = vanity_broadcast_cost,
  .forward = pow_forward,
  .backward = &vanity_pow_backward,
};
