#include "nn/ops/mean.h"
#include "nn/ops/reduce-backward.h"

const VanityOperator vanity_operator_global_average_pool = {
  .name = "GlobalAveragePool",
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (VanityReduceParams),
  .infer = vanity_reduce_infer_global,
  .cost = vanity_reduce_cost,
  .prepare = vanity_mean_prepare,
  .forward = vanity_mean_forward,
  .backward = &vanity_reduce_mean_backward,
};
