#include "nn/kernels/peak.h"

/* As many sums as have room beside the two factors: with two units of a latency of four cycles,
 * eight hide it. */
#if defined(VANITY_KERNELS_AVX512)
#define N_SUMS 16
#else
#define N_SUMS 12
#endif

gint64
KERNEL (multiply_add) (float *sums, gint64 rounds)
{
  /* Every sum draws near to 2: no element becomes a denormal or infinite, which could take longer.
   */
  vec half = vec_set1 (sums[0]), one = vec_set1 (sums[1]);
  vec sum[N_SUMS], all = vec_set1 (0.0f);

#pragma GCC unroll 16
  for (int i = 0; i < N_SUMS; i++)
    sum[i] = vec_set1 (1.0f + i / 16.0f);
  for (gint64 round = 0; round < rounds; round++)
    {
#pragma GCC unroll 16
      for (int i = 0; i < N_SUMS; i++)
        sum[i] = vec_fma (sum[i], half, one);
    }
#pragma GCC unroll 16
  for (int i = 0; i < N_SUMS; i++)
    all = all + sum[i];
  vec_store (sums, all);
  return rounds * N_SUMS * LANES;
}
