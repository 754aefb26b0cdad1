#include "nn/ops/broadcast.h"
#include "nn/ops/select-backward.h"

static float
where_of (float a, float b, float c)
{
  return a != 0.0f ? b : c;
}

static void
where_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  vanity_broadcast_run (call, from, to, where_of);
}

static void
where_forward (VanityCall *call)
{
  vanity_call_split (call, where_run, vanity_broadcast_cost (call), 0.5);
}

const VanityOperator vanity_operator_where = {
  .name = "Where",
  .min_inputs = 3,
  .max_inputs = 3,
  .max_outputs = 1,
  .params_size = sizeof (VanityBroadcastParams),
  .infer = vanity_broadcast_infer,
  .cost = vanity_broadcast_cost,
  .forward = where_forward,
  .backward = &vanity_where_backward,
};
