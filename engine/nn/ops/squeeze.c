#include "nn/operator.h"

static gboolean
squeeze_infer (VanityCall *call, GError **error)
{
  const VanityShape *input = &call->inputs[0].shape;
  gint64 axes[VANITY_MAX_RANK];
  int n_axes;
  VanityShape shape = { 0 };

  if (!vanity_call_get_input_ints (call, 1, "axes", VANITY_MAX_RANK, axes, &n_axes, error)
      || !vanity_call_normalize_axes (call, axes, n_axes, input->rank, error))
    return FALSE;
  for (int i = 0; i < input->rank; i++)
    {
      gboolean drop = n_axes < 0 && input->dim[i] == 1;

      for (int k = 0; k < n_axes; k++)
        drop = drop || axes[k] == i;
      if (drop && input->dim[i] != 1)
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "axis %d has %" G_GINT64_FORMAT " elements, not 1", i,
                                 input->dim[i]);
      if (!drop)
        shape.dim[shape.rank++] = input->dim[i];
    }
  return vanity_call_set_output (call, 0, call->inputs[0].type, &shape, error);
}

const VanityOperator vanity_operator_squeeze = {
  .name = "Squeeze",
  .flags = VANITY_OPERATOR_VIEW,
  .min_inputs = 1,
  .max_inputs = 2,
  .max_outputs = 1,
  .static_inputs = 1 << 1,
  .infer = squeeze_infer,
};
