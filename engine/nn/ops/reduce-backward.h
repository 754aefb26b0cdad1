/* How reductions learn. */
#pragma once

#include "nn/backward.h"

extern const VanityBackward vanity_reduce_sum_backward;
extern const VanityBackward vanity_reduce_mean_backward; /* GlobalAveragePool, too */
extern const VanityBackward vanity_reduce_sum_square_backward;
extern const VanityBackward vanity_reduce_l1_backward;
extern const VanityBackward vanity_reduce_l2_backward;
extern const VanityBackward vanity_reduce_log_sum_backward;
extern const VanityBackward vanity_reduce_log_sum_exp_backward;
/* ReduceMax, ReduceMin and GlobalMaxPool: those that are equal share. */
extern const VanityBackward vanity_reduce_extreme_backward;
extern const VanityBackward vanity_reduce_prod_backward;
