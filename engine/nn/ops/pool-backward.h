/* How MaxPool and AveragePool learn. */
#pragma once

#include "nn/backward.h"

extern const VanityBackward vanity_max_pool_backward;
extern const VanityBackward vanity_average_pool_backward;
