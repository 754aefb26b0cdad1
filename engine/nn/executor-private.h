/* The executor from behind, for tests and benches. */
#pragma once

#include "nn/executor.h"
#include "nn/operator.h"

G_BEGIN_DECLS

/* With `fuse` FALSE every node is a step of its own. */
VanityExecutor *vanity_executor_new_full (VanityGraph *graph, VanityPool *pool, gboolean fuse,
                                          GError **error);

/* Fills the arena: results must not depend on what was in it. Inputs are lost, too. */
void vanity_executor_poison (VanityExecutor *executor, float value);

int vanity_executor_get_n_steps (VanityExecutor *executor);
const VanityCall *vanity_executor_get_step (VanityExecutor *executor, int index);
/* Runs one step, for timing. */
void vanity_executor_run_step (VanityExecutor *executor, int index);

/* Multiply-adds of one run, as the operators count them. */
gint64 vanity_executor_get_cost (VanityExecutor *executor);
/* Bytes of the two largest values that are computed, which the rule on memory is measured by. */
gsize vanity_executor_get_largest_two (VanityExecutor *executor);

G_END_DECLS
