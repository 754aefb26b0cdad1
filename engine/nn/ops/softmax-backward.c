#include "nn/ops/softmax-backward.h"

#include "nn/ops/softmax.h"

#include <math.h>

/* Of each line: ∂x = y · (∂y − Σ ∂y · y) for a softmax, ∂y − eʸ · Σ ∂y for its logarithm. */
static inline __attribute__ ((always_inline)) void
share_out (VanityBackwardCall *back, gint64 from, gint64 to, gboolean logarithm)
{
  const VanitySoftmaxParams *params = back->call->params;

  for (gint64 i = from; i < to; i++)
    {
      gint64 start = vanity_softmax_find_line (params, i);
      const float *y = (const float *)back->call->outputs[0].data + start;
      const float *given = (const float *)back->output_gradient.data + start;
      float *out = (float *)back->input_gradients[0].data + start;
      gint64 end = params->length * params->stride;
      double sum = 0.0;

      for (gint64 k = 0; k < end; k += params->stride)
        sum += logarithm ? given[k] : given[k] * y[k];
      for (gint64 k = 0; k < end; k += params->stride)
        out[k] = logarithm ? given[k] - expf (y[k]) * (float)sum : y[k] * (given[k] - (float)sum);
    }
}

static void
softmax_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  share_out (back, from, to, FALSE);
}

static void
log_softmax_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  share_out (back, from, to, TRUE);
}

static void
split_lines (VanityBackwardCall *back, VanityBackwardSplitFunc func, double cost)
{
  const VanitySoftmaxParams *params = back->call->params;

  vanity_backward_split (back, func,
                         vanity_shape_get_elements (&back->output_gradient.shape) / params->length,
                         params->length * cost);
}

static void
softmax_run (VanityBackwardCall *back)
{
  split_lines (back, softmax_part, 1.0);
}

static void
log_softmax_run (VanityBackwardCall *back)
{
  split_lines (back, log_softmax_part, 5.0);
}

const VanityBackward vanity_softmax_backward = {
  .flags = VANITY_BACKWARD_IN_PLACE,
  .differentiable = 1 << 0,
  .reads_output = TRUE,
  .run = softmax_run,
};

const VanityBackward vanity_log_softmax_backward = {
  .flags = VANITY_BACKWARD_IN_PLACE,
  .differentiable = 1 << 0,
  .reads_output = TRUE,
  .run = log_softmax_run,
};
