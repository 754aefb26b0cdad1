/* The gradient of the weights of a convolution that Winograd's tiles can make: the same transforms,
 * the other way round. What went in is transformed as for the convolution, the gradient of what
 * came out by the transposed matrix; the sum of their products over all tiles, at each position, is
 * the gradient of the transformed weights. That takes as few multiplications as the convolution
 * does. */
#pragma once

#include "nn/ops/conv-gradient.h"

/* The side of the tiles of the narrow side that are best; 0: better go without. */
int vanity_winograd_gradient_choose (const VanityConvGradient *gradient, const VanityCall *call);
/* Bytes of scratch for a run with the pool and the kernels of `call`. */
gsize vanity_winograd_gradient_get_scratch (const VanityConvGradient *gradient,
                                            const VanityCall *call, int size);
void vanity_winograd_gradient_run (const VanityConvGradient *gradient, const VanityCall *call,
                                   int size, gpointer scratch);
