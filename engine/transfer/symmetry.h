/* Left and right of a face differ in light, not in makeup. Internal to engine/transfer. */
#pragma once

#include "transfer/change.h"

G_BEGIN_DECLS

/* Gives both sides of `layer`, VANITY_PAINT_PLANES planes (paint.h), which `change` lays on
 * `wearer`, what lies on either: each weighs as much as it is seen on the wearer and on the
 * reference, whose visibility `seen` is. `change` follows in the wearer's own light, which is taken
 * to be the luminance of bare skin around times one number for each channel, as generators have it:
 * found by least squares. What the layer does not explain of the change stays. */
void vanity_symmetry_lay (VanityChange *change, float *layer, const VanityTexture *wearer,
                          const VanityAtlas *atlas, const float *seen);

G_END_DECLS
