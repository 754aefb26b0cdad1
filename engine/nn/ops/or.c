#include "nn/ops/activate-backward.h"
#include "nn/ops/broadcast.h"

static float
or_of (float a, float b, float c)
{
  return a != 0.0f || b != 0.0f;
}

static void
or_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  vanity_broadcast_run (call, from, to, or_of);
}

static void
or_forward (VanityCall *call)
{
  vanity_call_split (call, or_run, vanity_broadcast_cost (call), 0.5);
}

const VanityOperator vanity_operator_or = {
  .name = "Or",
  .min_inputs = 2,
  .max_inputs = 2,
  .max_outputs = 1,
  .params_size = sizeof (VanityBroadcastParams),
  .infer = vanity_broadcast_infer,
  .cost = vanity_broadcast_cost,
  .forward = or_forward,
  .backward = &vanity_step_backward,
};
