#include "nn/ops/mean.h"

static gboolean
global_average_pool_infer (VanityCall *call, GError **error)
{
  VanityMeanParams *params = call->params;

  if (!vanity_call_check_input (call, 0, 3, VANITY_MAX_RANK, error))
    return FALSE;
  for (int i = 1; i < call->inputs[0].shape.rank - 1; i++)
    params->axes |= 1u << i;
  return vanity_mean_infer (call, TRUE, error);
}

const VanityOperator vanity_operator_global_average_pool = {
  .name = "GlobalAveragePool",
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (VanityMeanParams),
  .infer = global_average_pool_infer,
  .cost = vanity_mean_cost,
  .prepare = vanity_mean_prepare,
  .forward = vanity_mean_forward,
};
