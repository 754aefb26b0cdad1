#include "nn/ops/activate-backward.h"
#include "nn/ops/unary.h"

static gboolean
gelu_infer (VanityCall *call, GError **error)
{
  static const char *const choices[] = { "none", "tanh", NULL };
  int approximate;

  return vanity_call_get_choice (call, "approximate", 0, choices, &approximate, error)
         && vanity_unary_infer (call, approximate ? VANITY_UNARY_GELU_TANH : VANITY_UNARY_GELU,
                                error);
}

/* x Φ (x): Hendrycks and Gimpel, Gaussian Error Linear Units, 2016. */
const VanityOperator vanity_operator_gelu = {
  .name = "Gelu",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (VanityUnaryParams),
  .infer = gelu_infer,
  .cost = vanity_unary_cost,
  .forward = vanity_unary_forward,
  .backward = &vanity_smooth_backward,
};
