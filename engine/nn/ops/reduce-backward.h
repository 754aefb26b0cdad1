/* How reductions and softmaxes learn. */
#pragma once

#include "nn/backward.h"

extern const VanityBackward vanity_reduce_sum_backward;
extern const VanityBackward vanity_reduce_mean_backward; /* GlobalAveragePool, too */
extern const VanityBackward vanity_reduce_sum_square_backward;
extern const VanityBackward vanity_reduce_l1_backward;
extern const VanityBackward vanity_softmax_backward;
extern const VanityBackward vanity_log_softmax_backward;
