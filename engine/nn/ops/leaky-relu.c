#include "nn/ops/activate-backward.h"
#include "nn/ops/unary.h"

typedef struct
{
  float slope;
} LeakyReluParams;

static gboolean
leaky_relu_infer (VanityCall *call, GError **error)
{
  LeakyReluParams *params = call->params;

  return vanity_call_get_float (call, "alpha", 0.01, &params->slope, error)
         && vanity_unary_infer_shape (call, error);
}

static gboolean
leaky_relu_get_activation (const VanityCall *call, VanityActivation *activation)
{
  const LeakyReluParams *params = call->params;

  *activation = (VanityActivation){ .kind = VANITY_ACTIVATION_SLOPE,
                                    .slope = &params->slope,
                                    .n_slopes = 1 };
  return TRUE;
}

const VanityOperator vanity_operator_leaky_relu = {
  .name = "LeakyRelu",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (LeakyReluParams),
  .infer = leaky_relu_infer,
  .cost = vanity_unary_cost,
  .forward = vanity_unary_activate,
  .get_activation = leaky_relu_get_activation,
  .backward = &vanity_leaky_relu_backward,
};
