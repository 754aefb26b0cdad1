#include "nn/operator.h"

static gboolean
reshape_infer (VanityCall *call, GError **error)
{
  const VanityShape *input = &call->inputs[0].shape;
  gint64 values[VANITY_MAX_RANK];
  gint64 elements = vanity_shape_get_elements (input);
  gint64 allow_zero;
  int n_values, unknown = -1;
  VanityShape shape = { 0 };

  if (!vanity_call_get_int (call, "allowzero", 0, 0, 0, &allow_zero, error)
      || !vanity_call_get_input_ints (call, 1, "shape", VANITY_MAX_RANK, values, &n_values, error))
    return FALSE;
  if (n_values < 0)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "“shape” is missing");

  shape.rank = n_values;
  for (int i = 0; i < n_values; i++)
    {
      if (values[i] == -1 && unknown >= 0)
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "“shape” has −1 twice");
      if (values[i] < -1 || (values[i] == 0 && i >= input->rank))
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "“shape” has %" G_GINT64_FORMAT " at %d", values[i], i);
      if (values[i] == -1)
        unknown = i;
      shape.dim[i] = values[i] == -1 ? 1 : values[i] == 0 ? input->dim[i] : values[i];
    }
  if (unknown >= 0)
    {
      gint64 known = vanity_shape_get_elements (&shape);

      if (known > 0 && elements % known == 0)
        shape.dim[unknown] = elements / known;
    }
  if (vanity_shape_get_elements (&shape) != elements)
    {
      g_autofree char *from = vanity_shape_to_string (input);
      g_autofree char *to = vanity_shape_to_string (&shape);

      return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                               "%s cannot become %s: the number of elements differs", from, to);
    }
  return vanity_call_set_output (call, 0, call->inputs[0].type, &shape, error);
}

const VanityOperator vanity_operator_reshape = {
  .name = "Reshape",
  .flags = VANITY_OPERATOR_VIEW,
  .min_inputs = 1,
  .max_inputs = 2,
  .max_outputs = 1,
  .static_inputs = 1 << 1,
  .infer = reshape_infer,
};
