/* What follows what: weighted steps from one item to another, learnt one action at a time.
 *
 * An action puts a step from each item of the `window` actions before it to its own, of weight
 * gap^−gap_power, and one of `backward` times that the other way round: order says something, but
 * not all. What is popular meets everything by chance, so a step from a to b counts
 *
 *   w (a, b) / ((nₐ + prior)^source_power · (n_b + prior)^target_power)
 *
 * with n how often an item was seen. The score of an item is the sum of the steps that lead to it
 * from what somebody had, of which the k-th newest (from 0) counts decay^k / (1 + k)^age_power.
 *
 * A window without end, no gap_power and `backward` 1 make it co-occurrence
 * (recommend/cooccurrence.h). */
#pragma once

#include "recommend/item-graph.h"
#include "recommend/sequence.h"

G_BEGIN_DECLS

typedef struct
{
  int window;                        /* actions; at least 1 */
  double gap_power, backward;        /* at least 0 */
  double source_power, target_power; /* of how often each was seen */
  double prior;                      /* at least 0 */
  double decay, age_power;           /* in (0, 1]; at least 0 */
} VanityTransitionOptions;

/* Chosen on the validation items of Amazon Beauty by `vanity-cli recommend-bench --search`. */
#define VANITY_TRANSITIONS                                                                         \
  ((VanityTransitionOptions){ .window = 60,                                                        \
                              .gap_power = 0.7,                                                    \
                              .backward = 0.2,                                                     \
                              .source_power = 0.15,                                                \
                              .target_power = 0.05,                                                \
                              .prior = 1,                                                          \
                              .decay = 0.5,                                                        \
                              .age_power = 0.15 })

typedef struct _VanityTransitions VanityTransitions;

VanityTransitions *vanity_transitions_new (const VanityTransitionOptions *options);
void vanity_transitions_free (VanityTransitions *transitions);

/* `item` came after `history`, oldest first, which may be empty. `weight` is how much the action
 * counts, above 0. Items are below 2³¹. */
void vanity_transitions_add (VanityTransitions *transitions, const guint32 *history, int length,
                             guint32 item, float weight);
/* All actions but the last `held_back` of each user. */
void vanity_transitions_learn (VanityTransitions *transitions, const VanitySequences *sequences,
                               int held_back);

/* What one step counts; how much a history's k-th newest item does. */
float vanity_transitions_get (const VanityTransitions *transitions, guint32 from, guint32 to);
float vanity_transitions_get_age_weight (const VanityTransitions *transitions, int age);

/* Adds to scores[n_items] what `history`, oldest first, leads to. */
void vanity_transitions_score (VanityTransitions *transitions, const guint32 *history, int length,
                               float *scores, int n_items);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityTransitions, vanity_transitions_free)

G_END_DECLS
