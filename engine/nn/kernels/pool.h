/* Poolings of the instruction set this is compiled for. */
#pragma once

#include "nn/kernels/kernels.h"
#include "nn/kernels/simd.h"

void KERNEL (pool_row) (const VanityPoolRow *row);
void KERNEL (max_pool_gradient) (const VanityPoolGradient *row);
void KERNEL (sum_rows) (float *out, const float *in, gint64 rows, int channels);
