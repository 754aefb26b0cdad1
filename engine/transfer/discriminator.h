/* Whether a face in the makeup atlas wears real makeup, place by place.
 *
 * A patch network: four convolutions of 4 × 4 that halve, with LeakyRelu, and one of 3 × 3, so a
 * place of the output sees 78 × 78 texels. Isola et al., Image-to-Image Translation with
 * Conditional Adversarial Networks, 2017. The region maps tell it where it looks; hidden texels are
 * grey to it. No normalisation: its weights are for spectral normalisation (train/spectral.h),
 * prefix "discriminator.". */
#pragma once

#include "train/builder.h"

G_BEGIN_DECLS

#define VANITY_DISCRIMINATOR_FEATURES 4

/* `texture` [N, S, S, 3], encoded sRGB; `regions` [N, S, S, 8] as the generator's; `seen`
 * [N, S, S, 1]; S a multiple of 16. Gives scores [N, S/16, S/16, 1], without a sigmoid; and to
 * `features`, unless it is NULL, what the four say, for vanity_loss_add_feature_matching ().
 * Parameters are called "discriminator.…"; a second time they are the same ones. Errors are the
 * builder's. */
VanityValueId vanity_discriminator_add (VanityBuilder *builder, VanityValueId texture,
                                        VanityValueId regions, VanityValueId seen,
                                        VanityValueId features[VANITY_DISCRIMINATOR_FEATURES]);

G_END_DECLS
