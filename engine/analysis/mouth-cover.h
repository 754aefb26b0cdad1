/* Whether something lies over mouth and chin: a mask, a scarf, a hand. */
#pragma once

#include "texture/texture.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_MOUTH_COVER_LIPS, /* how far the lips' colour is from that around them, ΔE, L* a third */
  VANITY_MOUTH_COVER_AROUND, /* how far that is from the skin of forehead and nose */
  VANITY_MOUTH_COVER_DETAIL, /* how much lightness varies across mouth and lips, L* */
  VANITY_MOUTH_COVER_N_FEATURES
} VanityMouthCoverFeature;

/* FALSE where the upper face is not seen. */
gboolean vanity_mouth_cover_measure (const VanityTexture *texture, const VanityAtlas *atlas,
                                     float features[VANITY_MOUTH_COVER_N_FEATURES]);

/* How likely it is, [0, 1]; NAN where the upper face is not seen. `atlas` is of the texture's size.
 */
float vanity_mouth_cover_judge (const VanityTexture *texture, const VanityAtlas *atlas);

G_END_DECLS
