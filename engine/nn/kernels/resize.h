/* Resizing of the instruction set this is compiled for. */
#pragma once

#include "nn/kernels/kernels.h"
#include "nn/kernels/simd.h"

void KERNEL (mix_row) (float *out, const float *in0, const float *in1, float part,
                       const VanityMixColumn *columns, int pixels, int channels);
