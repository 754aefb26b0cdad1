/* Whether the colours of a photo can be those of a person in white light. */
#pragma once

#include "texture/texture.h"

G_BEGIN_DECLS

/* How far the colour of skin as photographed lies beyond those that people's has under a white
 * light, in CIE a*, b*; 0 within them. */
float vanity_cast_measure (const VanityLab *skin);

/* The spread of a* and b* among texels of one lightness, a root mean square: a photo in grey or
 * sepia, or by the light of one wavelength, has one colour for each and comes near 0; portraits
 * have 2.3 or more. `atlas` is of the texture's size. NAN where there is no face. */
float vanity_cast_measure_colors (const VanityTexture *texture, const VanityAtlas *atlas);

G_END_DECLS
