#include "nn/ops/softmax.h"

#include "nn/ops/reduce-backward.h"
#include <math.h>

gboolean
vanity_softmax_infer (VanityCall *call, GError **error)
{
  VanitySoftmaxParams *params = call->params;
  const VanityShape *shape = &call->inputs[0].shape;
  int axis;

  if (!vanity_call_check_input (call, 0, 1, VANITY_MAX_RANK, error)
      || !vanity_call_get_axis (call, -1, shape->rank, &axis, error))
    return FALSE;
  params->length = shape->dim[axis];
  params->stride = vanity_shape_get_extent (shape, axis + 1, shape->rank);
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, shape, error);
}

gint64
vanity_softmax_find_line (const VanitySoftmaxParams *params, gint64 line)
{
  return line / params->stride * params->stride * params->length + line % params->stride;
}

void
vanity_softmax_split (VanityCall *call, VanitySplitFunc run)
{
  const VanitySoftmaxParams *params = call->params;

  vanity_call_split (call, run,
                     vanity_shape_get_elements (&call->outputs[0].shape) / params->length,
                     params->length * 6.0);
}

static gint64
softmax_cost (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->outputs[0].shape) * 3;
}

static void
softmax_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanitySoftmaxParams *params = call->params;

  for (gint64 i = from; i < to; i++)
    {
      gint64 start = vanity_softmax_find_line (params, i);
      const float *in = (const float *)call->inputs[0].data + start;
      float *out = (float *)call->outputs[0].data + start;
      float highest = in[0], sum = 0.0f;

      for (gint64 k = 1; k < params->length; k++)
        highest = MAX (highest, in[k * params->stride]);
      for (gint64 k = 0; k < params->length; k++)
        {
          float value = expf (in[k * params->stride] - highest);

          out[k * params->stride] = value;
          sum += value;
        }
      for (gint64 k = 0; k < params->length; k++)
        out[k * params->stride] /= sum;
    }
}

static void
softmax_forward (VanityCall *call)
{
  vanity_softmax_split (call, softmax_run);
}

const VanityOperator vanity_operator_softmax = {
  .name = "Softmax",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (VanitySoftmaxParams),
  .infer = vanity_softmax_infer,
  .cost = softmax_cost,
  .forward = softmax_forward,
  .backward = &vanity_softmax_backward,
};
