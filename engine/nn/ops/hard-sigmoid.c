#include "nn/ops/activate-backward.h"
#include "nn/ops/unary.h"

static gboolean
hard_sigmoid_infer (VanityCall *call, GError **error)
{
  VanityUnaryParams *params = call->params;

  return vanity_call_get_float (call, "alpha", 0.2, &params->alpha, error)
         && vanity_call_get_float (call, "beta", 0.5, &params->beta, error)
         && vanity_unary_infer (call, VANITY_UNARY_HARD_SIGMOID, error);
}

const VanityOperator vanity_operator_hard_sigmoid = {
  .name = "HardSigmoid",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (VanityUnaryParams),
  .infer = hard_sigmoid_infer,
  .cost = vanity_unary_cost,
  .forward = vanity_unary_forward,
  .backward = &vanity_hard_sigmoid_backward,
};
