#include "nn/ops/activate-backward.h"
#include "nn/ops/unary.h"

static gboolean
softplus_infer (VanityCall *call, GError **error)
{
  return vanity_unary_infer (call, VANITY_UNARY_SOFTPLUS, error);
}

const VanityOperator vanity_operator_softplus = {
  .name = "Softplus",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (VanityUnaryParams),
  .infer = softplus_infer,
  .cost = vanity_unary_cost,
  .forward = vanity_unary_forward,
  .backward = &vanity_smooth_backward,
};
