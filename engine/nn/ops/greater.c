#include "nn/ops/activate-backward.h"
#include "nn/ops/broadcast.h"

static float
greater_of (float a, float b, float c)
{
  return a > b;
}

static void
greater_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  vanity_broadcast_run (call, from, to, greater_of);
}

static void
greater_forward (VanityCall *call)
{
  vanity_call_split (call, greater_run, vanity_broadcast_cost (call), 0.5);
}

const VanityOperator vanity_operator_greater = {
  .name = "Greater",
  .min_inputs = 2,
  .max_inputs = 2,
  .max_outputs = 1,
  .params_size = sizeof (VanityBroadcastParams),
  .infer = vanity_broadcast_infer,
  .cost = vanity_broadcast_cost,
  .forward = greater_forward,
  .backward = &vanity_step_backward,
};
