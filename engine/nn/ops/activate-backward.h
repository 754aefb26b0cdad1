/* How activations learn. */
#pragma once

#include "nn/backward.h"

/* Those with a get_activation: Relu, Clip and LeakyRelu tell by what came out, HardSwish by what
 * went in. */
extern const VanityBackward vanity_clamp_backward;
extern const VanityBackward vanity_leaky_relu_backward;
extern const VanityBackward vanity_hard_swish_backward;
/* Those whose derivative is a function of what came out. */
extern const VanityBackward vanity_sigmoid_backward;
extern const VanityBackward vanity_tanh_backward;
extern const VanityBackward vanity_exp_backward;
extern const VanityBackward vanity_hard_sigmoid_backward;
extern const VanityBackward vanity_sqrt_backward;
extern const VanityBackward vanity_reciprocal_backward;
/* Of what went in. */
extern const VanityBackward vanity_abs_backward;
extern const VanityBackward vanity_neg_backward;
extern const VanityBackward vanity_log_backward;
extern const VanityBackward vanity_smooth_backward; /* Softplus, Erf, Elu, Selu and Gelu */
/* What only changes in steps (Round, Greater, ArgMax): nothing is learnt through it. */
extern const VanityBackward vanity_step_backward;
