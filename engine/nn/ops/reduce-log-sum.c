#include "nn/ops/reduce-backward.h"
#include "nn/ops/reduce.h"

#include <math.h>

static double
log_sum_step (double kept, double x)
{
  return kept + x;
}

static void
reduce_log_sum_forward (VanityCall *call)
{
  vanity_reduce_run (call, 0.0, log_sum_step, log);
}

const VanityOperator vanity_operator_reduce_log_sum = {
  .name = "ReduceLogSum",
  .min_inputs = 1,
  .max_inputs = 2,
  .max_outputs = 1,
  .static_inputs = 1 << 1,
  .params_size = sizeof (VanityReduceParams),
  .infer = vanity_reduce_infer,
  .cost = vanity_reduce_cost,
  .prepare = vanity_reduce_prepare,
  .forward = reduce_log_sum_forward,
  .backward = &vanity_reduce_log_sum_backward,
};
