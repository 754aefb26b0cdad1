#include "nn/ops/softmax.h"

#include "nn/ops/softmax-backward.h"

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
                     params->length * 0.7);
}

void
vanity_softmax_run (VanityCall *call, gint64 from, gint64 to, gboolean logarithm)
{
  const VanitySoftmaxParams *params = call->params;
  gint64 count;

  for (gint64 line = from; line < to; line += count)
    {
      gint64 start = vanity_softmax_find_line (params, line);
      const float *in = (const float *)call->inputs[0].data + start;
      float *out = (float *)call->outputs[0].data + start;

      count = params->stride == 1 ? to - line
                                  : MIN (to - line, params->stride - line % params->stride);
      if (params->stride == 1)
        call->kernels->softmax_rows (out, in, count, params->length, logarithm);
      else
        call->kernels->softmax_columns (out, in, params->stride, count, params->length, logarithm);
    }
}

static gint64
softmax_cost (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->outputs[0].shape) * 3;
}

static void
softmax_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  vanity_softmax_run (call, from, to, FALSE);
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
