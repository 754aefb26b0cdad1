/* The gradient of a depthwise convolution's weights: one channel of each side in each group, so no
 * outer products, but as many sums. */
#pragma once

#include "nn/ops/conv-gradient.h"

gboolean vanity_depthwise_gradient_fits (const VanityConvGradient *gradient);
gsize vanity_depthwise_gradient_get_scratch (const VanityConvGradient *gradient);
void vanity_depthwise_gradient_run (const VanityConvGradient *gradient, const VanityCall *call,
                                    gpointer scratch);
