#include "nn/ops/activate-backward.h"

#include "nn/ops/unary.h"

#include <math.h>

static void
split (VanityBackwardCall *back, VanityBackwardSplitFunc func, double cost)
{
  vanity_backward_split (back, func, vanity_shape_get_elements (&back->output_gradient.shape),
                         cost);
}

static VanityActivation
get_activation (const VanityBackwardCall *back)
{
  VanityActivation activation;

  back->call->op->get_activation (back->call, &activation);
  return activation;
}

static void
clamp_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  VanityActivation activation = get_activation (back);
  const float *given = back->output_gradient.data, *y = back->call->outputs[0].data;
  float *out = back->input_gradients[0].data;

  back->call->kernels->clamp_gradient (out + from, given + from, y + from, to - from,
                                       activation.low, activation.high, 0.0f);
}

static void
clamp_run (VanityBackwardCall *back)
{
  split (back, clamp_part, 0.12);
}

const VanityBackward vanity_clamp_backward = {
  .flags = VANITY_BACKWARD_IN_PLACE,
  .differentiable = 1 << 0,
  .reads_output = TRUE,
  .run = clamp_run,
};

/* What came out has the sign of what went in, unless the slope turns it. */
static gboolean
slope_prepare (VanityBackwardCall *back, GError **error)
{
  back->reads_inputs = get_activation (back).slope[0] < 0.0f;
  return TRUE;
}

static void
slope_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const VanityTensor *read
      = back->reads_inputs != 0 ? &back->call->inputs[0] : &back->call->outputs[0];
  float *out = back->input_gradients[0].data;

  back->call->kernels->clamp_gradient (out + from, (const float *)back->output_gradient.data + from,
                                       (const float *)read->data + from, to - from, 0.0f, INFINITY,
                                       get_activation (back).slope[0]);
}

static void
slope_run (VanityBackwardCall *back)
{
  split (back, slope_part, 0.12);
}

const VanityBackward vanity_leaky_relu_backward = {
  .flags = VANITY_BACKWARD_IN_PLACE,
  .differentiable = 1 << 0,
  .reads_output = TRUE,
  .prepare = slope_prepare,
  .run = slope_run,
};

static void
hard_swish_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  VanityActivation activation = get_activation (back);
  const float *given = back->output_gradient.data, *x = back->call->inputs[0].data;
  float *out = back->input_gradients[0].data;
  float alpha = activation.alpha, beta = activation.beta;

  for (gint64 i = from; i < to; i++)
    {
      float part = alpha * x[i] + beta;

      out[i] = given[i] * (part <= 0.0f ? 0.0f : part >= 1.0f ? 1.0f : 2.0f * alpha * x[i] + beta);
    }
}

static void
hard_swish_run (VanityBackwardCall *back)
{
  split (back, hard_swish_part, 0.5);
}

const VanityBackward vanity_hard_swish_backward = {
  .flags = VANITY_BACKWARD_IN_PLACE,
  .differentiable = 1 << 0,
  .reads_inputs = 1 << 0,
  .run = hard_swish_run,
};

static void
hard_sigmoid_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const VanityUnaryParams *params = back->call->params;
  const float *given = back->output_gradient.data, *y = back->call->outputs[0].data;
  float *out = back->input_gradients[0].data;

  for (gint64 i = from; i < to; i++)
    out[i] = y[i] > 0.0f && y[i] < 1.0f ? params->alpha * given[i] : 0.0f;
}

static void
hard_sigmoid_run (VanityBackwardCall *back)
{
  split (back, hard_sigmoid_part, 0.3);
}

const VanityBackward vanity_hard_sigmoid_backward = {
  .flags = VANITY_BACKWARD_IN_PLACE,
  .differentiable = 1 << 0,
  .reads_output = TRUE,
  .run = hard_sigmoid_run,
};

/* Derivatives that are a formula in `v`: what came out where OUTPUT says so, what went in
 * otherwise. */
#define OUTPUT 1
#define INPUT 0
#define DEFINE(name, which, cost, formula)                                                         \
  static void name##_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)           \
  {                                                                                                \
    const float *given = back->output_gradient.data;                                               \
    const float *read                                                                              \
        = which == OUTPUT ? back->call->outputs[0].data : back->call->inputs[0].data;              \
    float *out = back->input_gradients[0].data;                                                    \
                                                                                                   \
    for (gint64 i = from; i < to; i++)                                                             \
      {                                                                                            \
        float v = read[i];                                                                         \
                                                                                                   \
        out[i] = given[i] * (formula);                                                             \
      }                                                                                            \
  }                                                                                                \
                                                                                                   \
  static void name##_run (VanityBackwardCall *back)                                                \
  {                                                                                                \
    split (back, name##_part, cost);                                                               \
  }                                                                                                \
                                                                                                   \
  const VanityBackward vanity_##name##_backward = {                                                \
    .flags = VANITY_BACKWARD_IN_PLACE,                                                             \
    .differentiable = 1 << 0,                                                                      \
    .reads_inputs = which == INPUT,                                                                \
    .reads_output = which == OUTPUT,                                                               \
    .run = name##_run,                                                                             \
  };

DEFINE (sigmoid, OUTPUT, 0.3, v *(1.0f - v))
DEFINE (tanh, OUTPUT, 0.3, 1.0f - v * v)
DEFINE (exp, OUTPUT, 0.3, v)
DEFINE (sqrt, OUTPUT, 1.0, 0.5f / v)
DEFINE (reciprocal, OUTPUT, 0.3, -v *v)
DEFINE (abs, INPUT, 0.5, v > 0.0f ? 1.0f : v < 0.0f ? -1.0f : 0.0f)
DEFINE (log, INPUT, 1.0, 1.0f / v)

static void
neg_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const float *given = back->output_gradient.data;
  float *out = back->input_gradients[0].data;

  for (gint64 i = from; i < to; i++)
    out[i] = -given[i];
}

static void
neg_run (VanityBackwardCall *back)
{
  split (back, neg_part, 0.3);
}

const VanityBackward vanity_neg_backward = {
  .flags = VANITY_BACKWARD_IN_PLACE,
  .differentiable = 1 << 0,
  .run = neg_run,
};

const VanityBackward vanity_step_backward = { .differentiable = 0 };
