/* How operators learn that move elements. */
#pragma once

#include "nn/backward.h"

extern const VanityBackward vanity_move_backward; /* Transpose, Slice */
extern const VanityBackward vanity_concat_backward;
extern const VanityBackward vanity_pad_backward;
extern const VanityBackward vanity_resize_backward;
