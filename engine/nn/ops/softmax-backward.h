/* How Softmax and LogSoftmax learn. */
#pragma once

#include "nn/backward.h"

extern const VanityBackward vanity_softmax_backward;
extern const VanityBackward vanity_log_softmax_backward;
