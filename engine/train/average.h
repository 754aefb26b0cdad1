/* A moving average of what a learner learns, which is steadier than its last step: Polyak and
 * Juditsky, Acceleration of Stochastic Approximation by Averaging, 1992; exponential as in Kingma
 * and Ba, Adam, 2014, and for generators in Yazıcı et al., The Unusual Effectiveness of Averaging
 * in GAN Training, 2018.
 *
 *   g_autoptr (VanityAverage) average = vanity_average_new (learner, NULL, 0.999, TRUE, NULL);
 *
 *   … each step: forward, backward, vanity_optimizer_step () …
 *   vanity_average_update (average);
 *
 *   … at the end: what is saved is the average …
 *   vanity_average_copy (average, graph, &error);
 *
 * An update allocates nothing and repeats to the bit. */
#pragma once

#include "base/parallel.h"
#include "nn/learner.h"

G_BEGIN_DECLS

typedef struct _VanityAverage VanityAverage;

/* Of `learner`'s parameters whose names begin with `prefix`, or of all if it is NULL, which begin
 * as they are now; the learner must outlive it. An update sets each to d · average + (1 − d) ·
 * parameter, where d is `decay`, in [0, 1), or with `warm_up`, in update t from 1, the smaller one
 * of it and (1 + t) / (10 + t): an average that is young does not hold on to how it began. `pool`
 * may be NULL for the default pool. */
VanityAverage *vanity_average_new (VanityLearner *learner, const char *prefix, double decay,
                                   gboolean warm_up, VanityPool *pool);
void vanity_average_free (VanityAverage *average);

/* After each step of the optimiser. */
void vanity_average_update (VanityAverage *average);

/* Exchanges the averages and the learner's parameters: to see how the average does, and, called
 * again, to go on. Not to be updated in between. */
void vanity_average_swap (VanityAverage *average);

/* vanity_learner_copy_parameters () with the averages in place of the parameters. */
gboolean vanity_average_copy (VanityAverage *average, VanityGraph *graph, GError **error);

/* For checkpoints, as those of an optimiser (train/optimizer.h): how often it was updated, and the
 * averages, "conv1.weights.average". */
gint64 vanity_average_get_updates (VanityAverage *average);
void vanity_average_set_updates (VanityAverage *average, gint64 updates);
int vanity_average_get_n_averages (VanityAverage *average);
float *vanity_average_get_average (VanityAverage *average, int index, const char **name,
                                   gint64 *count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityAverage, vanity_average_free)

G_END_DECLS
