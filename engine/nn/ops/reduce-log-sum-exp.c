#include "nn/ops/reduce-backward.h"
#include "nn/ops/reduce.h"

#include <math.h>

/* log (exp a + exp b), without passing what double can hold. */
static double
log_add (double a, double b)
{
  double high = MAX (a, b);

  return isinf (high) ? high : high + log1p (exp (MIN (a, b) - high));
}

static double
log_sum_exp_step (double kept, double x)
{
  return log_add (kept, x);
}

static void
reduce_log_sum_exp_forward (VanityCall *call)
{
  vanity_reduce_run (call, -INFINITY, log_sum_exp_step, NULL);
}

const VanityOperator vanity_operator_reduce_log_sum_exp = {
  .name = "ReduceLogSumExp",
  .min_inputs = 1,
  .max_inputs = 2,
  .max_outputs = 1,
  .static_inputs = 1 << 1,
  .params_size = sizeof (VanityReduceParams),
  .infer = vanity_reduce_infer,
  .cost = vanity_reduce_cost,
  .prepare = vanity_reduce_prepare,
  .forward = reduce_log_sum_exp_forward,
  .backward = &vanity_reduce_log_sum_exp_backward,
};
