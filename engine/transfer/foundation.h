/* Foundation that makes skin as even as somebody else's. Internal to engine/transfer. */
#pragma once

#include "transfer/reference.h"

G_BEGIN_DECLS

/* Lays it under what `change` lays already. `even` in [0, 1]: how much of what the wearer's skin is
 * less even in colour than the reference's is covered, in the own tone. `tone` in [0, 1]: how far
 * hue and chroma of the skin go to the reference's. The luminance of each texel stays: nobody gets
 * lighter or darker. */
void vanity_foundation_lay (VanityChange *change, const VanityTexture *wearer,
                            const VanityReference *reference, const VanityAtlas *atlas, double even,
                            double tone);

G_END_DECLS
