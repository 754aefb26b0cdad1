#include "nn/ops/activate-backward.h"
#include "nn/ops/arg.h"

static gboolean
arg_min_infer (VanityCall *call, GError **error)
{
  VanityArgParams *params = call->params;

  params->sign = -1.0f;
  return vanity_arg_infer (call, error);
}

const VanityOperator vanity_operator_arg_min = {
  .name = "ArgMin",
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (VanityArgParams),
  .infer = arg_min_infer,
  .cost = vanity_arg_cost,
  .forward = vanity_arg_forward,
  .backward = &vanity_step_backward,
};
