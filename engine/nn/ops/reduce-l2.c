#include "nn/ops/reduce-backward.h"
#include "nn/ops/reduce.h"

#include <math.h>

static double
l2_step (double kept, double x)
{
  return kept + x * x;
}

static void
reduce_l2_forward (VanityCall *call)
{
  vanity_reduce_run (call, 0.0, l2_step, sqrt);
}

const VanityOperator vanity_operator_reduce_l2 = {
  .name = "ReduceL2",
  .min_inputs = 1,
  .max_inputs = 2,
  .max_outputs = 1,
  .static_inputs = 1 << 1,
  .params_size = sizeof (VanityReduceParams),
  .infer = vanity_reduce_infer,
  .cost = vanity_reduce_cost,
  .prepare = vanity_reduce_prepare,
  .forward = reduce_l2_forward,
  .backward = &vanity_reduce_l2_backward,
};
