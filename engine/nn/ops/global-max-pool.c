#include "nn/ops/reduce-backward.h"
#include "nn/ops/reduce.h"

#include <math.h>

static double
larger (double kept, double x)
{
  return x > kept || isnan (x) ? x : kept;
}

static void
global_max_pool_forward (VanityCall *call)
{
  vanity_reduce_run (call, -INFINITY, larger, NULL);
}

const VanityOperator vanity_operator_global_max_pool = {
  .name = "GlobalMaxPool",
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (VanityReduceParams),
  .infer = vanity_reduce_infer_global,
  .cost = vanity_reduce_cost,
  .prepare = vanity_reduce_prepare,
  .forward = global_max_pool_forward,
  .backward = &vanity_reduce_extreme_backward,
};
