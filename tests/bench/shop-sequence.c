#include "shop-sequence.h"

#include "recommend/sequence-trial.h"

#include <stdio.h>
#include <time.h>

static double
get_worked (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

gboolean
shop_sequence_print (const char *path, GError **error)
{
  const unsigned scorers = 1u << VANITY_SCORER_GRAPHS | 1u << VANITY_SCORER_BLEND;
  const VanitySequenceModelOptions options = VANITY_SEQUENCE_MODEL;
  g_autoptr (VanitySequences) sequences = vanity_sequences_load (path, error);
  g_autoptr (VanitySequenceModel) model = NULL;
  const VanityRanking *blend;
  VanityTrial trial;
  double worked;

  if (sequences == NULL || vanity_trial_count_users (sequences, path, error) == 0)
    return FALSE;
  worked = get_worked ();
  model = vanity_sequence_model_learn (sequences, 2, &options, scorers, NULL, error);
  worked = get_worked () - worked;
  if (model == NULL
      || !vanity_trial_run (model, sequences, VANITY_ASK_TEST, scorers, &trial, NULL, error))
    return FALSE;
  blend = &trial.rankings[VANITY_SCORER_BLEND];
  printf ("What people take next: %d users, %d items; `vanity-cli recommend-bench` tells more\n",
          blend->users, sequences->n_items);
  printf ("  next item, HR@10: %.4f (wanted: ≥ 0.085)\n", vanity_ranking_get_hr_10 (blend));
  printf ("  next item, NDCG@10: %.4f (wanted: ≥ 0.053)\n", vanity_ranking_get_ndcg_10 (blend));
  printf ("  next item, learning on one core: %.1f s (wanted: ≤ 60)\n", worked);
  printf ("  next item, scores of all items for a user: %.3f ms (wanted: ≤ 1)\n",
          1e3 * trial.seconds / blend->users);
  return TRUE;
}
