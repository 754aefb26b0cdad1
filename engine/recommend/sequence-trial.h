/* The benchmark of the papers on sequential recommendation: leave one out, rank everything.
 *
 * The last item of each user who has three or more is the test, the one before it is validation.
 * For validation a user's history ends before both, for the test it includes the validation item.
 * All items are ranked, but for those that the history has: the papers that this is compared with
 * set the scores of those aside (so do S3-Rec, 2020, and ICLRec, 2022). */
#pragma once

#include "recommend/ranking.h"
#include "recommend/sequence-model.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_ASK_VALIDATION,
  VANITY_ASK_TEST,
} VanityAsk;

typedef struct
{
  VanityRanking rankings[VANITY_N_SCORERS];
  /* The same with the history's own items in the race. */
  VanityRanking with_had[VANITY_N_SCORERS];
  double seconds; /* of processor time for the blend's scores, all users together */
} VanityTrial;

/* How many users can be asked; 0 with an error where fewer than two have three items. */
int vanity_trial_count_users (const VanitySequences *sequences, const char *name, GError **error);

/* Asks `model` of each user. `scorers` are bits, 1 << VanityScorer; the others' rankings stay
 * empty. `model` must not have learnt what is asked. FALSE when cancelled. */
gboolean vanity_trial_run (VanitySequenceModel *model, const VanitySequences *sequences,
                           VanityAsk ask, unsigned scorers, VanityTrial *trial,
                           GCancellable *cancellable, GError **error);

G_END_DECLS
