#include "nn/ops/activate-backward.h"
#include "nn/ops/map.h"

#include <math.h>

static float
abs_of (float x)
{
  return fabsf (x);
}

static void
abs_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  vanity_map_run (call, from, to, abs_of);
}

static void
abs_forward (VanityCall *call)
{
  vanity_map_split (call, abs_run, 0.1);
}

const VanityOperator vanity_operator_abs = {
  .name = "Abs",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .infer = vanity_unary_infer_shape,
  .cost = vanity_unary_cost,
  .forward = abs_forward,
  .backward = &vanity_abs_backward,
};
