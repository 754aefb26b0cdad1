#include "nn/ops/activate-backward.h"
#include "nn/ops/unary.h"

static gboolean
relu_get_activation (const VanityCall *call, VanityActivation *activation)
{
  *activation = VANITY_ACTIVATION_NONE;
  activation->low = 0.0f;
  return TRUE;
}

const VanityOperator vanity_operator_relu = {
  .name = "Relu",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .infer = vanity_unary_infer_shape,
  .cost = vanity_unary_cost,
  .forward = vanity_unary_activate,
  .get_activation = relu_get_activation,
  .backward = &vanity_clamp_backward,
};
