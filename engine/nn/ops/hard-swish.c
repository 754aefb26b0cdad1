#include "nn/ops/activate-backward.h"
#include "nn/ops/unary.h"

static gboolean
hard_swish_get_activation (const VanityCall *call, VanityActivation *activation)
{
  *activation = (VanityActivation){ .kind = VANITY_ACTIVATION_HARD_SWISH,
                                    .alpha = 1.0f / 6.0f,
                                    .beta = 0.5f };
  return TRUE;
}

const VanityOperator vanity_operator_hard_swish = {
  .name = "HardSwish",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .infer = vanity_unary_infer_shape,
  .cost = vanity_unary_cost,
  .forward = vanity_unary_activate,
  .get_activation = hard_swish_get_activation,
  .backward = &vanity_hard_swish_backward,
};
