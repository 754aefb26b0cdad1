#include "nn/ops/activate-backward.h"
#include "nn/ops/map.h"

#include <math.h>

static float
ceil_of (float x)
{
  return ceilf (x);
}

static void
ceil_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  vanity_map_run (call, from, to, ceil_of);
}

static void
ceil_forward (VanityCall *call)
{
  vanity_map_split (call, ceil_run, 0.2);
}

const VanityOperator vanity_operator_ceil = {
  .name = "Ceil",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .infer = vanity_unary_infer_shape,
  .cost = vanity_unary_cost,
  .forward = ceil_forward,
  .backward = &vanity_step_backward,
};
