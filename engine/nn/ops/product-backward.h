/* How Gemm and MatMul learn. */
#pragma once

#include "nn/backward.h"

/* Of one matrix on either side. */
gboolean vanity_product_backward_prepare (VanityBackwardCall *back, GError **error);
void vanity_product_backward_run (VanityBackwardCall *back);

extern const VanityBackward vanity_gemm_backward;
extern const VanityBackward vanity_mat_mul_backward;
