/* Transposition of the instruction set this is compiled for. */
#pragma once

#include "nn/kernels/kernels.h"
#include "nn/kernels/simd.h"

void KERNEL (transpose) (float *out, gint64 out_row, const float *in, gint64 in_row, gint64 rows,
                         gint64 columns);
