/* Depthwise convolution of the instruction set this is compiled for. */
#pragma once

#include "nn/kernels/elementwise.h"

void KERNEL (depthwise_row) (const VanityDepthwiseRow *row);
