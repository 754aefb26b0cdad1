/* Correlated colour temperature and tint of a light. */
#pragma once

#include "image/color.h"

G_BEGIN_DECLS

/* Of the white that a light makes of a white surface, linear sRGB. The nearest point of the
 * Planckian locus in CIE 1960 u, v, by Krystek's approximation (An algorithm to calculate
 * correlated colour temperature, 1985): within 1000 to 15 000 K. `tint` gets the distance from it,
 * Duv, + above the locus: greenish (ANSI C78.377). FALSE, and both are 0, where the light is
 * farther than 0.05 from the locus (CIE 15 gives no temperature to such) or beyond its ends. */
gboolean vanity_temperature_find (VanityRgb white, double *temperature, double *tint);

G_END_DECLS
