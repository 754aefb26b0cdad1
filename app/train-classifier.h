/* The network that tells digits apart: Conv 32, 64 and 64 of 3 × 3, each with Relu and MaxPool 2;
 * Dense 512 with Relu; Dense 10. Images are [N, 28, 28, 1], light on dark, from 0 to 1. */
#pragma once

#include "base/random.h"
#include "nn/learner.h"

G_BEGIN_DECLS

/* Inputs: images of `batch` digits, and their labels [batch]. Output: scores [batch, 10]. Loss:
 * the mean cross-entropy. */
VanityLearner *vanity_classifier_new_learner (int batch, VanityRandom *random, GError **error);

/* What `learner` learnt, for one image: its share of each class, [1, 10]. */
VanityGraph *vanity_classifier_new_graph (VanityLearner *learner, GError **error);

G_END_DECLS
