/* The graph in which generator and discriminator learn, and how they did.
 *
 *   pixels         |result − truth|, of regions that are made up, and half as much of what was laid
 *   coverage       (α − α painted)², both a little smoothed: lashes are one texel wide
 *   colour         α painted · |swatch − painted|, encoded sRGB; |shine − painted|
 *   tint           real: logarithm of the mean colour of each region over that of the own bare
 * skin, of the result against the reference; brows only where they are to be darker correction
 * gain² + offset²: what the layer can say is not left to the corrector adversary      hinge:
 * results of real samples, in the regions that are made up, against photos discriminator  what the
 * discriminator learns by, the same the other way round */
#pragma once

#include "transfer/lesson.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_TEACH_PIXELS,
  VANITY_TEACH_COVERAGE,
  VANITY_TEACH_COLOR,
  VANITY_TEACH_TINT,
  VANITY_TEACH_CORRECTION,
  VANITY_TEACH_ADVERSARY, /* the last two only with a discriminator */
  VANITY_TEACH_DISCRIMINATOR,
  VANITY_TEACH_N_LOSSES
} VanityTeachLoss;

/* A learner of batches of `count` faces at `size`², with VANITY_TEACH_N_LOSSES losses, or the first
 * five; its inputs are the places of a lesson, filled by vanity_batch_fill (…, 0). Its outputs are
 * layer and result. */
VanityLearner *vanity_teach_new_learner (int size, int count, gboolean adversary,
                                         VanityRandom *random, GError **error);

G_END_DECLS
