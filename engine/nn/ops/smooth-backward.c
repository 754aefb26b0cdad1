/* Activations whose derivative takes a transcendental function of what went in: the kernels work
 * those out, a block of elements at a time. */
#include "nn/ops/activate-backward.h"
#include "nn/ops/unary.h"

#define BLOCK 256

/* Of each of `count` elements the derivative of the operator, at most BLOCK of them. */
typedef void (*Derive) (const VanityCall *call, const float *x, float *slope, int count);

static void
derive_softplus (const VanityCall *call, const float *x, float *slope, int count)
{
  call->kernels->unary (VANITY_UNARY_SIGMOID, slope, x, count, 0.0f, 0.0f);
}

/* 2 ÷ √π · exp (−x²) */
static void
derive_erf (const VanityCall *call, const float *x, float *slope, int count)
{
  for (int i = 0; i < count; i++)
    slope[i] = -x[i] * x[i];
  call->kernels->unary (VANITY_UNARY_EXP, slope, slope, count, 0.0f, 0.0f);
  for (int i = 0; i < count; i++)
    slope[i] *= 1.12837917f;
}

/* At 0 as below it. */
static void
derive_elu (const VanityCall *call, const float *x, float *slope, int count)
{
  const VanityUnaryParams *params = call->params;

  for (int i = 0; i < count; i++)
    slope[i] = MIN (x[i], 0.0f);
  call->kernels->unary (VANITY_UNARY_EXP, slope, slope, count, 0.0f, 0.0f);
  for (int i = 0; i < count; i++)
    slope[i] = params->beta * (x[i] > 0.0f ? 1.0f : params->alpha * slope[i]);
}

/* x Φ (x): Φ (x) + x φ (x). */
static void
derive_gelu (const VanityCall *call, const float *x, float *slope, int count)
{
  float density[BLOCK];

  for (int i = 0; i < count; i++)
    {
      slope[i] = 0.707106781f * x[i];
      density[i] = -0.5f * x[i] * x[i];
    }
  call->kernels->unary (VANITY_UNARY_ERF, slope, slope, count, 0.0f, 0.0f);
  call->kernels->unary (VANITY_UNARY_EXP, density, density, count, 0.0f, 0.0f);
  for (int i = 0; i < count; i++)
    slope[i] = 0.5f + 0.5f * slope[i] + 0.398942280f * x[i] * density[i];
}

/* ½ x (1 + tanh u), u = √(2 ÷ π) (x + 0.044715 x³). */
static void
derive_gelu_tanh (const VanityCall *call, const float *x, float *slope, int count)
{
  const float a = 0.797884561f, b = 0.044715f;

  for (int i = 0; i < count; i++)
    slope[i] = a * x[i] * (1.0f + b * x[i] * x[i]);
  call->kernels->unary (VANITY_UNARY_TANH, slope, slope, count, 0.0f, 0.0f);
  for (int i = 0; i < count; i++)
    slope[i] = 0.5f + 0.5f * slope[i]
               + 0.5f * a * x[i] * (1.0f - slope[i] * slope[i]) * (1.0f + 3.0f * b * x[i] * x[i]);
}

static Derive
get_derive (const VanityCall *call)
{
  const VanityUnaryParams *params = call->params;

  switch (params->op)
    {
    case VANITY_UNARY_SOFTPLUS:
      return derive_softplus;
    case VANITY_UNARY_ERF:
      return derive_erf;
    case VANITY_UNARY_ELU:
      return derive_elu;
    case VANITY_UNARY_GELU:
      return derive_gelu;
    case VANITY_UNARY_GELU_TANH:
      return derive_gelu_tanh;
    default:
      g_assert_not_reached ();
    }
}

static void
smooth_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  Derive derive = get_derive (back->call);
  const float *given = back->output_gradient.data, *x = back->call->inputs[0].data;
  float *out = back->input_gradients[0].data, slope[BLOCK];

  for (gint64 at = from; at < to; at += BLOCK)
    {
      int count = MIN (BLOCK, to - at);

      derive (back->call, x + at, slope, count);
      for (int i = 0; i < count; i++)
        out[at + i] = given[at + i] * slope[i];
    }
}

static void
smooth_run (VanityBackwardCall *back)
{
  vanity_backward_split (back, smooth_part,
                         vanity_shape_get_elements (&back->output_gradient.shape), 1.0);
}

const VanityBackward vanity_smooth_backward = {
  .flags = VANITY_BACKWARD_IN_PLACE,
  .differentiable = 1 << 0,
  .reads_inputs = 1 << 0,
  .run = smooth_run,
};
