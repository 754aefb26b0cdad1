/* What happens to a view of a head that is learnt from: a scarf, a map of the person that has lost
 * the hair, another light. */
#pragma once

#include "base/random.h"

G_BEGIN_DECLS

/* `view` and `wanted` are those of head/head-network.h, `side`² cells. Places stay as they are;
 * what is wanted changes only where cloth covers hair. */
void vanity_head_view_disturb (float *view, float *wanted, int side, VanityRandom *random);

G_END_DECLS
