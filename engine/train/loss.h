/* What networks learn by: losses, built of a graph's own operators, so that they are learnt like
 * everything else and can be written to ONNX.
 *
 *   VanityValueId loss = vanity_loss_add_l1 (&builder, "l1", made, wanted);
 *   …
 *   learner = vanity_learner_new (graph, &loss, 1, NULL, &error);
 *
 * Each gives one number, a value of rank 0 whose node is called `name`: a mean over all elements,
 * unless it says otherwise. Several add up by the weights of a learner. What is compared has one
 * shape; errors are the builder's (train/builder.h). A gradient goes to every input that has
 * something trainable before it, to what is wanted as well as to what was made. */
#pragma once

#include "train/builder.h"

G_BEGIN_DECLS

/* Of one class out of several: −log softmax (logits)[label]; logits [N, C], or [N, …, C], and
 * labels [N], or [N, …], whole numbers in float32. The one loss that has an operator of its own,
 * and that is not written to ONNX. */
VanityValueId vanity_loss_add_cross_entropy (VanityBuilder *builder, const char *name,
                                             VanityValueId logits, VanityValueId labels);
/* Of yes and no: −z · log σ(x) − (1 − z) · log (1 − σ(x)), as softplus (x) − x · z, which overflows
 * nowhere; z in [0, 1]. */
VanityValueId vanity_loss_add_binary_cross_entropy (VanityBuilder *builder, const char *name,
                                                    VanityValueId logits, VanityValueId targets);

/* |made − wanted|; (made − wanted)². */
VanityValueId vanity_loss_add_l1 (VanityBuilder *builder, const char *name, VanityValueId made,
                                  VanityValueId wanted);
VanityValueId vanity_loss_add_l2 (VanityBuilder *builder, const char *name, VanityValueId made,
                                  VanityValueId wanted);
/* ½d² where |d| ≤ delta, and delta · (|d| − ½ · delta) elsewhere; delta > 0. Huber, Robust
 * Estimation of a Location Parameter, 1964. */
VanityValueId vanity_loss_add_huber (VanityBuilder *builder, const char *name, VanityValueId made,
                                     VanityValueId wanted, double delta);

typedef enum
{
  /* softplus (−real) + softplus (fake); softplus (−fake). Goodfellow et al., Generative Adversarial
   * Nets, 2014: the generator's that does not saturate. */
  VANITY_GAN_CROSS_ENTROPY,
  /* ½ (real − 1)² + ½ fake²; ½ (fake − 1)². Mao et al., Least Squares Generative Adversarial
   * Networks, 2016. */
  VANITY_GAN_LEAST_SQUARES,
  /* max (0, 1 − real) + max (0, 1 + fake); −fake. Lim and Ye, Geometric GAN, 2017; Miyato et al.,
   * Spectral Normalization for Generative Adversarial Networks, 2018. */
  VANITY_GAN_HINGE,
} VanityGan;

/* Of what a discriminator says, without a sigmoid, about real and fake samples: what it learns by,
 * and what the generator does. A discriminator is not to teach the generator by its own loss: it
 * looks at vanity_builder_add_stopped () samples there; and in the other it is frozen. */
VanityValueId vanity_loss_add_discriminator (VanityBuilder *builder, const char *name,
                                             VanityGan kind, VanityValueId real,
                                             VanityValueId fake);
VanityValueId vanity_loss_add_generator (VanityBuilder *builder, const char *name, VanityGan kind,
                                         VanityValueId fake);
/* The mean over `n_features` > 0 pairs of mean |fake − real|; nothing is learnt through what is
 * real. Wang et al., High-Resolution Image Synthesis and Semantic Manipulation with Conditional
 * GANs, 2017. */
VanityValueId vanity_loss_add_feature_matching (VanityBuilder *builder, const char *name,
                                                const VanityValueId *real,
                                                const VanityValueId *fake, int n_features);

/* 1 − the mean structural similarity of images [N, H, W, C], both sides 11 or more, whose values
 * have a range of `range`: every place a Gaussian window of 11 × 11 fits in, of deviation 1.5, of
 * every channel by itself; K₁ = 0.01, K₂ = 0.03. Wang et al., Image Quality Assessment: From Error
 * Visibility to Structural Similarity, 2004. */
VanityValueId vanity_loss_add_ssim (VanityBuilder *builder, const char *name, VanityValueId made,
                                    VanityValueId wanted, double range);
/* mean |Δ| down + mean |Δ| to the right, Δ between neighbours in [N, H, W, C], both sides 2 or
 * more. Rudin et al., Nonlinear total variation based noise removal algorithms, 1992; anisotropic.
 */
VanityValueId vanity_loss_add_total_variation (VanityBuilder *builder, const char *name,
                                               VanityValueId image);

G_END_DECLS
