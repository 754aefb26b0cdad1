#include "nn/ops/reduce-backward.h"

#include "nn/ops/reduce.h"
#include "nn/ops/softmax.h"

#include <math.h>

/* ∂x = ∂y · factor (x), y being what x went into. */
static inline __attribute__ ((always_inline)) void
spread (VanityBackwardCall *back, gint64 from, gint64 to, float scale, float (*factor) (float))
{
  const VanityReduceParams *params = back->call->params;
  const VanityShape *shape = &back->call->inputs[0].shape;
  gint64 length = shape->rank == 0 ? 1 : shape->dim[shape->rank - 1];
  gboolean whole_row = shape->rank > 0 && (params->axes & (1u << (shape->rank - 1))) != 0;

  for (gint64 row = from; row < to; row++)
    {
      const float *in = (const float *)back->call->inputs[0].data + row * length;
      const float *given
          = (const float *)back->output_gradient.data
            + vanity_reduce_find_target (shape, params->axes, row, whole_row ? 1 : length);
      float *out = (float *)back->input_gradients[0].data + row * length;

      for (gint64 i = 0; i < length; i++)
        out[i] = scale * given[whole_row ? 0 : i] * (factor != NULL ? factor (in[i]) : 1.0f);
    }
}

static float
sign (float x)
{
  return x > 0.0f ? 1.0f : x < 0.0f ? -1.0f : 0.0f;
}

static float
same (float x)
{
  return x;
}

static void
split (VanityBackwardCall *back, VanityBackwardSplitFunc func)
{
  const VanityShape *shape = &back->call->inputs[0].shape;
  gint64 length = shape->rank == 0 ? 1 : shape->dim[shape->rank - 1];

  vanity_backward_split (back, func, vanity_shape_get_elements (shape) / length,
                         5.0 + length * 0.2);
}

/* The mean is a sum of so many. */
static float
get_share (const VanityBackwardCall *back)
{
  return (double)vanity_shape_get_elements (&back->call->outputs[0].shape)
         / vanity_shape_get_elements (&back->call->inputs[0].shape);
}

#define DEFINE(name, reads, scale, factor)                                                         \
  static void name##_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)           \
  {                                                                                                \
    spread (back, from, to, scale, factor);                                                        \
  }                                                                                                \
                                                                                                   \
  static void name##_run (VanityBackwardCall *back)                                                \
  {                                                                                                \
    split (back, name##_part);                                                                     \
  }                                                                                                \
                                                                                                   \
  const VanityBackward vanity_##name##_backward = {                                                \
    .differentiable = 1 << 0,                                                                      \
    .reads_inputs = reads,                                                                         \
    .run = name##_run,                                                                             \
  };

DEFINE (reduce_sum, 0, 1.0f, NULL)
DEFINE (reduce_mean, 0, get_share (back), NULL)
DEFINE (reduce_sum_square, 1, 2.0f, same)
DEFINE (reduce_l1, 1, 1.0f, sign)

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
