/* Functions of each element, of the instruction set this is compiled for. */
#pragma once

#include "nn/kernels/functions.h"
#include "nn/kernels/kernels.h"

void KERNEL (unary) (VanityUnary op, float *out, const float *in, gint64 count, float alpha,
                     float beta);
