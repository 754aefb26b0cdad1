#include "nn/ops/split.h"

#include <math.h>

typedef struct
{
  gint64 length; /* of the axis */
  gint64 stride; /* between its elements */
} LogSoftmaxParams;

static gboolean
log_softmax_infer (VanityCall *call, GError **error)
{
  LogSoftmaxParams *params = call->params;
  const VanityShape *shape = &call->inputs[0].shape;
  int axis;

  if (!vanity_call_check_input (call, 0, 1, VANITY_MAX_RANK, error)
      || !vanity_call_get_axis (call, -1, shape->rank, &axis, error))
    return FALSE;
  params->length = shape->dim[axis];
  params->stride = vanity_shape_get_extent (shape, axis + 1, shape->rank);
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, shape, error);
}

static gint64
log_softmax_cost (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->outputs[0].shape) * 2;
}

static void
log_softmax_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const LogSoftmaxParams *params = call->params;

  for (gint64 i = from; i < to; i++)
    {
      gint64 start = i / params->stride * params->stride * params->length + i % params->stride;
      const float *in = (const float *)call->inputs[0].data + start;
      float *out = (float *)call->outputs[0].data + start;
      float highest = in[0];
      double sum, shift;

      for (gint64 k = 1; k < params->length; k++)
        highest = MAX (highest, in[k * params->stride]);
      sum = expf (in[0] - highest);
      for (gint64 k = 1; k < params->length; k++)
        sum += expf (in[k * params->stride] - highest);
      shift = highest + log (sum);
      for (gint64 k = 0; k < params->length; k++)
        out[k * params->stride] = in[k * params->stride] - shift;
    }
}

static void
log_softmax_forward (VanityCall *call)
{
  const LogSoftmaxParams *params = call->params;

  vanity_call_split (call, log_softmax_run,
                     vanity_shape_get_elements (&call->outputs[0].shape) / params->length,
                     params->length * 6.0);
}

const VanityOperator vanity_operator_log_softmax = {
  .name = "LogSoftmax",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (LogSoftmaxParams),
  .infer = log_softmax_infer,
  .cost = log_softmax_cost,
  .forward = log_softmax_forward,
};
