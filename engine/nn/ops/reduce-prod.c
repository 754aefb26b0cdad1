#include "nn/ops/reduce-backward.h"
#include "nn/ops/reduce.h"

static double
prod_step (double kept, double x)
{
  return kept * x;
}

static void
reduce_prod_forward (VanityCall *call)
{
  vanity_reduce_run (call, 1.0, prod_step, NULL);
}

const VanityOperator vanity_operator_reduce_prod = {
  .name = "ReduceProd",
  .min_inputs = 1,
  .max_inputs = 2,
  .max_outputs = 1,
  .static_inputs = 1 << 1,
  .params_size = sizeof (VanityReduceParams),
  .infer = vanity_reduce_infer,
  .cost = vanity_reduce_cost,
  .prepare = vanity_reduce_prepare,
  .forward = reduce_prod_forward,
  .backward = &vanity_reduce_prod_backward,
};
