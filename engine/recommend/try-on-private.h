/* What a product makes of a layer. Internal to engine/recommend. */
#pragma once

#include "recommend/try-on.h"

G_BEGIN_DECLS

/* The shade's own, or what its category says. */
VanityFinish vanity_shade_guess_finish (const VanityShade *shade);
/* As a layer's "coverage", [0, 1]; negative: not known. */
double vanity_shade_guess_coverage (const VanityShade *shade);

/* Changes the layer as vanity_try_on () tells; what the shade does not say stays. */
void vanity_layer_wear (VanityLayer *layer, const VanityShade *shade, const char *zone);

G_END_DECLS
