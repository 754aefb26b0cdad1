/* The network of concerns, laid out to learn. */
#pragma once

#include "nn/learner.h"
#include "train/builder.h"

G_BEGIN_DECLS

/* For `count` faces at once on an atlas of `size`; inputs are those of skin/concern-lesson.h, in
 * its order, and the one output are the maps. The loss is the binary cross-entropy with what was
 * painted, by the lesson's weights; what is small counts more. NULL with an error of the builder's.
 */
VanityLearner *vanity_concern_teach_new_learner (int size, int count, VanityRandom *random,
                                                 GError **error);

G_END_DECLS
