#include "nn/ops/broadcast-backward.h"
#include "nn/ops/move.h"

static gboolean
expand_infer (VanityCall *call, GError **error)
{
  VanityMoveParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;
  gint64 strides[VANITY_MAX_RANK];
  VanityShape wanted = { 0 }, shape;

  if (!vanity_call_check_input (call, 0, 0, VANITY_MAX_RANK, error)
      || !vanity_call_get_input_ints (call, 1, "shape", VANITY_MAX_RANK, wanted.dim, &wanted.rank,
                                      error))
    return FALSE;
  if (wanted.rank < 0)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "“shape” is missing");
  if (!vanity_shape_broadcast (input, &wanted, &shape))
    {
      g_autofree char *one = vanity_shape_to_string (input);
      g_autofree char *other = vanity_shape_to_string (&wanted);

      return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "%s cannot become %s", one, other);
    }
  vanity_move_fill_strides (input, strides);
  for (int i = 0; i < input->rank; i++)
    params->stride[shape.rank - input->rank + i] = input->dim[i] == 1 ? 0 : strides[i];
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

VANITY_BROADCAST_LINE (line_given, given)

static VanityBroadcastSum
get_sum (const VanityBackwardCall *back)
{
  return (VanityBroadcastSum){ line_given,
                               &back->output_gradient.shape,
                               back->output_gradient.data,
                               { &back->call->inputs[0], &back->call->inputs[0] },
                               &back->input_gradients[0] };
}

static gboolean
expand_backward_prepare (VanityBackwardCall *back, GError **error)
{
  VanityBroadcastSum sum = get_sum (back);

  back->scratch_bytes = vanity_broadcast_sum_get_scratch (&sum);
  return TRUE;
}

static void
expand_backward_run (VanityBackwardCall *back)
{
  VanityBroadcastSum sum = get_sum (back);

  vanity_broadcast_sum_run (&sum, back->scratch, back->call);
}

static const VanityBackward expand_backward = {
  .differentiable = 1 << 0,
  .prepare = expand_backward_prepare,
  .run = expand_backward_run,
};

const VanityOperator vanity_operator_expand = {
  .name = "Expand",
  .min_inputs = 1,
  .max_inputs = 2,
  .max_outputs = 1,
  .static_inputs = 1 << 1,
  .params_size = sizeof (VanityMoveParams),
  .infer = expand_infer,
  .forward = vanity_move_forward,
  .is_identity = vanity_move_is_identity,
  .backward = &expand_backward,
};
