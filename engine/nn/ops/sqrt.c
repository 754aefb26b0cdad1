#include "nn/ops/activate-backward.h"
#include "nn/ops/map.h"

#include <math.h>

static float
sqrt_of (float x)
{
  return sqrtf (x);
}

static void
sqrt_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  vanity_map_run (call, from, to, sqrt_of);
}

static void
sqrt_forward (VanityCall *call)
{
  vanity_map_split (call, sqrt_run, 0.4);
}

const VanityOperator vanity_operator_sqrt = {
  .name = "Sqrt",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .infer = vanity_unary_infer_shape,
  .cost = vanity_unary_cost,
  .forward = sqrt_forward,
  .backward = &vanity_sqrt_backward,
};
