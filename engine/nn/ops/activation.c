/* Relu, LeakyRelu, PRelu, Clip, HardSwish: what a producer can apply itself. */
#include "nn/ops/split.h"

#include <math.h>

typedef struct
{
  float low, high; /* Clip */
  float slope;     /* LeakyRelu */
} ActivationParams;

static gboolean
infer_same (VanityCall *call, GError **error)
{
  return vanity_call_check_input (call, 0, 0, VANITY_MAX_RANK, error)
         && vanity_call_set_output (call, 0, VANITY_FLOAT32, &call->inputs[0].shape, error);
}

static gint64
cost_of_elements (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->outputs[0].shape);
}

static gboolean
relu_get_activation (const VanityCall *call, VanityActivation *activation)
{
  *activation = VANITY_ACTIVATION_NONE;
  activation->low = 0.0f;
  return TRUE;
}

static gboolean
clip_infer (VanityCall *call, GError **error)
{
  ActivationParams *params = call->params;

  return vanity_call_get_input_float (call, 1, "min", -INFINITY, &params->low, error)
         && vanity_call_get_input_float (call, 2, "max", INFINITY, &params->high, error)
         && infer_same (call, error);
}

static gboolean
clip_get_activation (const VanityCall *call, VanityActivation *activation)
{
  const ActivationParams *params = call->params;

  *activation = VANITY_ACTIVATION_NONE;
  activation->low = params->low;
  activation->high = params->high;
  return TRUE;
}

static gboolean
leaky_relu_infer (VanityCall *call, GError **error)
{
  ActivationParams *params = call->params;

  return vanity_call_get_float (call, "alpha", 0.01, &params->slope, error)
         && infer_same (call, error);
}

static gboolean
leaky_relu_get_activation (const VanityCall *call, VanityActivation *activation)
{
  const ActivationParams *params = call->params;

  *activation = (VanityActivation){ .kind = VANITY_ACTIVATION_SLOPE,
                                    .slope = &params->slope,
                                    .n_slopes = 1 };
  return TRUE;
}

static gboolean
prelu_infer (VanityCall *call, GError **error)
{
  const VanityShape *slope = &call->inputs[1].shape;
  const VanityShape *input = &call->inputs[0].shape;
  gint64 n_slopes;

  if (!infer_same (call, error) || !vanity_call_check_input (call, 1, 0, VANITY_MAX_RANK, error))
    return FALSE;
  n_slopes = vanity_shape_get_elements (slope);
  if (n_slopes != 1
      && (input->rank == 0 || n_slopes != slope->dim[slope->rank - 1]
          || n_slopes != input->dim[input->rank - 1]))
    return vanity_call_fail (call, VANITY_ERROR_UNSUPPORTED, error,
                             "its slope must be one number, or one for each channel");
  return TRUE;
}

static gboolean
prelu_get_activation (const VanityCall *call, VanityActivation *activation)
{
  *activation
      = (VanityActivation){ .kind = VANITY_ACTIVATION_SLOPE,
                            .slope = call->inputs[1].data,
                            .n_slopes = vanity_shape_get_elements (&call->inputs[1].shape) };
  return TRUE;
}

static gboolean
hard_swish_get_activation (const VanityCall *call, VanityActivation *activation)
{
  *activation = (VanityActivation){ .kind = VANITY_ACTIVATION_HARD_SWISH,
                                    .alpha = 1.0f / 6.0f,
                                    .beta = 0.5f };
  return TRUE;
}

static void
activation_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityShape *shape = &call->outputs[0].shape;
  int channels = shape->rank == 0 ? 1 : shape->dim[shape->rank - 1];
  VanityActivation activation;

  call->op->get_activation (call, &activation);
  call->kernels->activate ((float *)call->outputs[0].data + from * channels,
                           (const float *)call->inputs[0].data + from * channels, to - from,
                           channels, &activation);
}

static void
activation_forward (VanityCall *call)
{
  const VanityShape *shape = &call->outputs[0].shape;
  gint64 channels = shape->rank == 0 ? 1 : shape->dim[shape->rank - 1];

  vanity_call_split (call, activation_run, vanity_shape_get_elements (shape) / channels,
                     channels * 0.1);
}

const VanityOperator vanity_operator_relu = {
  .name = "Relu",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .infer = infer_same,
  .cost = cost_of_elements,
  .forward = activation_forward,
  .get_activation = relu_get_activation,
};

const VanityOperator vanity_operator_clip = {
  .name = "Clip",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 3,
  .max_outputs = 1,
  .static_inputs = 1 << 1 | 1 << 2,
  .params_size = sizeof (ActivationParams),
  .infer = clip_infer,
  .cost = cost_of_elements,
  .forward = activation_forward,
  .get_activation = clip_get_activation,
};

const VanityOperator vanity_operator_leaky_relu = {
  .name = "LeakyRelu",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (ActivationParams),
  .infer = leaky_relu_infer,
  .cost = cost_of_elements,
  .forward = activation_forward,
  .get_activation = leaky_relu_get_activation,
};

const VanityOperator vanity_operator_prelu = {
  .name = "PRelu",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 2,
  .max_inputs = 2,
  .max_outputs = 1,
  .infer = prelu_infer,
  .cost = cost_of_elements,
  .forward = activation_forward,
  .get_activation = prelu_get_activation,
};

const VanityOperator vanity_operator_hard_swish = {
  .name = "HardSwish",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .infer = infer_same,
  .cost = cost_of_elements,
  .forward = activation_forward,
  .get_activation = hard_swish_get_activation,
};
