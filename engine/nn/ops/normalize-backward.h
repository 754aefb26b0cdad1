/* How normalisations learn. */
#pragma once

#include "nn/backward.h"

extern const VanityBackward vanity_normalize_backward; /* Instance- and GroupNormalization */
extern const VanityBackward vanity_batch_normalization_backward;
extern const VanityBackward vanity_layer_normalization_backward;
