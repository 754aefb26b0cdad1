/* Moves the parameters of a learner against their gradients.
 *
 *   VanityOptimizerOptions options = VANITY_OPTIMIZER_ADAM;
 *   g_autoptr (VanityOptimizer) optimizer = vanity_optimizer_new (learner, &options, NULL);
 *
 *   vanity_learner_forward (learner, TRUE);
 *   vanity_learner_backward (learner, FALSE);
 *   vanity_optimizer_step (optimizer, NULL);
 *
 * A step allocates nothing and repeats to the bit. */
#pragma once

#include "base/parallel.h"
#include "nn/learner.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_OPTIMIZER_KIND_SGD,
  VANITY_OPTIMIZER_KIND_ADAM,
} VanityOptimizerKind;

typedef struct
{
  VanityOptimizerKind kind;
  float rate; /* how far a step goes */
  /* SGD: how much of the last step goes on, and whether the gradient is looked at from there.
   * Adam: how much of the mean gradient stays, β₁. */
  float momentum;
  gboolean nesterov;
  float beta; /* Adam: how much of the mean square stays, β₂ */
  float epsilon;
  /* What a parameter loses each step, in parts of the rate, apart from the gradient: AdamW. Only
   * of those with two dimensions or more: biases and scales are left alone. */
  float decay;
  float clip; /* the largest norm of all gradients together; 0: any */
  /* Only parameters whose names begin so, owned by the caller; NULL: all. */
  const char *prefix;
} VanityOptimizerOptions;

/* Nesterov, A method of solving a convex programming problem with convergence rate O(1/k²), 1983.
 */
#define VANITY_OPTIMIZER_SGD                                                                       \
  ((VanityOptimizerOptions){                                                                       \
      .kind = VANITY_OPTIMIZER_KIND_SGD, .rate = 0.01f, .momentum = 0.9f, .nesterov = TRUE })
/* Kingma and Ba, Adam, 2014; the numbers are Keras's. */
#define VANITY_OPTIMIZER_ADAM                                                                      \
  ((VanityOptimizerOptions){ .kind = VANITY_OPTIMIZER_KIND_ADAM,                                   \
                             .rate = 0.001f,                                                       \
                             .momentum = 0.9f,                                                     \
                             .beta = 0.999f,                                                       \
                             .epsilon = 1e-7f })
/* Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2017. */
#define VANITY_OPTIMIZER_ADAMW                                                                     \
  ((VanityOptimizerOptions){ .kind = VANITY_OPTIMIZER_KIND_ADAM,                                   \
                             .rate = 0.001f,                                                       \
                             .momentum = 0.9f,                                                     \
                             .beta = 0.999f,                                                       \
                             .epsilon = 1e-8f,                                                     \
                             .decay = 0.01f })

typedef struct _VanityOptimizer VanityOptimizer;

/* Of `learner`'s parameters, which must outlive it; inputs whose gradient is asked for are none.
 * `pool` may be NULL for the default pool. */
VanityOptimizer *vanity_optimizer_new (VanityLearner *learner,
                                       const VanityOptimizerOptions *options, VanityPool *pool);
void vanity_optimizer_free (VanityOptimizer *optimizer);

/* For schedules: from the next step on. */
void vanity_optimizer_set_rate (VanityOptimizer *optimizer, float rate);

/* What an optimiser knows besides its options, for checkpoints: how many steps it has taken, and
 * the moments of each parameter, as many numbers as it has elements. They are named after it,
 * "conv1.weights.mean" and, with Adam, "conv1.weights.square"; SGD has momentum, which is called
 * mean, too. Names and numbers are owned by the optimiser; numbers may be written between steps,
 * steps are not negative. An optimiser of the same options and parameters that is given all this
 * goes on as if it were the other, to the bit. */
gint64 vanity_optimizer_get_steps (VanityOptimizer *optimizer);
void vanity_optimizer_set_steps (VanityOptimizer *optimizer, gint64 steps);
int vanity_optimizer_get_n_moments (VanityOptimizer *optimizer);
float *vanity_optimizer_get_moment (VanityOptimizer *optimizer, int index, const char **name,
                                    gint64 *count);

/* One step. Stores the norm of all gradients together, before clipping, if `norm` is not NULL.
 * FALSE, and nothing has changed, when it is not finite. */
gboolean vanity_optimizer_step (VanityOptimizer *optimizer, double *norm);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityOptimizer, vanity_optimizer_free)

G_END_DECLS
