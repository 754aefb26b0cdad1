#include "nn/ops/reduce-backward.h"
#include "nn/ops/reduce.h"

#include <math.h>

static double
l1_step (double kept, double x)
{
  return kept + fabs (x);
}

static void
reduce_l1_forward (VanityCall *call)
{
  vanity_reduce_run (call, 0.0, l1_step, NULL);
}

const VanityOperator vanity_operator_reduce_l1 = {
  .name = "ReduceL1",
  .min_inputs = 1,
  .max_inputs = 2,
  .max_outputs = 1,
  .static_inputs = 1 << 1,
  .params_size = sizeof (VanityReduceParams),
  .infer = vanity_reduce_infer,
  .cost = vanity_reduce_cost,
  .prepare = vanity_reduce_prepare,
  .forward = reduce_l1_forward,
  .backward = &vanity_reduce_l1_backward,
};
