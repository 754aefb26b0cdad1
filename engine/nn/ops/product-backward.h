/* How Gemm and MatMul learn. */
#pragma once

#include "nn/backward.h"

extern const VanityBackward vanity_gemm_backward;
extern const VanityBackward vanity_mat_mul_backward;
