#include "nn/ops/activate-backward.h"
#include "nn/ops/unary.h"

static gboolean
selu_infer (VanityCall *call, GError **error)
{
  VanityUnaryParams *params = call->params;

  return vanity_call_get_float (call, "alpha", 1.67326319217681884765625, &params->alpha, error)
         && vanity_call_get_float (call, "gamma", 1.05070102214813232421875, &params->beta, error)
         && vanity_unary_infer (call, VANITY_UNARY_ELU, error);
}

/* Klambauer et al., Self-Normalizing Neural Networks, 2017. */
const VanityOperator vanity_operator_selu = {
  .name = "Selu",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (VanityUnaryParams),
  .infer = selu_infer,
  .cost = vanity_unary_cost,
  .forward = vanity_unary_forward,
  .backward = &vanity_smooth_backward,
};
