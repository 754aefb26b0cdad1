/* What makeup cannot do, taken out of a change that a network gave. */
#pragma once

#include "transfer/change.h"

G_BEGIN_DECLS

/* How far each texel of a brow is hair, [0, 1], size² values: what is darker than the wearer's bare
 * skin. Where no bare skin is known all is 1. */
void vanity_hold_measure_hair (const VanityTexture *wearer, float *hair);

/* A network that sees a deep face's pigments, or its highlights, lays on pale skin what would shine
 * white there, and paints brows where the wearer has none. So
 *
 *   - even skin becomes no lighter than a pigment of its region lets it: by a factor of its light,
 *     hardly on cheeks, more on lips and lids, not at all in brows;
 *   - blush becomes nearly one pigment, lipstick and shadow more so, laid where they were;
 *   - what lies over brows goes with their hair, and little of it beside.
 *
 * `change` is made for `wearer`. FALSE without the canonical mesh (VANITY_ERROR_MISSING). */
gboolean vanity_change_hold (VanityChange *change, const VanityTexture *wearer, GError **error);

G_END_DECLS
