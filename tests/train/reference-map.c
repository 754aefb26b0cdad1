/* What maps elements, one by one, of one tensor. */
#include "reference.h"

#include <math.h>

#define SELU_ALPHA 1.67326319217681884765625
#define SELU_GAMMA 1.05070102214813232421875

static double
relu (double x, double alpha, double beta)
{
  return x > 0 ? x : 0;
}

static double
leaky_relu (double x, double alpha, double beta)
{
  return x < 0 ? alpha * x : x;
}

static double
clip (double x, double low, double high)
{
  return x < low ? low : x > high ? high : x;
}

static double
hard_sigmoid (double x, double alpha, double beta)
{
  return clip (alpha * x + beta, 0, 1);
}

static double
hard_swish (double x, double alpha, double beta)
{
  return x * hard_sigmoid (x, 1.0 / 6, 0.5);
}

static double
sigmoid (double x, double alpha, double beta)
{
  return 1 / (1 + exp (-x));
}

static double
softplus (double x, double alpha, double beta)
{
  return log (1 + exp (x));
}

static double
elu (double x, double alpha, double beta)
{
  return beta * (x < 0 ? alpha * (exp (x) - 1) : x);
}

static double
gelu (double x, double alpha, double beta)
{
  return x * (1 + erf (x / sqrt (2))) / 2;
}

static double
gelu_tanh (double x, double alpha, double beta)
{
  return x * (1 + tanh (sqrt (2 / G_PI) * (x + 0.044715 * x * x * x))) / 2;
}

static double
absolute (double x, double alpha, double beta)
{
  return fabs (x);
}

static double
square_root (double x, double alpha, double beta)
{
  return sqrt (x);
}

static double
reciprocal (double x, double alpha, double beta)
{
  return 1 / x;
}

static double
negative (double x, double alpha, double beta)
{
  return -x;
}

static double
exponential (double x, double alpha, double beta)
{
  return exp (x);
}

static double
logarithm (double x, double alpha, double beta)
{
  return log (x);
}

static double
error_function (double x, double alpha, double beta)
{
  return erf (x);
}

static double
hyperbolic_tangent (double x, double alpha, double beta)
{
  return tanh (x);
}

typedef struct
{
  const char *op;
  double (*func) (double x, double alpha, double beta);
  /* Attributes, and what they are without. */
  const char *alpha_name;
  double alpha;
  const char *beta_name;
  double beta;
} Unary;

static const Unary unaries[] = {
  { "Abs", absolute },
  { "Clip", clip, "min", -INFINITY, "max", INFINITY },
  { "Elu", elu, "alpha", 1, NULL, 1 },
  { "Erf", error_function },
  { "Exp", exponential },
  { "HardSigmoid", hard_sigmoid, "alpha", 0.2, "beta", 0.5 },
  { "HardSwish", hard_swish },
  { "LeakyRelu", leaky_relu, "alpha", 0.01 },
  { "Log", logarithm },
  { "Neg", negative },
  { "Reciprocal", reciprocal },
  { "Relu", relu },
  { "Selu", elu, "alpha", SELU_ALPHA, "gamma", SELU_GAMMA },
  { "Sigmoid", sigmoid },
  { "Softplus", softplus },
  { "Sqrt", square_root },
  { "Tanh", hyperbolic_tangent },
};

static void
run_each (ReferenceCall *call, const Unary *unary)
{
  gint64 count = vanity_shape_get_elements (&call->output.shape);
  double alpha = unary->alpha, beta = unary->beta;

  if (unary->alpha_name != NULL)
    alpha = reference_get_float (call, unary->alpha_name, alpha);
  if (unary->beta_name != NULL)
    beta = reference_get_float (call, unary->beta_name, beta);
  /* Clip's limits may be inputs. */
  if (reference_has_input (call, 1))
    alpha = call->inputs[1].data[0];
  if (reference_has_input (call, 2))
    beta = call->inputs[2].data[0];
  for (gint64 i = 0; i < count; i++)
    call->output.data[i] = unary->func (call->inputs[0].data[i], alpha, beta);
}

static void
run_unary (ReferenceCall *call)
{
  for (guint i = 0; i < G_N_ELEMENTS (unaries); i++)
    if (g_str_equal (unaries[i].op, call->op))
      run_each (call, &unaries[i]);
}

static void
run_gelu (ReferenceCall *call)
{
  const Unary unary
      = { call->op, reference_has_word (call, "approximate", "tanh") ? gelu_tanh : gelu };

  run_each (call, &unary);
}

/* To another type of ONNX's, though numbers stay what they are inside: whole, or 0 and 1. */
static void
run_cast (ReferenceCall *call)
{
  enum
  {
    FLOAT = 1,
    BOOL = 9,
  };
  gint64 type = reference_get_int (call, "to", FLOAT);

  for (gint64 i = 0; i < vanity_shape_get_elements (&call->output.shape); i++)
    {
      double x = call->inputs[0].data[i];

      call->output.data[i] = type == FLOAT ? x : type == BOOL ? x != 0 : trunc (x);
    }
}

/* Whether an element was dropped is what the engine says; what becomes of the others is not. */
static void
run_dropout (ReferenceCall *call)
{
  double kept = call->training ? 1 - reference_get_float (call, "ratio", 0.5) : 1;

  for (gint64 i = 0; i < vanity_shape_get_elements (&call->output.shape); i++)
    call->output.data[i]
        = call->training && call->seen[i] == 0.0f ? 0.0 : call->inputs[0].data[i] / kept;
}

const ReferenceEntry reference_map[] = {
  { "Abs", run_unary },       { "Cast", run_cast },        { "Clip", run_unary },
  { "Dropout", run_dropout }, { "Elu", run_unary },        { "Erf", run_unary },
  { "Exp", run_unary },       { "Gelu", run_gelu },        { "HardSigmoid", run_unary },
  { "HardSwish", run_unary }, { "LeakyRelu", run_unary },  { "Log", run_unary },
  { "Neg", run_unary },       { "Reciprocal", run_unary }, { "Relu", run_unary },
  { "Selu", run_unary },      { "Sigmoid", run_unary },    { "Softplus", run_unary },
  { "Sqrt", run_unary },      { "Tanh", run_unary },       { NULL },
};
