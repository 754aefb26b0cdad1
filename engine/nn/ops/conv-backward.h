/* How Conv and ConvTranspose learn. */
#pragma once

#include "nn/backward.h"

extern const VanityBackward vanity_conv_backward;
