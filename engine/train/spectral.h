/* Keeps weights from making anything larger: each matrix is divided by its largest singular value
 * σ. Miyato et al., Spectral Normalization for Generative Adversarial Networks, 2018.
 *
 *   spectral = vanity_spectral_new (learner, "discriminator.", &random, NULL);
 *
 *   … each step:
 *   vanity_spectral_apply (spectral, TRUE);
 *   vanity_learner_forward (learner, TRUE);
 *   vanity_learner_backward (learner, FALSE);
 *   vanity_spectral_release (spectral, TRUE);
 *   vanity_optimizer_step (optimizer, NULL);
 *
 * Between the two calls the learner's parameters, and what follows them, hold W / σ; outside of
 * them W, which is what optimisers, averages and checkpoints see. A matrix is the first axis of the
 * weights by all others, as in the paper: of a convolution, transposed or not, outputs by taps and
 * inputs. σ is uᵀWv, where u and v come nearer to its singular vectors from step to step; the
 * gradient goes through the division with both as they are.
 *
 * A step allocates nothing and repeats to the bit. */
#pragma once

#include "base/parallel.h"
#include "base/random.h"
#include "nn/learner.h"

G_BEGIN_DECLS

typedef struct _VanitySpectral VanitySpectral;

/* Of `learner`'s parameters of two dimensions or more whose names begin with `prefix`, or of all if
 * it is NULL; the learner must outlive it. u and v begin at random and are then brought near.
 * `pool` may be NULL for the default pool. */
VanitySpectral *vanity_spectral_new (VanityLearner *learner, const char *prefix,
                                     VanityRandom *random, VanityPool *pool);
void vanity_spectral_free (VanitySpectral *spectral);

/* Before a run forward, or several. With `advance`, once a step, u and v come nearer; without it,
 * to see or to save the network, they stay as they are. */
void vanity_spectral_apply (VanitySpectral *spectral, gboolean advance);

/* After the last run back. With `gradients`, those of W / σ, which may have been added up over
 * several runs, become those of W: (G − ⟨G, W / σ⟩ · uvᵀ) / σ. */
void vanity_spectral_release (VanitySpectral *spectral, gboolean gradients);

/* vanity_learner_copy_parameters () with W / σ in place of W. Not between apply and release. */
gboolean vanity_spectral_copy (VanitySpectral *spectral, VanityGraph *graph, GError **error);

/* For checkpoints, as the moments of an optimiser (train/optimizer.h): "conv1.weights.u" and
 * "conv1.weights.v" of each matrix. */
int vanity_spectral_get_n_vectors (VanitySpectral *spectral);
float *vanity_spectral_get_vector (VanitySpectral *spectral, int index, const char **name,
                                   gint64 *count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanitySpectral, vanity_spectral_free)

G_END_DECLS
