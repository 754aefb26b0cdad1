/* Softmax of the instruction set this is compiled for. */
#pragma once

#include "nn/kernels/functions.h"
#include "nn/kernels/kernels.h"

void KERNEL (softmax_rows) (float *out, const float *in, gint64 rows, gint64 length,
                            gboolean logarithm);
void KERNEL (softmax_columns) (float *out, const float *in, gint64 stride, gint64 columns,
                               gint64 length, gboolean logarithm);
