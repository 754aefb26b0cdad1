/* How Add, Sub, Mul and Div learn, of two tensors. */
#pragma once

#include "nn/backward.h"

extern const VanityBackward vanity_add_backward;
extern const VanityBackward vanity_sub_backward;
extern const VanityBackward vanity_mul_backward;
extern const VanityBackward vanity_div_backward;
