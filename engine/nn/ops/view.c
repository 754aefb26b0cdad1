/* Identity, Dropout (which does nothing outside training), Reshape, Flatten, Squeeze, Unsqueeze:
 * the same elements under another shape. The executor makes no copy of them. */
#include "nn/operator.h"

#include <string.h>

static gboolean
identity_infer (VanityCall *call, GError **error)
{
  return vanity_call_set_output (call, 0, call->inputs[0].type, &call->inputs[0].shape, error);
}

static gboolean
dropout_infer (VanityCall *call, GError **error)
{
  gint64 seed;
  float ratio;

  return vanity_call_get_int (call, "seed", 0, G_MININT64, G_MAXINT64, &seed, error)
         && vanity_call_get_float (call, "ratio", 0.5, &ratio, error)
         && identity_infer (call, error);
}

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

/* Only where the executor could not make it a view. */
static void
view_forward (VanityCall *call)
{
  const VanityTensor *in = &call->inputs[0];

  if (call->outputs[0].data != in->data)
    memcpy (call->outputs[0].data, in->data,
            vanity_shape_get_elements (&in->shape) * vanity_data_type_get_size (in->type));
}

#define VIEW(symbol, onnx_name, most, statics)                                                     \
  const VanityOperator vanity_operator_##symbol = {                                                \
    .name = onnx_name,                                                                             \
    .flags = VANITY_OPERATOR_VIEW,                                                                 \
    .min_inputs = 1,                                                                               \
    .max_inputs = most,                                                                            \
    .max_outputs = 1,                                                                              \
    .static_inputs = statics,                                                                      \
    .infer = symbol##_infer,                                                                       \
    .forward = view_forward,                                                                       \
  }

VIEW (identity, "Identity", 1, 0);
VIEW (dropout, "Dropout", 3, 1 << 1 | 1 << 2);
VIEW (reshape, "Reshape", 2, 1 << 1);
VIEW (flatten, "Flatten", 1, 0);
VIEW (squeeze, "Squeeze", 2, 1 << 1);
VIEW (unsqueeze, "Unsqueeze", 2, 1 << 1);
