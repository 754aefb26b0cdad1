#include "nn/operator.h"

static gboolean
unsqueeze_infer (VanityCall *call, GError **error)
{
  const VanityShape *input = &call->inputs[0].shape;
  gint64 axes[VANITY_MAX_RANK];
  int n_axes, from = 0;
  VanityShape shape = { 0 };

  if (!vanity_call_get_input_ints (call, 1, "axes", VANITY_MAX_RANK, axes, &n_axes, error))
    return FALSE;
  if (n_axes < 0)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "“axes” is missing");
  shape.rank = input->rank + n_axes;
  if (shape.rank > VANITY_MAX_RANK)
    return vanity_call_fail (call, VANITY_ERROR_LIMIT, error,
                             "its output would have %d dimensions, more than %d", shape.rank,
                             VANITY_MAX_RANK);
  if (!vanity_call_normalize_axes (call, axes, n_axes, shape.rank, error))
    return FALSE;
  for (int i = 0; i < shape.rank; i++)
    {
      gboolean is_new = FALSE;

      for (int k = 0; k < n_axes; k++)
        is_new = is_new || axes[k] == i;
      shape.dim[i] = is_new ? 1 : input->dim[from++];
    }
  return vanity_call_set_output (call, 0, call->inputs[0].type, &shape, error);
}

const VanityOperator vanity_operator_unsqueeze = {
  .name = "Unsqueeze",
  .flags = VANITY_OPERATOR_VIEW,
  .min_inputs = 1,
  .max_inputs = 2,
  .max_outputs = 1,
  .static_inputs = 1 << 1,
  .infer = unsqueeze_infer,
};
