#include "nn/ops/activate-backward.h"
#include "nn/ops/unary.h"

typedef struct
{
  float low, high;
} ClipParams;

static gboolean
clip_infer (VanityCall *call, GError **error)
{
  ClipParams *params = call->params;

  return vanity_call_get_input_float (call, 1, "min", -INFINITY, &params->low, error)
         && vanity_call_get_input_float (call, 2, "max", INFINITY, &params->high, error)
         && vanity_unary_infer_shape (call, error);
}

static gboolean
clip_get_activation (const VanityCall *call, VanityActivation *activation)
{
  const ClipParams *params = call->params;

  *activation = VANITY_ACTIVATION_NONE;
  activation->low = params->low;
  activation->high = params->high;
  return TRUE;
}

const VanityOperator vanity_operator_clip = {
  .name = "Clip",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 3,
  .max_outputs = 1,
  .static_inputs = 1 << 1 | 1 << 2,
  .params_size = sizeof (ClipParams),
  .infer = clip_infer,
  .cost = vanity_unary_cost,
  .forward = vanity_unary_activate,
  .get_activation = clip_get_activation,
  .backward = &vanity_clamp_backward,
};
