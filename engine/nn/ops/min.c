#include "nn/ops/binary.h"
#include "nn/ops/select-backward.h"

static gboolean
min_infer (VanityCall *call, GError **error)
{
  return vanity_binary_infer (call, VANITY_BINARY_MIN, error);
}

const VanityOperator vanity_operator_min = {
  .name = "Min",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = -1,
  .max_outputs = 1,
  .params_size = sizeof (VanityBinaryParams),
  .infer = min_infer,
  .cost = vanity_binary_cost,
  .forward = vanity_binary_forward,
  .backward = &vanity_extreme_backward,
};
