#include "nn/ops/activate-backward.h"
#include "nn/ops/map.h"

#include <math.h>

static float
floor_of (float x)
{
  return floorf (x);
}

static void
floor_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  vanity_map_run (call, from, to, floor_of);
}

static void
floor_forward (VanityCall *call)
{
  vanity_map_split (call, floor_run, 0.2);
}

const VanityOperator vanity_operator_floor = {
  .name = "Floor",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .infer = vanity_unary_infer_shape,
  .cost = vanity_unary_cost,
  .forward = floor_forward,
  .backward = &vanity_step_backward,
};
