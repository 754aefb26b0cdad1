/* Loops of gradients of the instruction set this is compiled for. */
#pragma once

#include "nn/kernels/kernels.h"
#include "nn/kernels/simd.h"

void KERNEL (clamp_gradient) (float *out, const float *given, const float *y, gint64 count,
                              float low, float high, float slope);
void KERNEL (channel_sums) (const float *given, const float *in, const float *center, gint64 rows,
                            int channels, double *sums, double *products);
void KERNEL (mix_gradient) (float *out, const float *given, const float *in, gint64 rows,
                            int channels, const float *center, const float *of_given,
                            const float *of_in, const float *offset);
