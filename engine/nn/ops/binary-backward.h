/* How Add, Sub, Mul, Div, Pow and PRelu learn, of two tensors. */
#pragma once

#include "nn/backward.h"

extern const VanityBackward vanity_add_backward;
extern const VanityBackward vanity_sub_backward;
extern const VanityBackward vanity_mul_backward;
extern const VanityBackward vanity_div_backward;
/* At a base of 0 an exponent learns nothing, unless it is negative. */
extern const VanityBackward vanity_pow_backward;
/* At 0 the slope counts. */
extern const VanityBackward vanity_prelu_backward;
