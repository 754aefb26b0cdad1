/* Functions of one vector, beside vec_exp (). NaN comes out as NaN. */
#pragma once

#include "nn/kernels/simd.h"

#include <float.h>

typedef gint32 vec_bits __attribute__ ((vector_size (4 * LANES)));

ALWAYS_INLINE vec
vec_abs (vec x)
{
  return vec_max (x, vec_set1 (0.0f) - x);
}

ALWAYS_INLINE vec
vec_tanh (vec x)
{
  /* Near 0 the quotient would cancel: |x| < ¼ takes the odd series. */
  vec e = vec_exp (x + x), one = vec_set1 (1.0f);
  vec far = (e - one) / (e + one);
  vec q = x * x;
  vec near = vec_set1 (-1382.0f / 155925);

  near = vec_fma (near, q, vec_set1 (62.0f / 2835));
  near = vec_fma (near, q, vec_set1 (-17.0f / 315));
  near = vec_fma (near, q, vec_set1 (2.0f / 15));
  near = vec_fma (near, q, vec_set1 (-1.0f / 3));
  near = vec_fma (near * q, x, x);
  return vec_select_less (q, vec_set1 (0.0625f), near, far);
}

/* Σ s²ᵏ ⁄ (2k + 1), k from 1 to `terms`: with the term for 0 and times s, the area tangent of s. */
ALWAYS_INLINE vec
vec_area_tangent_rest (vec q, const int terms)
{
  vec sum = vec_set1 (1.0f / (2 * terms + 1));

#pragma GCC unroll 16
  for (int k = terms - 1; k > 0; k--)
    sum = vec_fma (sum, q, vec_set1 (1.0f / (2 * k + 1)));
  return sum * q;
}

/* log (1 + f) = 2 artanh (f ⁄ (2 + f)) = 2 s + 2 s · rest, and 2 s = f − s · f. */
ALWAYS_INLINE vec
vec_log1p_series (vec f, const int terms)
{
  vec s = f / (f + vec_set1 (2.0f));
  vec rest = vec_area_tangent_rest (s * s, terms);

  return f - s * (f - (rest + rest));
}

/* To 2 units in the last place: x = 2ᵉ · m, √½ ≤ m < √2. Of 0 and denormals −∞. */
ALWAYS_INLINE vec
vec_log (vec x)
{
  const vec zero = vec_set1 (0.0f), infinity = vec_set1 (INFINITY);
  vec_bits bits = (vec_bits)x;
  vec_bits exponent = (bits - 0x3f3504f3) >> 23; /* the bits of √½, a little below */
  vec e = __builtin_convertvector(exponent, vec);
  vec m = (vec)(bits - (exponent << 23));
  vec log = vec_log1p_series (m - vec_set1 (1.0f), 4);

  log = vec_fma (e, vec_set1 (0.693145752f), vec_fma (e, vec_set1 (1.42860677e-6f), log));
  log = vec_select_less (x, vec_set1 (FLT_MIN), zero - infinity, log);
  log = vec_select_less (x, zero, infinity - infinity, log);
  /* ∞, and what is neither above nor below it. */
  return vec_select_less (x, infinity, log, x);
}

/* log (1 + x) for x from 0 to 1. */
ALWAYS_INLINE vec
vec_log1p_unit (vec x)
{
  return vec_log1p_series (x, 8);
}

/* eˣ − 1 for x ≤ 0. */
ALWAYS_INLINE vec
vec_expm1_negative (vec x)
{
  vec near = vec_set1 (1.0f / 40320);

  near = vec_fma (near, x, vec_set1 (1.0f / 5040));
  near = vec_fma (near, x, vec_set1 (1.0f / 720));
  near = vec_fma (near, x, vec_set1 (1.0f / 120));
  near = vec_fma (near, x, vec_set1 (1.0f / 24));
  near = vec_fma (near, x, vec_set1 (1.0f / 6));
  near = vec_fma (near, x, vec_set1 (0.5f));
  near = vec_fma (near * x, x, x);
  return vec_select_less (x, vec_set1 (-0.35f), vec_exp (x) - vec_set1 (1.0f), near);
}

/* erf (x) for |x| ≤ 1: a polynomial for erf (x) ⁄ x in x², through Chebyshev's points. */
ALWAYS_INLINE vec
vec_erf_near (vec x)
{
  vec q = x * x, sum = vec_set1 (7.8824971e-05f);

  sum = vec_fma (sum, q, vec_set1 (-0.000801885499f));
  sum = vec_fma (sum, q, vec_set1 (0.00518931194f));
  sum = vec_fma (sum, q, vec_set1 (-0.0268543288f));
  sum = vec_fma (sum, q, vec_set1 (0.112835975f));
  sum = vec_fma (sum, q, vec_set1 (-0.376126269f));
  sum = vec_fma (sum, q, vec_set1 (1.12837917f));
  return sum * x;
}

/* 1 − erf (x) for x ≥ 1, to 1 in 10⁷: a polynomial for x · eˣˣ · erfc (x) in 1 ⁄ x, likewise. From
 * 4 on, where it is less than a float's place behind 1, it is taken for 0. */
ALWAYS_INLINE vec
vec_erfc_far (vec x)
{
  vec t = vec_set1 (1.0f) / x;
  /* Runs from −1 to 1. */
  vec u = vec_fma (t, vec_set1 (8.0f / 3), vec_set1 (-5.0f / 3));
  vec sum = vec_set1 (2.14559902e-05f);

  sum = vec_fma (sum, u, vec_set1 (-4.14345958e-05f));
  sum = vec_fma (sum, u, vec_set1 (-3.11938285e-05f));
  sum = vec_fma (sum, u, vec_set1 (0.000379741898f));
  sum = vec_fma (sum, u, vec_set1 (-0.00154217861f));
  sum = vec_fma (sum, u, vec_set1 (0.00379896538f));
  sum = vec_fma (sum, u, vec_set1 (-0.000182172503f));
  sum = vec_fma (sum, u, vec_set1 (-0.064344373f));
  sum = vec_fma (sum, u, vec_set1 (0.48952479f));
  sum = sum * t * vec_exp (vec_set1 (0.0f) - x * x);
  return vec_select_less (x, vec_set1 (4.0f), sum, vec_set1 (0.0f));
}

ALWAYS_INLINE vec
vec_erf (vec x)
{
  const vec zero = vec_set1 (0.0f), one = vec_set1 (1.0f);
  vec size = vec_abs (x);
  vec far = one - vec_erfc_far (vec_max (size, one));

  far = vec_select_less (x, zero, zero - far, far);
  return vec_select_less (one, size, far, vec_erf_near (x));
}

/* x Φ (x) = x ⁄ 2 · erfc (−x ⁄ √2) */
ALWAYS_INLINE vec
vec_gelu (vec x)
{
  const vec zero = vec_set1 (0.0f), one = vec_set1 (1.0f), half = vec_set1 (0.5f);
  vec y = x * vec_set1 ((float)M_SQRT1_2);
  vec size = vec_abs (y);
  vec tail = vec_erfc_far (vec_max (size, one));

  /* 1 + erf (y) */
  tail = vec_select_less (y, zero, tail, one + one - tail);
  return x * half * vec_select_less (one, size, tail, one + vec_erf_near (y));
}
