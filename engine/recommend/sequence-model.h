/* What somebody takes next, from what they had: transitions, co-occurrence and latent factors in
 * one score.
 *
 * With t and c the scores of the graphs (recommend/transitions.h, recommend/cooccurrence.h) and
 * g = t + cooccurrence · c, divided by the largest of those items that are still in the race, and
 * with the factors' logit l, the blend is
 *
 *   log (g + floor) + factors · l
 *
 * a product of two experts (Hinton, Training products of experts by minimizing contrastive
 * divergence, 2002) in which `floor` is what a graph may be wrong by. Without any g it is l. */
#pragma once

#include "recommend/cooccurrence.h"
#include "recommend/factors.h"

G_BEGIN_DECLS

typedef struct
{
  VanityTransitionOptions transitions, cooccurrence;
  VanityFactorsOptions factors;
  double cooccurrence_weight, factors_weight, floor;
} VanitySequenceModelOptions;

/* Chosen on the validation items of Amazon Beauty. */
#define VANITY_SEQUENCE_MODEL                                                                      \
  ((VanitySequenceModelOptions){ .transitions = VANITY_TRANSITIONS,                                \
                                 .cooccurrence = VANITY_COOCCURRENCE,                              \
                                 .factors = VANITY_FACTORS,                                        \
                                 .cooccurrence_weight = 0.8,                                       \
                                 .factors_weight = 0.4,                                            \
                                 .floor = 0.1 })

typedef enum
{
  VANITY_SCORER_POPULARITY,
  VANITY_SCORER_COSINE,
  VANITY_SCORER_COOCCURRENCE,
  VANITY_SCORER_TRANSITIONS,
  VANITY_SCORER_GRAPHS, /* both */
  VANITY_SCORER_FACTORS,
  VANITY_SCORER_BLEND,
  VANITY_N_SCORERS
} VanityScorer;

typedef struct _VanitySequenceModel VanitySequenceModel;

#define VANITY_ALL_SCORERS ((1u << VANITY_N_SCORERS) - 1)

/* Learns all actions but the last `held_back` of each user, as far as `scorers`, bits, 1 <<
 * VanityScorer, need it. NULL when cancelled, or with VANITY_ERROR_LIMIT for more items or pairs of
 * them than memory is given for. */
VanitySequenceModel *vanity_sequence_model_learn (const VanitySequences *sequences, int held_back,
                                                  const VanitySequenceModelOptions *options,
                                                  unsigned scorers, GCancellable *cancellable,
                                                  GError **error);
void vanity_sequence_model_free (VanitySequenceModel *model);

/* Sets scores[n_items] for what comes after `history`, oldest first. `had` (0 or 1 for each item,
 * or NULL) takes items out of the race by which the blend is scaled, not out of the scores. One
 * thread at a time. */
void vanity_sequence_model_score (VanitySequenceModel *model, VanityScorer scorer,
                                  const guint32 *history, int length, const guint8 *had,
                                  float *scores);
/* How strongly factors count in the blend, from now on; for a search. */
void vanity_sequence_model_set_weights (VanitySequenceModel *model, double factors_weight,
                                        double floor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanitySequenceModel, vanity_sequence_model_free)

G_END_DECLS
