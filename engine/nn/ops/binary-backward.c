#include "nn/ops/binary-backward.h"

#include "nn/ops/broadcast-backward.h"

#include <math.h>

static float
factor_one (float given, float a, float b)
{
  return given;
}

static float
factor_minus_one (float given, float a, float b)
{
  return -given;
}

static float
factor_other (float given, float a, float b)
{
  return given * b;
}

static float
factor_first (float given, float a, float b)
{
  return given * a;
}

static float
factor_quotient (float given, float a, float b)
{
  return given / b;
}

static float
factor_divisor (float given, float a, float b)
{
  return -given * a / (b * b);
}

/* To the power of 0 all is 1, also what 0 comes close to. */
static float
factor_base (float given, float a, float b)
{
  return b == 0.0f ? 0.0f : given * b * powf (a, b - 1.0f);
}

static float
factor_exponent (float given, float a, float b)
{
  return a == 0.0f && b >= 0.0f ? 0.0f : given * powf (a, b) * logf (a);
}

static float
factor_sloped (float given, float a, float b)
{
  return a > 0.0f ? given : given * b;
}

static float
factor_slope (float given, float a, float b)
{
  return a > 0.0f ? 0.0f : given * a;
}

static VanityBroadcastSum
get_sum (const VanityBackwardCall *back, int operand)
{
  return (VanityBroadcastSum){ &back->output_gradient.shape,
                               back->output_gradient.data,
                               { &back->call->inputs[0], &back->call->inputs[1] },
                               &back->input_gradients[operand] };
}

static inline __attribute__ ((always_inline)) void
run_operand (VanityBackwardCall *back, int operand, gint64 from, gint64 to,
             VanityBroadcastFactor factor)
{
  VanityBroadcastSum sum = get_sum (back, operand);

  vanity_broadcast_sum_run (&sum, from, to, factor);
}

static void
split (VanityBackwardCall *back, int operand, VanityBackwardSplitFunc func)
{
  VanityBroadcastSum sum = get_sum (back, operand);

  vanity_broadcast_sum_split (&sum, back, func);
}

/* The second operand's first: the first one's may be the memory of the output's. */
#define DEFINE(name, first, second, inputs)                                                        \
  static void name##_part_first (VanityBackwardCall *back, gint64 from, gint64 to, int worker)     \
  {                                                                                                \
    run_operand (back, 0, from, to, first);                                                        \
  }                                                                                                \
                                                                                                   \
  static void name##_part_second (VanityBackwardCall *back, gint64 from, gint64 to, int worker)    \
  {                                                                                                \
    run_operand (back, 1, from, to, second);                                                       \
  }                                                                                                \
                                                                                                   \
  static void name##_run (VanityBackwardCall *back)                                                \
  {                                                                                                \
    if (vanity_backward_wants (back, 1))                                                           \
      split (back, 1, name##_part_second);                                                         \
    if (vanity_backward_wants (back, 0))                                                           \
      split (back, 0, name##_part_first);                                                          \
  }                                                                                                \
                                                                                                   \
  const VanityBackward vanity_##name##_backward = {                                                \
    .flags = VANITY_BACKWARD_IN_PLACE,                                                             \
    .differentiable = VANITY_BACKWARD_ALL,                                                         \
    .reads_inputs = inputs,                                                                        \
    .run = name##_run,                                                                             \
  };

DEFINE (add, factor_one, factor_one, 0)
DEFINE (sub, factor_one, factor_minus_one, 0)
DEFINE (mul, factor_other, factor_first, 1 << 0 | 1 << 1)
DEFINE (div, factor_quotient, factor_divisor, 1 << 0 | 1 << 1)
DEFINE (pow, factor_base, factor_exponent, 1 << 0 | 1 << 1)
DEFINE (prelu, factor_sloped, factor_slope, 1 << 0 | 1 << 1)
