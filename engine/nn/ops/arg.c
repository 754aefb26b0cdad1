#include "nn/ops/arg.h"

#include "nn/ops/split.h"

gboolean
vanity_arg_infer (VanityCall *call, GError **error)
{
  VanityArgParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;
  gint64 keep, last;
  VanityShape shape = { 0 };
  int axis;

  if (!vanity_call_check_input (call, 0, 1, VANITY_MAX_RANK, error)
      || !vanity_call_get_axis (call, 0, input->rank, &axis, error)
      || !vanity_call_get_int (call, "keepdims", 1, 0, 1, &keep, error)
      || !vanity_call_get_int (call, "select_last_index", 0, 0, 1, &last, error))
    return FALSE;
  params->length = input->dim[axis];
  params->stride = vanity_shape_get_extent (input, axis + 1, input->rank);
  params->last = last != 0;
  for (int i = 0; i < input->rank; i++)
    if (i != axis || keep)
      shape.dim[shape.rank++] = i == axis ? 1 : input->dim[i];
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

gint64
vanity_arg_cost (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->inputs[0].shape);
}

static void
arg_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityArgParams *params = call->params;

  for (gint64 i = from; i < to; i++)
    {
      const float *in = (const float *)call->inputs[0].data
                        + i / params->stride * params->stride * params->length + i % params->stride;
      float best = in[0] * params->sign;
      gint64 index = 0;

      for (gint64 k = 1; k < params->length; k++)
        {
          float value = in[k * params->stride] * params->sign;

          if (value > best || (params->last && value == best))
            {
              best = value;
              index = k;
            }
        }
      ((float *)call->outputs[0].data)[i] = index;
    }
}

void
vanity_arg_forward (VanityCall *call)
{
  const VanityArgParams *params = call->params;

  vanity_call_split (call, arg_run, vanity_shape_get_elements (&call->outputs[0].shape),
                     params->length * 1.0);
}
