#include "nn/ops/activate-backward.h"
#include "nn/ops/map.h"

/* Truth is 1, its opposite 0. */
static float
not_of (float x)
{
  return x == 0.0f;
}

static void
not_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  vanity_map_run (call, from, to, not_of);
}

static void
not_forward (VanityCall *call)
{
  vanity_map_split (call, not_run, 0.1);
}

const VanityOperator vanity_operator_not = {
  .name = "Not",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .infer = vanity_unary_infer_shape,
  .cost = vanity_unary_cost,
  .forward = not_forward,
  .backward = &vanity_step_backward,
};
