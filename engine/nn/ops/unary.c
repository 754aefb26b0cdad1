#include "nn/ops/unary.h"

#include "nn/ops/split.h"

gboolean
vanity_unary_infer_shape (VanityCall *call, GError **error)
{
  return vanity_call_check_input (call, 0, 0, VANITY_MAX_RANK, error)
         && vanity_call_set_output (call, 0, VANITY_FLOAT32, &call->inputs[0].shape, error);
}

gboolean
vanity_unary_infer (VanityCall *call, VanityUnary op, GError **error)
{
  VanityUnaryParams *params = call->params;

  params->op = op;
  return vanity_unary_infer_shape (call, error);
}

gint64
vanity_unary_cost (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->outputs[0].shape);
}

static void
unary_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityUnaryParams *params = call->params;

  call->kernels->unary (params->op, (float *)call->outputs[0].data + from,
                        (const float *)call->inputs[0].data + from, to - from, params->alpha,
                        params->beta);
}

void
vanity_unary_forward (VanityCall *call)
{
  static const double nanoseconds[] = {
    [VANITY_UNARY_HARD_SIGMOID] = 0.1, [VANITY_UNARY_SIGMOID] = 0.4,   [VANITY_UNARY_TANH] = 0.5,
    [VANITY_UNARY_EXP] = 0.3,          [VANITY_UNARY_LOG] = 0.4,       [VANITY_UNARY_ERF] = 0.8,
    [VANITY_UNARY_GELU] = 0.8,         [VANITY_UNARY_GELU_TANH] = 0.6, [VANITY_UNARY_ELU] = 0.4,
    [VANITY_UNARY_SOFTPLUS] = 0.7,
  };
  const VanityUnaryParams *params = call->params;

  vanity_call_split (call, unary_run, vanity_unary_cost (call), nanoseconds[params->op]);
}

/* Rows [from, to), a row being the last dimension: the channels, which may have a slope each. */
static void
activate_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityShape *shape = &call->outputs[0].shape;
  int channels = shape->rank == 0 ? 1 : shape->dim[shape->rank - 1];
  VanityActivation activation;

  call->op->get_activation (call, &activation);
  call->kernels->activate ((float *)call->outputs[0].data + from * channels,
                           (const float *)call->inputs[0].data + from * channels, to - from,
                           channels, &activation);
}

void
vanity_unary_activate (VanityCall *call)
{
  const VanityShape *shape = &call->outputs[0].shape;
  gint64 channels = shape->rank == 0 ? 1 : shape->dim[shape->rank - 1];

  vanity_call_split (call, activate_run, vanity_shape_get_elements (shape) / channels,
                     channels * 0.1);
}
