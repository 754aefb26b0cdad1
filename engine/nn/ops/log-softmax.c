#include "nn/ops/softmax-backward.h"
#include "nn/ops/softmax.h"

static gint64
log_softmax_cost (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->outputs[0].shape) * 2;
}

static void
log_softmax_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  vanity_softmax_run (call, from, to, TRUE);
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
