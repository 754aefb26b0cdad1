/* Matrix product of the instruction set this is compiled for. */
#pragma once

#include "nn/kernels/elementwise.h"

void KERNEL (matrix_tile) (const VanityMatrixTile *tile);
