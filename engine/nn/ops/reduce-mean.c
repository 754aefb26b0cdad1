#include "nn/ops/mean.h"
#include "nn/ops/reduce-backward.h"

const VanityOperator vanity_operator_reduce_mean = {
  .name = "ReduceMean",
  .min_inputs = 1,
  .max_inputs = 2,
  .max_outputs = 1,
  .static_inputs = 1 << 1,
  .params_size = sizeof (VanityReduceParams),
  .infer = vanity_reduce_infer,
  .cost = vanity_reduce_cost,
  .prepare = vanity_mean_prepare,
  .forward = vanity_mean_forward,
  .backward = &vanity_reduce_mean_backward,
};
