#include "nn/ops/pool-backward.h"
#include "nn/ops/pool.h"

static gboolean
max_pool_infer (VanityCall *call, GError **error)
{
  VanityPoolParams *params = call->params;

  params->max = TRUE;
  return vanity_pool_infer (call, error);
}

const VanityOperator vanity_operator_max_pool = {
  .name = "MaxPool",
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (VanityPoolParams),
  .infer = max_pool_infer,
  .cost = vanity_pool_cost,
  .prepare = vanity_pool_prepare,
  .forward = vanity_pool_forward,
  .backward = &vanity_max_pool_backward,
};
