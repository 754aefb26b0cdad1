#include "nn/operator.h"

static gboolean
identity_infer (VanityCall *call, GError **error)
{
  return vanity_call_set_output (call, 0, call->inputs[0].type, &call->inputs[0].shape, error);
}

const VanityOperator vanity_operator_identity = {
  .name = "Identity",
  .flags = VANITY_OPERATOR_VIEW,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .infer = identity_infer,
};
