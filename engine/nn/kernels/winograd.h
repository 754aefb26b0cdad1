/* Winograd's transforms of the instruction set this is compiled for. */
#pragma once

#include "nn/kernels/elementwise.h"

void KERNEL (winograd_input) (int side, const float *in, gint64 in_row, gint64 in_pixel,
                              int channels, float *out, gint64 out_position);
void KERNEL (winograd_output) (const VanityWinogradOutput *tile);
void KERNEL (winograd_weights) (int side, int taps, const float *in, gint64 in_tap, gint64 count,
                                float *out, gint64 out_position);
void KERNEL (winograd_given) (int size, const float *in, gint64 in_row, gint64 in_pixel, int rows,
                              int columns, int channels, float *out, gint64 out_position);
void KERNEL (winograd_gradient) (int side, int taps, const float *in, gint64 in_position,
                                 int channels, float *out, gint64 out_tap, gboolean add);
