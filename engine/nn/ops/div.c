#include "nn/ops/binary-backward.h"
#include "nn/ops/binary.h"

static gboolean
div_infer (VanityCall *call, GError **error)
{
  return vanity_binary_infer (call, VANITY_BINARY_DIV, error);
}

const VanityOperator vanity_operator_div = {
  .name = "Div",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 2,
  .max_inputs = 2,
  .max_outputs = 1,
  .params_size = sizeof (VanityBinaryParams),
  .infer = div_infer,
  .cost = vanity_binary_cost,
  .forward = vanity_binary_forward,
  .backward = &vanity_div_backward,
};
