/* Elementwise loops of the instruction set this is compiled for. */
#pragma once

#include "nn/kernels/kernels.h"
#include "nn/kernels/simd.h"

void KERNEL (activate) (float *out, const float *in, gint64 rows, int channels,
                        const VanityActivation *activation);
void KERNEL (binary) (VanityBinary op, float *out, const float *a, int a_step, const float *b,
                      int b_step, gint64 count);

/* One vector of channels [channel, channel + n) through an activation. */
ALWAYS_INLINE vec
vec_activate (vec x, const VanityActivation *activation, int channel, int n)
{
  switch (activation->kind)
    {
    case VANITY_ACTIVATION_SLOPE:
      {
        vec slope = activation->n_slopes == 1 ? vec_set1 (activation->slope[0])
                                              : vec_load_n (activation->slope + channel, n);
        vec zero = vec_set1 (0.0f);

        return vec_fma (vec_min (x, zero), slope, vec_max (x, zero));
      }
    case VANITY_ACTIVATION_HARD_SWISH:
      {
        vec gate = vec_fma (x, vec_set1 (activation->alpha), vec_set1 (activation->beta));

        return x * vec_min (vec_max (gate, vec_set1 (0.0f)), vec_set1 (1.0f));
      }
    case VANITY_ACTIVATION_CLAMP:
    default:
      return vec_min (vec_max (x, vec_set1 (activation->low)), vec_set1 (activation->high));
    }
}
