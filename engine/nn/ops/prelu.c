#include "nn/ops/binary-backward.h"
#include "nn/ops/unary.h"

static gboolean
prelu_infer (VanityCall *call, GError **error)
{
  const VanityShape *slope = &call->inputs[1].shape;
  const VanityShape *input = &call->inputs[0].shape;
  gint64 n_slopes;

  if (!vanity_unary_infer_shape (call, error)
      || !vanity_call_check_input (call, 1, 0, VANITY_MAX_RANK, error))
    return FALSE;
  n_slopes = vanity_shape_get_elements (slope);
  if (n_slopes != 1
      && (input->rank == 0 || n_slopes != slope->dim[slope->rank - 1]
          || n_slopes != input->dim[input->rank - 1]))
    return vanity_call_fail (call, VANITY_ERROR_UNSUPPORTED, error,
                             "its slope must be one number, or one for each channel");
  return TRUE;
}

static gboolean
prelu_get_activation (const VanityCall *call, VanityActivation *activation)
{
  *activation
      = (VanityActivation){ .kind = VANITY_ACTIVATION_SLOPE,
                            .slope = call->inputs[1].data,
                            .n_slopes = vanity_shape_get_elements (&call->inputs[1].shape) };
  return TRUE;
}

const VanityOperator vanity_operator_prelu = {
  .name = "PRelu",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 2,
  .max_inputs = 2,
  .max_outputs = 1,
  .infer = prelu_infer,
  .cost = vanity_unary_cost,
  .forward = vanity_unary_activate,
  .get_activation = prelu_get_activation,
  .backward = &vanity_prelu_backward,
};
