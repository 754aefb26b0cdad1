/* Multiply-adds at the pace of the instruction set this is compiled for. */
#pragma once

#include "nn/kernels/simd.h"

gint64 KERNEL (multiply_add) (float *sums, gint64 rounds);
