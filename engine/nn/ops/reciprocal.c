#include "nn/ops/activate-backward.h"
#include "nn/ops/map.h"

static float
reciprocal_of (float x)
{
  return 1.0f / x;
}

static void
reciprocal_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  vanity_map_run (call, from, to, reciprocal_of);
}

static void
reciprocal_forward (VanityCall *call)
{
  vanity_map_split (call, reciprocal_run, 0.2);
}

const VanityOperator vanity_operator_reciprocal = {
  .name = "Reciprocal",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .infer = vanity_unary_infer_shape,
  .cost = vanity_unary_cost,
  .forward = reciprocal_forward,
  .backward = &vanity_reciprocal_backward,
};
