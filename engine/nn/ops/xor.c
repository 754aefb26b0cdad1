#include "nn/ops/activate-backward.h"
#include "nn/ops/broadcast.h"

static float
xor_of (float a, float b, float c)
{
  return (a != 0.0f) != (b != 0.0f);
}

static void
xor_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  vanity_broadcast_run (call, from, to, xor_of);
}

static void
xor_forward (VanityCall *call)
{
  vanity_call_split (call, xor_run, vanity_broadcast_cost (call), 0.5);
}

const VanityOperator vanity_operator_xor = {
  .name = "Xor",
  .min_inputs = 2,
  .max_inputs = 2,
  .max_outputs = 1,
  .params_size = sizeof (VanityBroadcastParams),
  .infer = vanity_broadcast_infer,
  .cost = vanity_broadcast_cost,
  .forward = xor_forward,
  .backward = &vanity_step_backward,
};
