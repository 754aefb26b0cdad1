/* How a pigment, known by its thick swatch, looks on somebody, from colours alone. */
#pragma once

#include "image/color.h"

#include <math.h>

G_BEGIN_DECLS

/* A pigment as it looks when worn sheer on a skin of this colour: its lightness held within `lift`
 * above and `drop` below the skin's (L*), hue kept and chroma in proportion; for powders, whose
 * swatch is not what one sees on the cheek. Linear light. */
VanityRgb vanity_pigment_adapt (VanityRgb pigment, VanityLab skin, double lift, double drop);

/* A pigment as it looks over a ground that it does not wholly hide: part of the light it sends back
 * has been to the ground, so the same stick is deeper on deep lips. `reflected` is the luminance
 * that ground and skin send back of white light, their geometric mean. A middling face changes
 * nothing. */
VanityRgb vanity_pigment_deepen (VanityRgb pigment, float reflected);

/* A thin film's transmittance: the pigment's colour, the brightest channel (`highest`) let through
 * nearly whole. */
static inline float
vanity_pigment_transmit (float pigment, float highest)
{
  float passed = sqrtf (sqrtf (highest));

  return pigment / (highest > 1e-4f ? highest : 1e-4f) * passed;
}

G_END_DECLS
