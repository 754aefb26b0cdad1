#include "nn/ops/move-backward.h"
#include "nn/ops/move.h"

static gboolean
slice_infer (VanityCall *call, GError **error)
{
  VanityMoveParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;
  gint64 starts[VANITY_MAX_RANK], ends[VANITY_MAX_RANK], axes[VANITY_MAX_RANK],
      steps[VANITY_MAX_RANK];
  int n_starts, n_ends, n_axes, n_steps;
  VanityShape shape = *input;

  if (!vanity_call_check_input (call, 0, 1, VANITY_MAX_RANK, error)
      || !vanity_call_get_input_ints (call, 1, "starts", VANITY_MAX_RANK, starts, &n_starts, error)
      || !vanity_call_get_input_ints (call, 2, "ends", VANITY_MAX_RANK, ends, &n_ends, error)
      || !vanity_call_get_input_ints (call, 3, "axes", VANITY_MAX_RANK, axes, &n_axes, error)
      || !vanity_call_get_input_ints (call, 4, "steps", VANITY_MAX_RANK, steps, &n_steps, error))
    return FALSE;
  if (n_starts < 0 || n_ends != n_starts || (n_axes >= 0 && n_axes != n_starts)
      || (n_steps >= 0 && n_steps != n_starts) || n_starts > input->rank)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                             "“starts”, “ends”, “axes” and “steps” must be of one length");
  for (int i = 0; n_axes < 0 && i < n_starts; i++)
    axes[i] = i;
  if (!vanity_call_normalize_axes (call, axes, n_starts, input->rank, error))
    return FALSE;

  vanity_move_fill_strides (input, params->stride);
  for (int i = 0; i < n_starts; i++)
    {
      gint64 dim = input->dim[axes[i]];
      gint64 step = n_steps < 0 ? 1 : steps[i];
      gint64 start = starts[i] < 0 ? MAX (starts[i], -dim) + dim : starts[i];
      gint64 end = ends[i] < 0 ? MAX (ends[i], -dim - 1) + dim : ends[i];
      gint64 count;

      if (step == 0 || step < -VANITY_MAX_ELEMENTS || step > VANITY_MAX_ELEMENTS)
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "a step of %" G_GINT64_FORMAT " is not possible", step);
      if (step > 0)
        {
          start = CLAMP (start, 0, dim);
          end = CLAMP (end, 0, dim);
          count = (end - start + step - 1) / step;
        }
      else
        {
          start = CLAMP (start, 0, dim - 1);
          end = CLAMP (end, -1, dim - 1);
          count = (start - end - step - 1) / -step;
        }
      if (count < 1)
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "nothing is left of axis %" G_GINT64_FORMAT, axes[i]);
      shape.dim[axes[i]] = count;
      params->offset += start * params->stride[axes[i]];
      params->stride[axes[i]] *= step;
    }
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

const VanityOperator vanity_operator_slice = {
  .name = "Slice",
  .min_inputs = 1,
  .max_inputs = 5,
  .max_outputs = 1,
  .static_inputs = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4,
  .params_size = sizeof (VanityMoveParams),
  .infer = slice_infer,
  .forward = vanity_move_forward,
  .is_identity = vanity_move_is_identity,
  .backward = &vanity_move_backward,
};
