/* How Conv and ConvTranspose learn. */
#pragma once

#include "nn/backward.h"

extern const VanityBackward vanity_conv_backward;
extern const VanityBackward vanity_conv_transpose_backward;
