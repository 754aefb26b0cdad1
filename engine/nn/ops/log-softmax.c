#include "nn/ops/reduce-backward.h"
#include "nn/ops/softmax.h"

#include <math.h>

static gint64
log_softmax_cost (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->outputs[0].shape) * 2;
}

static void
log_softmax_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanitySoftmaxParams *params = call->params;

  for (gint64 i = from; i < to; i++)
    {
      gint64 start = vanity_softmax_find_line (params, i);
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
  vanity_softmax_split (call, log_softmax_run);
}

const VanityOperator vanity_operator_log_softmax = {
  .name = "LogSoftmax",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (VanitySoftmaxParams),
  .infer = vanity_softmax_infer,
  .cost = log_softmax_cost,
  .forward = log_softmax_forward,
  .backward = &vanity_log_softmax_backward,
};
