/* HardSigmoid, Sigmoid, Tanh, Exp. */
#include "nn/ops/split.h"

typedef struct
{
  float alpha, beta; /* HardSigmoid */
} UnaryParams;

static gboolean
unary_infer (VanityCall *call, GError **error)
{
  return vanity_call_check_input (call, 0, 0, VANITY_MAX_RANK, error)
         && vanity_call_set_output (call, 0, VANITY_FLOAT32, &call->inputs[0].shape, error);
}

static gboolean
hard_sigmoid_infer (VanityCall *call, GError **error)
{
  UnaryParams *params = call->params;

  return vanity_call_get_float (call, "alpha", 0.2, &params->alpha, error)
         && vanity_call_get_float (call, "beta", 0.5, &params->beta, error)
         && unary_infer (call, error);
}

static gint64
unary_cost (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->outputs[0].shape);
}

static void
unary_run (VanityCall *call, VanityUnary op, gint64 from, gint64 to)
{
  const UnaryParams *params = call->params;

  call->kernels->unary (op, (float *)call->outputs[0].data + from,
                        (const float *)call->inputs[0].data + from, to - from, params->alpha,
                        params->beta);
}

static void
hard_sigmoid_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  unary_run (call, VANITY_UNARY_HARD_SIGMOID, from, to);
}

static void
sigmoid_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  unary_run (call, VANITY_UNARY_SIGMOID, from, to);
}

static void
tanh_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  unary_run (call, VANITY_UNARY_TANH, from, to);
}

static void
exp_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  unary_run (call, VANITY_UNARY_EXP, from, to);
}

static void
hard_sigmoid_forward (VanityCall *call)
{
  vanity_call_split (call, hard_sigmoid_run, unary_cost (call), 0.1);
}

static void
sigmoid_forward (VanityCall *call)
{
  vanity_call_split (call, sigmoid_run, unary_cost (call), 0.4);
}

static void
tanh_forward (VanityCall *call)
{
  vanity_call_split (call, tanh_run, unary_cost (call), 0.5);
}

static void
exp_forward (VanityCall *call)
{
  vanity_call_split (call, exp_run, unary_cost (call), 0.3);
}

#define UNARY(symbol, onnx_name, infer_func)                                                       \
  const VanityOperator vanity_operator_##symbol = {                                                \
    .name = onnx_name,                                                                             \
    .flags = VANITY_OPERATOR_IN_PLACE,                                                             \
    .min_inputs = 1,                                                                               \
    .max_inputs = 1,                                                                               \
    .max_outputs = 1,                                                                              \
    .params_size = sizeof (UnaryParams),                                                           \
    .infer = infer_func,                                                                           \
    .cost = unary_cost,                                                                            \
    .forward = symbol##_forward,                                                                   \
  }

UNARY (hard_sigmoid, "HardSigmoid", hard_sigmoid_infer);
UNARY (sigmoid, "Sigmoid", unary_infer);
UNARY (tanh, "Tanh", unary_infer);
UNARY (exp, "Exp", unary_infer);
