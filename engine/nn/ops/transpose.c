#include "nn/ops/move-backward.h"
#include "nn/ops/move.h"

static gboolean
transpose_infer (VanityCall *call, GError **error)
{
  VanityMoveParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;
  gint64 strides[VANITY_MAX_RANK], perm[VANITY_MAX_RANK];
  VanityShape shape = { .rank = input->rank };
  int n_perm;

  if (!vanity_call_check_input (call, 0, 0, VANITY_MAX_RANK, error)
      || !vanity_call_get_ints (call, "perm", VANITY_MAX_RANK, perm, &n_perm, error)
      || !vanity_call_normalize_axes (call, perm, n_perm, input->rank, error))
    return FALSE;
  if (n_perm >= 0 && n_perm != input->rank)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "“perm” has %d values, not %d",
                             n_perm, input->rank);
  vanity_move_fill_strides (input, strides);
  for (int i = 0; i < input->rank; i++)
    {
      int from = n_perm < 0 ? input->rank - 1 - i : perm[i];

      shape.dim[i] = input->dim[from];
      params->stride[i] = strides[from];
    }
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

const VanityOperator vanity_operator_transpose = {
  .name = "Transpose",
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (VanityMoveParams),
  .infer = transpose_infer,
  .forward = vanity_move_forward,
  .is_identity = vanity_move_is_identity,
  .backward = &vanity_move_backward,
};
