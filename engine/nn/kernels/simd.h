/* One vector of the instruction set this file is compiled for: VANITY_KERNELS_AVX512, _AVX2 or
 * neither. Only the loops in this folder include it; KERNEL () names a function of that set. */
#pragma once

#include <glib.h>
#include <math.h>
#include <string.h>

#if defined(VANITY_KERNELS_AVX512)
#define KERNEL(name) vanity_kernel_##name##_avx512
#elif defined(VANITY_KERNELS_AVX2)
#define KERNEL(name) vanity_kernel_##name##_avx2
#else
#define KERNEL(name) vanity_kernel_##name##_portable
#endif

#define ALWAYS_INLINE static inline __attribute__ ((always_inline))

#if defined(VANITY_KERNELS_AVX512)

#include <immintrin.h>

#define LANES 16
#define HAS_MASKS 1 /* parts of a vector are as quick as the whole */
typedef __m512 vec;

ALWAYS_INLINE vec
vec_load (const float *p)
{
  return _mm512_loadu_ps (p);
}

ALWAYS_INLINE void
vec_store (float *p, vec v)
{
  _mm512_storeu_ps (p, v);
}

ALWAYS_INLINE vec
vec_set1 (float x)
{
  return _mm512_set1_ps (x);
}

/* a · b + c */
ALWAYS_INLINE vec
vec_fma (vec a, vec b, vec c)
{
  return _mm512_fmadd_ps (a, b, c);
}

ALWAYS_INLINE vec
vec_max (vec a, vec b)
{
  return _mm512_max_ps (a, b);
}

ALWAYS_INLINE vec
vec_min (vec a, vec b)
{
  return _mm512_min_ps (a, b);
}

/* a < b ? yes : no */
ALWAYS_INLINE vec
vec_select_less (vec a, vec b, vec yes, vec no)
{
  return _mm512_mask_blend_ps (_mm512_cmp_ps_mask (a, b, _CMP_LT_OQ), no, yes);
}

/* The first n lanes, 0 < n < LANES; the others are 0 or left alone. */
ALWAYS_INLINE vec
vec_load_part (const float *p, int n)
{
  return _mm512_maskz_loadu_ps ((__mmask16)((1u << n) - 1), p);
}

ALWAYS_INLINE void
vec_store_part (float *p, vec v, int n)
{
  _mm512_mask_storeu_ps (p, (__mmask16)((1u << n) - 1), v);
}

/* 2ⁿ for integral n in [−126, 127]. */
ALWAYS_INLINE vec
vec_exp2i (vec n)
{
  __m512i bits
      = _mm512_slli_epi32 (_mm512_add_epi32 (_mm512_cvtps_epi32 (n), _mm512_set1_epi32 (127)), 23);

  return _mm512_castsi512_ps (bits);
}

ALWAYS_INLINE vec
vec_round (vec a)
{
  return _mm512_roundscale_ps (a, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
}

#elif defined(VANITY_KERNELS_AVX2)

#include <immintrin.h>

#define LANES 8
#define HAS_MASKS 1
typedef __m256 vec;

ALWAYS_INLINE vec
vec_load (const float *p)
{
  return _mm256_loadu_ps (p);
}

ALWAYS_INLINE void
vec_store (float *p, vec v)
{
  _mm256_storeu_ps (p, v);
}

ALWAYS_INLINE vec
vec_set1 (float x)
{
  return _mm256_set1_ps (x);
}

ALWAYS_INLINE vec
vec_fma (vec a, vec b, vec c)
{
  return _mm256_fmadd_ps (a, b, c);
}

ALWAYS_INLINE vec
vec_max (vec a, vec b)
{
  return _mm256_max_ps (a, b);
}

ALWAYS_INLINE vec
vec_min (vec a, vec b)
{
  return _mm256_min_ps (a, b);
}

ALWAYS_INLINE vec
vec_select_less (vec a, vec b, vec yes, vec no)
{
  return _mm256_blendv_ps (no, yes, _mm256_cmp_ps (a, b, _CMP_LT_OQ));
}

ALWAYS_INLINE __m256i
vec_mask (int n)
{
  return _mm256_cmpgt_epi32 (_mm256_set1_epi32 (n), _mm256_setr_epi32 (0, 1, 2, 3, 4, 5, 6, 7));
}

ALWAYS_INLINE vec
vec_load_part (const float *p, int n)
{
  return _mm256_maskload_ps (p, vec_mask (n));
}

ALWAYS_INLINE void
vec_store_part (float *p, vec v, int n)
{
  _mm256_maskstore_ps (p, vec_mask (n), v);
}

ALWAYS_INLINE vec
vec_exp2i (vec n)
{
  __m256i bits
      = _mm256_slli_epi32 (_mm256_add_epi32 (_mm256_cvtps_epi32 (n), _mm256_set1_epi32 (127)), 23);

  return _mm256_castsi256_ps (bits);
}

ALWAYS_INLINE vec
vec_round (vec a)
{
  return _mm256_round_ps (a, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
}

#else

/* GCC's own vectors: SSE2 on x86-64, NEON on AArch64, scalar code elsewhere. */
#define LANES 4
#define HAS_MASKS 0
typedef float vec __attribute__ ((vector_size (16)));
typedef gint32 veci __attribute__ ((vector_size (16)));

ALWAYS_INLINE vec
vec_load (const float *p)
{
  vec v;

  memcpy (&v, p, sizeof v);
  return v;
}

ALWAYS_INLINE void
vec_store (float *p, vec v)
{
  memcpy (p, &v, sizeof v);
}

ALWAYS_INLINE vec
vec_set1 (float x)
{
  return (vec){ x, x, x, x };
}

ALWAYS_INLINE vec
vec_fma (vec a, vec b, vec c)
{
  return a * b + c;
}

ALWAYS_INLINE vec
vec_choose (veci mask, vec yes, vec no)
{
  return (vec)(((veci)yes & mask) | ((veci)no & ~mask));
}

ALWAYS_INLINE vec
vec_select_less (vec a, vec b, vec yes, vec no)
{
  return vec_choose (a < b, yes, no);
}

ALWAYS_INLINE vec
vec_max (vec a, vec b)
{
  return vec_choose (a > b, a, b);
}

ALWAYS_INLINE vec
vec_min (vec a, vec b)
{
  return vec_choose (a < b, a, b);
}

ALWAYS_INLINE vec
vec_load_part (const float *p, int n)
{
  vec v = { 0 };

  for (int i = 0; i < n; i++)
    v[i] = p[i];
  return v;
}

ALWAYS_INLINE void
vec_store_part (float *p, vec v, int n)
{
  for (int i = 0; i < n; i++)
    p[i] = v[i];
}

ALWAYS_INLINE vec
vec_round (vec a)
{
  /* Adding and taking away 1.5 · 2²³ drops the fraction, for |a| < 2²². */
  const vec magic = vec_set1 (12582912.0f);
  volatile vec sum = a + magic;

  return sum - magic;
}

ALWAYS_INLINE vec
vec_exp2i (vec n)
{
  veci bits = (__builtin_convertvector(n, veci) + 127) << 23;
  vec v;

  memcpy (&v, &bits, sizeof v);
  return v;
}

#endif

/* The compiler's vector arithmetic does for the rest: a + b, a - b, a * b, a / b. */

ALWAYS_INLINE vec
vec_load_n (const float *p, int n)
{
  return n >= LANES ? vec_load (p) : vec_load_part (p, n);
}

ALWAYS_INLINE void
vec_store_n (float *p, vec v, int n)
{
  if (n >= LANES)
    vec_store (p, v);
  else
    vec_store_part (p, v, n);
}

/* eˣ to 2 units in the last place: x = n ln 2 + r, |r| ≤ ln 2 / 2, a polynomial for eʳ. */
ALWAYS_INLINE vec
vec_exp (vec x)
{
  vec n, r, p;

  /* In this order NaN stays NaN. */
  x = vec_min (vec_set1 (88.0f), vec_max (vec_set1 (-87.0f), x));
  n = vec_round (x * vec_set1 (1.44269504f));
  r = vec_fma (n, vec_set1 (-0.693145752f), x);
  r = vec_fma (n, vec_set1 (-1.42860677e-6f), r);
  p = vec_set1 (1.0f / 720);
  p = vec_fma (p, r, vec_set1 (1.0f / 120));
  p = vec_fma (p, r, vec_set1 (1.0f / 24));
  p = vec_fma (p, r, vec_set1 (1.0f / 6));
  p = vec_fma (p, r, vec_set1 (0.5f));
  p = vec_fma (p, r, vec_set1 (1.0f));
  p = vec_fma (p, r, vec_set1 (1.0f));
  return p * vec_exp2i (n);
}
