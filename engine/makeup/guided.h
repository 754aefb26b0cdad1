/* The guided filter. */
#pragma once

#include "makeup/mask.h"

G_BEGIN_DECLS

/* Guided filter (He, Sun & Tang 2013), fast variant: `mask` is made to follow the edges of
 * `guide` (same grid). Gives the slope and offset by which the guide in full resolution is turned
 * into the mask; free both. */
void vanity_mask_guide (const VanityMask *mask, const VanityMask *guide, int radius, float epsilon,
                        VanityMask **slope, VanityMask **offset);

G_END_DECLS
