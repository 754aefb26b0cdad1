/* Two networks that learn from each other to draw digits: Goodfellow et al., Generative Adversarial
 * Networks, 2014, in the shape of Radford et al., Unsupervised Representation Learning with Deep
 * Convolutional Generative Adversarial Networks, 2015.
 *
 * The generator makes of 100 normal numbers an image; the discriminator gives a score, high for
 * images that are no generator's. Both are in one graph: the generator's images go once through the
 * discriminator to teach it, without a way back to the generator, and once through a frozen twin
 * that teaches the generator. */
#pragma once

#include "base/random.h"
#include "nn/learner.h"

G_BEGIN_DECLS

#define VANITY_GAN_NOISE 100
/* What the names of their parameters begin with. */
#define VANITY_GAN_GENERATOR "generator."
#define VANITY_GAN_DISCRIMINATOR "discriminator."

/* Inputs: real images [batch, 28, 28, 1], from −1, paper, to 1, ink; noise [batch, 100]. Losses:
 * the discriminator's and the generator's, of binary cross-entropy (train/loss.h). */
VanityLearner *vanity_gan_new_learner (int batch, VanityRandom *random, GError **error);

/* A generator: noise [count, 100] → images [count, 28, 28, 1], from 0, paper, to 1, ink. To be
 * filled with what was learnt. */
VanityGraph *vanity_gan_new_generator (int count, GError **error);

G_END_DECLS
