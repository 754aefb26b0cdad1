#include "nn/ops/binary-backward.h"

#include "nn/ops/broadcast-backward.h"

#include <math.h>

VANITY_BROADCAST_LINE (line_given, given)
VANITY_BROADCAST_LINE (line_minus, -given)
VANITY_BROADCAST_LINE (line_other, given *b)
VANITY_BROADCAST_LINE (line_first, given *a)
VANITY_BROADCAST_LINE (line_quotient, given / b)
VANITY_BROADCAST_LINE (line_divisor, -given *a / (b * b))
/* To the power of 0 all is 1, also what 0 comes close to. */
VANITY_BROADCAST_LINE (line_base, b == 0.0f ? 0.0f : given * b * powf (a, b - 1.0f))
VANITY_BROADCAST_LINE (line_exponent,
                       a == 0.0f && b >= 0.0f ? 0.0f : given * powf (a, b) * logf (a))
VANITY_BROADCAST_LINE (line_sloped, a > 0.0f ? given : given * b)
VANITY_BROADCAST_LINE (line_slope, a > 0.0f ? 0.0f : given * a)

static VanityBroadcastSum
get_sum (const VanityBackwardCall *back, int operand, VanityBroadcastLine line)
{
  return (VanityBroadcastSum){ line,
                               &back->output_gradient.shape,
                               back->output_gradient.data,
                               { &back->call->inputs[0], &back->call->inputs[1] },
                               &back->input_gradients[operand] };
}

static gboolean
binary_prepare (VanityBackwardCall *back, GError **error)
{
  for (int i = 0; i < 2; i++)
    {
      VanityBroadcastSum sum = get_sum (back, i, NULL);

      if (vanity_backward_wants (back, i))
        back->scratch_bytes = MAX (back->scratch_bytes, vanity_broadcast_sum_get_scratch (&sum));
    }
  return TRUE;
}

static void
run_operand (VanityBackwardCall *back, int operand, VanityBroadcastLine line)
{
  VanityBroadcastSum sum = get_sum (back, operand, line);

  if (vanity_backward_wants (back, operand))
    vanity_broadcast_sum_run (&sum, back->scratch, back->call);
}

/* The second operand's first: the first one's may be the memory of the output's. */
#define DEFINE(name, first, second, inputs)                                                        \
  static void name##_run (VanityBackwardCall *back)                                                \
  {                                                                                                \
    run_operand (back, 1, second);                                                                 \
    run_operand (back, 0, first);                                                                  \
  }                                                                                                \
                                                                                                   \
  const VanityBackward vanity_##name##_backward = {                                                \
    .flags = VANITY_BACKWARD_IN_PLACE,                                                             \
    .differentiable = VANITY_BACKWARD_ALL,                                                         \
    .reads_inputs = inputs,                                                                        \
    .prepare = binary_prepare,                                                                     \
    .run = name##_run,                                                                             \
  };

DEFINE (add, line_given, line_given, 0)
DEFINE (sub, line_given, line_minus, 0)
DEFINE (mul, line_other, line_first, 1 << 0 | 1 << 1)
DEFINE (div, line_quotient, line_divisor, 1 << 0 | 1 << 1)
DEFINE (pow, line_base, line_exponent, 1 << 0 | 1 << 1)
DEFINE (prelu, line_sloped, line_slope, 1 << 0 | 1 << 1)
