#include "nn/ops/reduce.h"

/* The axes gone through stay with one element when `keep`. */
static gboolean
set_output (VanityCall *call, gboolean keep, GError **error)
{
  const VanityReduceParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;
  VanityShape shape = { 0 };

  for (int i = 0; i < input->rank; i++)
    {
      if ((params->axes & (1u << i)) == 0)
        shape.dim[shape.rank++] = input->dim[i];
      else if (keep)
        shape.dim[shape.rank++] = 1;
    }
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

gboolean
vanity_reduce_infer (VanityCall *call, GError **error)
{
  VanityReduceParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;
  gint64 axes[VANITY_MAX_RANK];
  gint64 keep, noop;
  int n_axes;

  if (!vanity_call_check_input (call, 0, 0, VANITY_MAX_RANK, error)
      || !vanity_call_get_input_ints (call, 1, "axes", VANITY_MAX_RANK, axes, &n_axes, error)
      || !vanity_call_normalize_axes (call, axes, n_axes, input->rank, error)
      || !vanity_call_get_int (call, "keepdims", 1, 0, 1, &keep, error)
      || !vanity_call_get_int (call, "noop_with_empty_axes", 0, 0, 1, &noop, error))
    return FALSE;
  for (int i = 0; i < n_axes; i++)
    params->axes |= 1u << axes[i];
  if (n_axes <= 0 && !noop)
    params->axes = (1u << input->rank) - 1;
  return set_output (call, keep, error);
}

gboolean
vanity_reduce_infer_global (VanityCall *call, GError **error)
{
  VanityReduceParams *params = call->params;

  if (!vanity_call_check_input (call, 0, 3, VANITY_MAX_RANK, error))
    return FALSE;
  for (int i = 1; i < call->inputs[0].shape.rank - 1; i++)
    params->axes |= 1u << i;
  return set_output (call, TRUE, error);
}

gint64
vanity_reduce_cost (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->inputs[0].shape);
}

void
vanity_reduce_prepare (VanityCall *call)
{
  call->scratch_bytes = vanity_shape_get_elements (&call->outputs[0].shape) * sizeof (double);
}

gint64
vanity_reduce_find_target (const VanityShape *shape, guint axes, gint64 row, gint64 row_length)
{
  gint64 target = 0, stride = row_length;

  for (int i = shape->rank - 2; i >= 0; i--)
    {
      if ((axes & (1u << i)) == 0)
        {
          target += row % shape->dim[i] * stride;
          stride *= shape->dim[i];
        }
      row /= shape->dim[i];
    }
  return target;
}

void
vanity_reduce_run (VanityCall *call, double start, double (*step) (double, double),
                   double (*finish) (double))
{
  const VanityReduceParams *params = call->params;
  const VanityShape *shape = &call->inputs[0].shape;
  gint64 in_count = vanity_shape_get_elements (shape);
  gint64 out_count = vanity_shape_get_elements (&call->outputs[0].shape);
  gint64 length = shape->rank == 0 ? 1 : shape->dim[shape->rank - 1];
  gboolean whole_row = shape->rank > 0 && (params->axes & (1u << (shape->rank - 1))) != 0;
  const float *in = call->inputs[0].data;
  double *kept = call->scratch;
  float *out = call->outputs[0].data;

  for (gint64 i = 0; i < out_count; i++)
    kept[i] = start;
  for (gint64 row = 0; row < in_count / length; row++, in += length)
    {
      double *target
          = kept + vanity_reduce_find_target (shape, params->axes, row, whole_row ? 1 : length);

      for (gint64 i = 0; i < length; i++)
        target[whole_row ? 0 : i] = step (target[whole_row ? 0 : i], in[i]);
    }
  for (gint64 i = 0; i < out_count; i++)
    out[i] = finish != NULL ? finish (kept[i]) : kept[i];
}
