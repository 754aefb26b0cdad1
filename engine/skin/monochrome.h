/* Telling photos without colour. */
#pragma once

#include "texture/texture.h"

G_BEGIN_DECLS

/* Whether the face has no colours of its own: grey, or of one tone that only goes with its
 * luminance, as sepia does. FALSE where hardly anything is seen. */
gboolean vanity_texture_is_monochrome (const VanityTexture *texture);

G_END_DECLS
