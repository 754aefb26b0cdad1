/* Functions of each element by itself. */
#include "nn/kernels/unary.h"

ALWAYS_INLINE vec
apply_unary (VanityUnary op, vec x, float alpha, float beta)
{
  const vec one = vec_set1 (1.0f), zero = vec_set1 (0.0f);

  switch (op)
    {
    case VANITY_UNARY_HARD_SIGMOID:
      return vec_min (vec_max (vec_fma (x, vec_set1 (alpha), vec_set1 (beta)), zero), one);
    case VANITY_UNARY_SIGMOID:
      return one / (one + vec_exp (zero - x));
    case VANITY_UNARY_TANH:
      return vec_tanh (x);
    case VANITY_UNARY_LOG:
      return vec_log (x);
    case VANITY_UNARY_ERF:
      return vec_erf (x);
    case VANITY_UNARY_GELU:
      return vec_gelu (x);
    case VANITY_UNARY_GELU_TANH:
      {
        vec inner = vec_fma (x * x * x, vec_set1 (0.044715f), x) * vec_set1 (0.797884561f);

        return x * vec_set1 (0.5f) * (one + vec_tanh (inner));
      }
    case VANITY_UNARY_ELU:
      return vec_set1 (beta)
             * vec_select_less (x, zero, vec_expm1_negative (x) * vec_set1 (alpha), x);
    case VANITY_UNARY_SOFTPLUS:
      return vec_max (zero, x) + vec_log1p_unit (vec_exp (zero - vec_abs (x)));
    case VANITY_UNARY_EXP:
    default:
      return vec_exp (x);
    }
}

/* `op` is a constant where this is inlined, so the switch is gone from the loop. */
ALWAYS_INLINE void
unary_loop (VanityUnary op, float *out, const float *in, gint64 count, float alpha, float beta)
{
  gint64 i = 0;

  for (; i + LANES <= count; i += LANES)
    vec_store (out + i, apply_unary (op, vec_load (in + i), alpha, beta));
  if (i < count)
    vec_store_part (out + i, apply_unary (op, vec_load_part (in + i, count - i), alpha, beta),
                    count - i);
}

#define CASE(op)                                                                                   \
  case op:                                                                                         \
    unary_loop (op, out, in, count, alpha, beta);                                                  \
    break;

void
KERNEL (unary) (VanityUnary op, float *out, const float *in, gint64 count, float alpha, float beta)
{
  switch (op)
    {
      CASE (VANITY_UNARY_HARD_SIGMOID)
      CASE (VANITY_UNARY_SIGMOID)
      CASE (VANITY_UNARY_TANH)
      CASE (VANITY_UNARY_EXP)
      CASE (VANITY_UNARY_LOG)
      CASE (VANITY_UNARY_ERF)
      CASE (VANITY_UNARY_GELU)
      CASE (VANITY_UNARY_GELU_TANH)
      CASE (VANITY_UNARY_ELU)
      CASE (VANITY_UNARY_SOFTPLUS)
    }
}
