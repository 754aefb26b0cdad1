/* Winograd's transforms of the instruction set this is compiled for. */
#pragma once

#include "nn/kernels/elementwise.h"

void KERNEL (winograd_input) (int size, const float *in, gint64 in_row, gint64 in_pixel,
                              int channels, float *out, gint64 out_position);
void KERNEL (winograd_output) (const VanityWinogradOutput *tile);
