#include "nn/ops/activate-backward.h"
#include "nn/ops/unary.h"

static gboolean
erf_infer (VanityCall *call, GError **error)
{
  return vanity_unary_infer (call, VANITY_UNARY_ERF, error);
}

const VanityOperator vanity_operator_erf = {
  .name = "Erf",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (VanityUnaryParams),
  .infer = erf_infer,
  .cost = vanity_unary_cost,
  .forward = vanity_unary_forward,
  .backward = &vanity_smooth_backward,
};
