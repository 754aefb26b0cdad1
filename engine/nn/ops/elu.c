#include "nn/ops/activate-backward.h"
#include "nn/ops/unary.h"

static gboolean
elu_infer (VanityCall *call, GError **error)
{
  VanityUnaryParams *params = call->params;

  params->beta = 1.0f;
  return vanity_call_get_float (call, "alpha", 1.0, &params->alpha, error)
         && vanity_unary_infer (call, VANITY_UNARY_ELU, error);
}

const VanityOperator vanity_operator_elu = {
  .name = "Elu",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (VanityUnaryParams),
  .infer = elu_infer,
  .cost = vanity_unary_cost,
  .forward = vanity_unary_forward,
  .backward = &vanity_smooth_backward,
};
