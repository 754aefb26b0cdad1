#include "nn/ops/pool-backward.h"
#include "nn/ops/pool.h"

static gboolean
average_pool_infer (VanityCall *call, GError **error)
{
  VanityPoolParams *params = call->params;
  gint64 count_padding;

  if (!vanity_call_get_int (call, "count_include_pad", 0, 0, 1, &count_padding, error))
    return FALSE;
  params->count_padding = count_padding != 0;
  return vanity_pool_infer (call, error);
}

const VanityOperator vanity_operator_average_pool = {
  .name = "AveragePool",
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (VanityPoolParams),
  .infer = average_pool_infer,
  .cost = vanity_pool_cost,
  .prepare = vanity_pool_prepare,
  .forward = vanity_pool_forward,
  .backward = &vanity_average_pool_backward,
};
