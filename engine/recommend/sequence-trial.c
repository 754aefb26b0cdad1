#include "recommend/sequence-trial.h"

#include "base/error.h"

#include <time.h>

/* What this thread has worked, whatever else the machine does. */
static double
get_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

int
vanity_trial_count_users (const VanitySequences *sequences, const char *name, GError **error)
{
  int users = 0;

  for (int user = 0; user < sequences->n_users; user++)
    users += sequences->starts[user + 1] - sequences->starts[user] >= 3;
  if (users < 2)
    g_set_error (
        error, VANITY_ERROR, VANITY_ERROR_LIMIT,
        "“%s” has %s with three items, one to learn from, one to choose by, one to be asked "
        "for; it takes two users at least, to learn from others",
        name, users == 0 ? "nobody" : "one user");
  return users < 2 ? 0 : users;
}

gboolean
vanity_trial_run (VanitySequenceModel *model, const VanitySequences *sequences, VanityAsk ask,
                  unsigned scorers, VanityTrial *trial, GCancellable *cancellable, GError **error)
{
  g_autofree float *scores = g_new (float, sequences->n_items);
  g_autofree guint8 *had = g_new0 (guint8, sequences->n_items);

  *trial = (VanityTrial){ 0 };
  for (int user = 0; user < sequences->n_users; user++)
    {
      int length;
      const guint32 *items = vanity_sequences_get (sequences, user, &length);

      if (length < 3)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      length -= ask == VANITY_ASK_VALIDATION ? 2 : 1;
      for (int i = 0; i < length; i++)
        had[items[i]] = 1;
      for (int scorer = 0; scorer < VANITY_N_SCORERS; scorer++)
        {
          double start = get_seconds ();

          if (!(scorers & 1u << scorer))
            continue;
          vanity_sequence_model_score (model, scorer, items, length, had, scores);
          if (scorer == VANITY_SCORER_BLEND)
            trial->seconds += get_seconds () - start;
          vanity_ranking_add (&trial->rankings[scorer],
                              vanity_rank_of (scores, sequences->n_items, items[length], had));
          vanity_ranking_add (&trial->with_had[scorer],
                              vanity_rank_of (scores, sequences->n_items, items[length], NULL));
        }
      for (int i = 0; i < length; i++)
        had[items[i]] = 0;
    }
  return TRUE;
}
