/* What the skin under a layer looks like. Internal to engine/transfer/remove.c.
 *
 * Reflectances, and everything in logarithms: what is seen is
 *
 *   s ÷ light = (1 − α) · ρ · e^u + α · swatch
 *
 * where ρ is what bare faces look like (bare.h), and u how far this one is from that. Round u = 0
 * it is linear, log (s ÷ light) − log (what that would be) = H · u + noise, with the errors of a
 * reader, in coverage and in swatch, as noise; and u follows by Kalman's update, one for each
 * texel, with what is known of people as the prior. Where nothing lies H is 1 and there is no
 * noise: u is what the photo shows. Where all is covered H is 0, and u is 0.
 *
 * A reader sees something on all lips, and too little on bold ones. So lips are judged as a whole:
 * by their colour, and by how much was read of them, they are bare, and stay, or worn; and of worn
 * ones the mean is held to what bare lips can be.
 *
 * Kalman, A new approach to linear filtering and prediction problems, 1960. */
#pragma once

#include "texture/texture.h"

G_BEGIN_DECLS

typedef struct
{
  float *coverage; /* what is believed of the layer, [0, 1]; 0: `bare` is not told there */
  float *bare;     /* three planes of linear light */
  float *through;  /* how much of that was seen, [0, 1]: 1 all, 0 it is a guess */
  float *stroke;   /* how much darker than around it the makeup makes it look, 1 not at all */
  float *base;     /* luminance of the texture as vanity_change_smooth () has it */
} VanityUncovered;

/* `lock` in [0, 1] is where makeup may be taken off. `coverage` is 0 everywhere when too little
 * skin is seen to know its colour. NULL as vanity_removal_new (). */
VanityUncovered *vanity_uncover (const VanityAtlas *atlas, const VanityTexture *texture,
                                 const float *layer, const float *lock, GError **error);
void vanity_uncovered_free (VanityUncovered *uncovered);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityUncovered, vanity_uncovered_free)

G_END_DECLS
