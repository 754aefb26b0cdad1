#include "nn/ops/mean.h"

static gboolean
reduce_mean_infer (VanityCall *call, GError **error)
{
  VanityMeanParams *params = call->params;
  gint64 axes[VANITY_MAX_RANK];
  gint64 keep, noop;
  int n_axes;

  if (!vanity_call_check_input (call, 0, 0, VANITY_MAX_RANK, error)
      || !vanity_call_get_input_ints (call, 1, "axes", VANITY_MAX_RANK, axes, &n_axes, error)
      || !vanity_call_normalize_axes (call, axes, n_axes, call->inputs[0].shape.rank, error)
      || !vanity_call_get_int (call, "keepdims", 1, 0, 1, &keep, error)
      || !vanity_call_get_int (call, "noop_with_empty_axes", 0, 0, 1, &noop, error))
    return FALSE;
  for (int i = 0; i < n_axes; i++)
    params->axes |= 1u << axes[i];
  if (n_axes <= 0 && !noop)
    params->axes = (1u << call->inputs[0].shape.rank) - 1;
  return vanity_mean_infer (call, keep, error);
}

const VanityOperator vanity_operator_reduce_mean = {
  .name = "ReduceMean",
  .min_inputs = 1,
  .max_inputs = 2,
  .max_outputs = 1,
  .static_inputs = 1 << 1,
  .params_size = sizeof (VanityMeanParams),
  .infer = reduce_mean_infer,
  .cost = vanity_mean_cost,
  .prepare = vanity_mean_prepare,
  .forward = vanity_mean_forward,
};
