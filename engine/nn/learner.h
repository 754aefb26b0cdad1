/* Lets a graph learn: runs it forward, then back, for the gradients of what it learns.
 *
 *   VanityGraph *graph = vanity_graph_new ("line");
 *   VanityValueId x = vanity_graph_add_input (graph, "x", &VANITY_SHAPE (8, 1), &error);
 *   VanityValueId target = vanity_graph_add_input (graph, "target", &VANITY_SHAPE (8, 1), &error);
 *   VanityValueId w = vanity_graph_add_constant (graph, "w", VANITY_FLOAT32, &VANITY_SHAPE (1, 1),
 *                                                (float[]){ 0.1f }, &error);
 *   … y = Gemm (x, w), loss = ReduceMean ((y − target)²), by vanity_graph_add_node () …
 *   vanity_graph_set_trainable (graph, w, TRUE);
 *   learner = vanity_learner_new (graph, &loss, 1, NULL, &error);
 *
 *   in = vanity_learner_get_input (learner, 0);
 *   … each step: fill the inputs …
 *   vanity_learner_forward (learner, TRUE);
 *   vanity_learner_backward (learner, FALSE);
 *   parameter = vanity_learner_get_parameter (learner, 0);
 *   parameter->values[0] -= 0.01f * parameter->gradient[0];
 *
 * What is trainable is a mark on a value of the graph: a constant (a parameter, which optimisers
 * change) or an input (whose gradient one wants to see). All other constants are frozen. Where a
 * value is read several times, in one sub-network or in several, its gradients add up. No gradient
 * passes a value with vanity_graph_stop_gradient (), nor an operator that only changes in steps
 * (Round, Greater, ArgMax), and what vanity_graph_add_frozen () gives follows a parameter without
 * teaching it.
 *
 * Several losses, each a value of the graph, are learnt in one pass: what is differentiated is
 * Σ weight · Σ elements of the loss, all weights being 1 at first. A value without a way to a loss
 * has no gradient, and costs nothing.
 *
 * All memory is planned when the learner is made; a step allocates nothing. Values that a node
 * needs to go back live until then; gradients live until all that goes into them is done. Steps
 * repeat to the bit, with one instruction set and one number of threads.
 *
 * One learner serves one thread at a time. */
#pragma once

#include "base/parallel.h"
#include "nn/graph.h"

G_BEGIN_DECLS

typedef struct _VanityLearner VanityLearner;

/* Something trainable. Both arrays have the shape's elements and are the learner's; values may be
 * changed between steps, those of an input are NULL: they are written before each. Gradients may be
 * changed until the next run back, by what lies between a parameter and an optimiser. */
typedef struct
{
  const char *name;
  VanityShape shape;
  gint64 count; /* elements */
  float *values;
  float *gradient;
} VanityParameter;

/* Takes `graph`, also on failure; `pool` may be NULL for the default pool, and must outlive the
 * learner. Fails with the node's name where something trainable reaches a loss through an operator
 * that has no backward, and when nothing trainable does. The graph's outputs are kept to be read
 * after each forward run; losses need not be among them. */
VanityLearner *vanity_learner_new (VanityGraph *graph, const VanityValueId *losses, int n_losses,
                                   VanityPool *pool, GError **error);
void vanity_learner_free (VanityLearner *learner);

/* Where to write input `index` before a forward run; float32, channels-last. What was written stays
 * for the next run. */
float *vanity_learner_get_input (VanityLearner *learner, int index);
/* Output `index` of the last forward run, or the elements of loss `index`; valid until the next. */
const float *vanity_learner_get_output (VanityLearner *learner, int index);
const float *vanity_learner_get_loss (VanityLearner *learner, int index);

/* What is differentiated: Σ weight · Σ elements of each loss, of the last forward run. */
double vanity_learner_get_total (VanityLearner *learner);

/* Runs forward. `training` is how operators behave that learn in another way than they work:
 * Dropout drops, BatchNormalization takes the batch's own statistics and keeps a running mean. */
void vanity_learner_forward (VanityLearner *learner, gboolean training);
/* Runs back, once after each forward run, as training or not. With `add`, gradients are added to
 * what they were: a batch in several parts. */
void vanity_learner_backward (VanityLearner *learner, gboolean add);

/* How much loss `index` counts, from the next run back on. */
void vanity_learner_set_loss_weight (VanityLearner *learner, int index, float weight);

int vanity_learner_get_n_parameters (VanityLearner *learner);
/* In the order in which they were added to the graph. */
const VanityParameter *vanity_learner_get_parameter (VanityLearner *learner, int index);

/* What forward runs as training change besides parameters: BatchNormalization's running mean and
 * variance. There is no gradient. */
int vanity_learner_get_n_statistics (VanityLearner *learner);
const VanityParameter *vanity_learner_get_statistic (VanityLearner *learner, int index);

/* Copies into the constants of `graph` the parameters that have their names: what was learnt, into
 * the network without its losses, or one of several networks, to be run or written. So does
 * BatchNormalization's running mean and variance, and whatever else is a float32 constant with a
 * name. FALSE, with an error that says which, when a shape differs or something trainable of
 * `graph` is not here. */
gboolean vanity_learner_copy_parameters (VanityLearner *learner, VanityGraph *graph,
                                         GError **error);

/* Where random numbers begin (Dropout's): with the same seed, steps are repeated to the bit. */
void vanity_learner_set_seed (VanityLearner *learner, guint64 seed);
guint64 vanity_learner_get_seed (VanityLearner *learner);
/* The number of the last run as training, which they depend on, too: 0 after a seed was set. A
 * learner of the same graph goes on as another one, to the bit, with its parameters, statistics,
 * seed and run. */
guint64 vanity_learner_get_run (VanityLearner *learner);
void vanity_learner_set_run (VanityLearner *learner, guint64 run);

/* Where the last step went wrong, when a loss or a gradient is not finite any more: runs it again,
 * on the inputs that are there, forward and back, and looks at every number. Says, in words to go
 * into a message, which parameter, input or node has the first one that is not finite; free with
 * g_free (). NULL when there is none. Afterwards all is as it was before, but for the gradients.
 * Parameters must not have changed since; gradients that were added up are gone. */
char *vanity_learner_find_fault (VanityLearner *learner);

/* Bytes held: parameters, gradients and packed weights that do not change; the arena with scratch
 * memory. */
gsize vanity_learner_get_weight_bytes (VanityLearner *learner);
gsize vanity_learner_get_arena_bytes (VanityLearner *learner);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityLearner, vanity_learner_free)

G_END_DECLS
