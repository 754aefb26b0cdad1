#include "nn/ops/reduce-backward.h"
#include "nn/ops/reduce.h"

#include <math.h>

static double
min_step (double kept, double x)
{
  return x < kept || isnan (x) ? x : kept;
}

static void
reduce_min_forward (VanityCall *call)
{
  vanity_reduce_run (call, INFINITY, min_step, NULL);
}

const VanityOperator vanity_operator_reduce_min = {
  .name = "ReduceMin",
  .min_inputs = 1,
  .max_inputs = 2,
  .max_outputs = 1,
  .static_inputs = 1 << 1,
  .params_size = sizeof (VanityReduceParams),
  .infer = vanity_reduce_infer,
  .cost = vanity_reduce_cost,
  .prepare = vanity_reduce_prepare,
  .forward = reduce_min_forward,
  .backward = &vanity_reduce_extreme_backward,
};
