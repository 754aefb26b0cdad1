/* Sums of outer products on the instruction set this is compiled for. */
#pragma once

#include "nn/kernels/kernels.h"
#include "nn/kernels/simd.h"

void KERNEL (outer_tile) (const VanityOuterTile *tile);
