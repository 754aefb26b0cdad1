/* The colours of heat maps: from a dark violet for little over blue and green to a light yellow for
 * much. Lightness rises evenly all the way, and no two steps differ by red against green alone, so
 * that the order is seen with any kind of colour vision, and on a print without colour. */
#pragma once

#include "image/color.h"

G_BEGIN_DECLS

/* Of `value` in [0, 1], others count as the nearest: 8-bit sRGB, and how much of what lies below it
 * covers, 0 at nothing to see. */
void vanity_heat_get_color (float value, guint8 rgba[4]);

G_END_DECLS
