#include "nn/operator.h"

static gboolean
flatten_infer (VanityCall *call, GError **error)
{
  const VanityShape *input = &call->inputs[0].shape;
  gint64 axis;
  VanityShape shape = { .rank = 2 };

  if (!vanity_call_get_int (call, "axis", 1, -input->rank, input->rank, &axis, error))
    return FALSE;
  if (axis < 0)
    axis += input->rank;
  axis = MIN (axis, input->rank);
  shape.dim[0] = vanity_shape_get_extent (input, 0, axis);
  shape.dim[1] = vanity_shape_get_extent (input, axis, input->rank);
  return vanity_call_set_output (call, 0, call->inputs[0].type, &shape, error);
}

const VanityOperator vanity_operator_flatten = {
  .name = "Flatten",
  .flags = VANITY_OPERATOR_VIEW,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .infer = flatten_infer,
};
