#include "nn/ops/activate-backward.h"
#include "nn/ops/broadcast.h"

static float
greater_or_equal_of (float a, float b, float c)
{
  return a >= b;
}

static void
greater_or_equal_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  vanity_broadcast_run (call, from, to, greater_or_equal_of);
}

static void
greater_or_equal_forward (VanityCall *call)
{
  vanity_call_split (call, greater_or_equal_run, vanity_broadcast_cost (call), 0.5);
}

const VanityOperator vanity_operator_greater_or_equal = {
  .name = "GreaterOrEqual",
  .min_inputs = 2,
  .max_inputs = 2,
  .max_outputs = 1,
  .params_size = sizeof (VanityBroadcastParams),
  .infer = vanity_broadcast_infer,
  .cost = vanity_broadcast_cost,
  .forward = greater_or_equal_forward,
  .backward = &vanity_step_backward,
};
