/* The mean over some axes: a reduction with a loop of its own, since networks take it of whole
 * images. */
#pragma once

#include "nn/ops/reduce.h"

void vanity_mean_prepare (VanityCall *call);
void vanity_mean_forward (VanityCall *call);
