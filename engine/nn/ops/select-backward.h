/* How operators learn that choose between their inputs: who was chosen has the gradient. */
#pragma once

#include "nn/backward.h"

/* Max and Min, of any number of inputs; those that are equal share. */
extern const VanityBackward vanity_extreme_backward;
/* The condition learns nothing. */
extern const VanityBackward vanity_where_backward;
