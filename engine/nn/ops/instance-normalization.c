#include "nn/ops/normalize-backward.h"
#include "nn/ops/normalize.h"

static gboolean
instance_normalization_infer (VanityCall *call, GError **error)
{
  VanityNormalizeParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;

  params->groups = input->rank > 0 ? MAX (input->dim[input->rank - 1], 1) : 1;
  return vanity_normalize_infer (call, FALSE, error);
}

const VanityOperator vanity_operator_instance_normalization = {
  .name = "InstanceNormalization",
  .flags = VANITY_OPERATOR_IN_PLACE | VANITY_OPERATOR_FUSES,
  .min_inputs = 3,
  .max_inputs = 3,
  .max_outputs = 1,
  .params_size = sizeof (VanityNormalizeParams),
  .infer = instance_normalization_infer,
  .cost = vanity_normalize_cost,
  .prepare = vanity_normalize_prepare,
  .forward = vanity_normalize_forward,
  .backward = &vanity_normalize_backward,
};
