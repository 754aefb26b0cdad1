#include "nn/ops/broadcast.h"

gboolean
vanity_broadcast_find_shape (const VanityCall *call, VanityShape *shape, GError **error)
{
  *shape = (VanityShape){ 0 };
  for (int i = 0; i < call->n_inputs; i++)
    {
      VanityShape common;

      if (!vanity_call_check_input (call, i, 0, VANITY_MAX_RANK, error))
        return FALSE;
      if (!vanity_shape_broadcast (shape, &call->inputs[i].shape, &common))
        {
          g_autofree char *one = vanity_shape_to_string (shape);
          g_autofree char *other = vanity_shape_to_string (&call->inputs[i].shape);

          return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                   "shapes %s and %s do not broadcast", one, other);
        }
      *shape = common;
    }
  return TRUE;
}

void
vanity_broadcast_fill_strides (const VanityShape *input, const VanityShape *shape, gint64 *strides)
{
  gint64 stride = 1;

  for (int i = shape->rank - 1; i >= 0; i--)
    {
      int axis = i - (shape->rank - input->rank);
      gint64 dim = axis < 0 ? 1 : input->dim[axis];

      strides[i] = dim == 1 ? 0 : stride;
      stride *= dim;
    }
}

gboolean
vanity_broadcast_infer (VanityCall *call, GError **error)
{
  VanityBroadcastParams *params = call->params;
  VanityShape shape;

  if (!vanity_broadcast_find_shape (call, &shape, error))
    return FALSE;
  for (int i = 0; i < call->n_inputs; i++)
    vanity_broadcast_fill_strides (&call->inputs[i].shape, &shape, params->stride[i]);
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

gint64
vanity_broadcast_cost (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->outputs[0].shape);
}

void
vanity_broadcast_find (const VanityCall *call, gint64 at, gint64 *offsets)
{
  const VanityBroadcastParams *params = call->params;
  const VanityShape *shape = &call->outputs[0].shape;

  for (int i = 0; i < call->n_inputs; i++)
    offsets[i] = 0;
  for (int axis = shape->rank - 1; axis >= 0; axis--)
    {
      for (int i = 0; i < call->n_inputs; i++)
        offsets[i] += at % shape->dim[axis] * params->stride[i][axis];
      at /= shape->dim[axis];
    }
}
