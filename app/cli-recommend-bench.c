/* vanity-cli recommend-bench: how well what somebody takes next is found. */
#include "cli.h"

#include "base/error.h"
#include "recommend/sequence-shuffle.h"
#include "recommend/sequence-trial.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *path;
  VanitySequences *sequences, *days;
  const char *days_path;
  int window; /* that stands for a day */
  VanitySequenceModelOptions model;
} Bench;

static const char *const scorers[VANITY_N_SCORERS] = {
  [VANITY_SCORER_POPULARITY] = N_ ("popularity"),
  [VANITY_SCORER_COSINE] = N_ ("item-kNN, cosine"),
  [VANITY_SCORER_COOCCURRENCE] = N_ ("co-occurrence"),
  [VANITY_SCORER_TRANSITIONS] = N_ ("transitions"),
  [VANITY_SCORER_GRAPHS] = N_ ("transitions + co-occurrence"),
  [VANITY_SCORER_FACTORS] = N_ ("latent factors"),
  [VANITY_SCORER_BLEND] = N_ ("blend of all"),
};

#define ALL_SCORERS ((1u << VANITY_N_SCORERS) - 1)

/* A name in as many columns as the longest, whatever its letters. */
static void
print_row (const char *name, const VanityRanking *ranking)
{
  glong width = g_utf8_strlen (name, -1);

  g_print ("  %s%*s  %.4f  %.4f  %.4f  %.4f\n", name, (int)MAX (40 - width, 0), "",
           vanity_ranking_get_hr_5 (ranking), vanity_ranking_get_ndcg_5 (ranking),
           vanity_ranking_get_hr_10 (ranking), vanity_ranking_get_ndcg_10 (ranking));
}

static void
print_head (const char *title)
{
  glong width = g_utf8_strlen (title, -1);

  g_print ("\n%s%*s    HR@5  NDCG@5   HR@10 NDCG@10\n", title, (int)MAX (42 - width, 0), "");
}

static VanitySequenceModel *
learn (const Bench *bench, const VanitySequences *sequences, int held_back, double *seconds,
       GError **error)
{
  gint64 start = g_get_monotonic_time ();
  VanitySequenceModel *model
      = vanity_sequence_model_learn (sequences, held_back, &bench->model, NULL, error);

  *seconds = 1e-6 * (double)(g_get_monotonic_time () - start);
  return model;
}

/* The model as it was chosen: all of its parts, on validation and on the test. */
static gboolean
run_whole (const Bench *bench, GError **error)
{
  g_autoptr (VanitySequenceModel) model = NULL;
  VanityTrial trial;
  double seconds;

  model = learn (bench, bench->sequences, 2, &seconds, error);
  if (model == NULL)
    return FALSE;
  if (!vanity_trial_run (model, bench->sequences, VANITY_ASK_VALIDATION, ALL_SCORERS, &trial, NULL,
                         error))
    return FALSE;
  print_head (_ ("Validation, which numbers were chosen by"));
  for (int i = 0; i < VANITY_N_SCORERS; i++)
    print_row (_ (scorers[i]), &trial.rankings[i]);
  if (!vanity_trial_run (model, bench->sequences, VANITY_ASK_TEST, ALL_SCORERS, &trial, NULL,
                         error))
    return FALSE;
  print_head (_ ("Test"));
  for (int i = 0; i < VANITY_N_SCORERS; i++)
    print_row (_ (scorers[i]), &trial.rankings[i]);
  print_row (_ ("blend, what users had in the race, too"), &trial.with_had[VANITY_SCORER_BLEND]);
  g_print (_ ("  learnt in %.1f s on one core, all of the parts; the blend takes %.3f ms a user\n"),
           seconds, 1e3 * trial.seconds / trial.rankings[VANITY_SCORER_BLEND].users);
  return TRUE;
}

static gboolean
run_again (const Bench *bench, const VanitySequences *sequences, const char *name, int held_back,
           GError **error)
{
  double seconds;
  g_autoptr (VanitySequenceModel) model = learn (bench, sequences, held_back, &seconds, error);
  g_autofree char *graphs = g_strdup_printf ("%s, %s", name, _ (scorers[VANITY_SCORER_GRAPHS]));
  VanityTrial trial;

  if (model == NULL
      || !vanity_trial_run (model, sequences, VANITY_ASK_TEST,
                            1u << VANITY_SCORER_GRAPHS | 1u << VANITY_SCORER_BLEND, &trial, NULL,
                            error))
    return FALSE;
  print_row (graphs, &trial.rankings[VANITY_SCORER_GRAPHS]);
  print_row (name, &trial.rankings[VANITY_SCORER_BLEND]);
  return TRUE;
}

static gboolean
run_shuffled (const Bench *bench, int kept, const char *name, GError **error)
{
  g_autoptr (VanitySequences) sequences = NULL;
  guint64 seed = bench->model.factors.seed;

  if (bench->days != NULL)
    sequences = vanity_sequences_shuffle_days (bench->sequences, bench->days, bench->days_path,
                                               kept, seed, error);
  else
    sequences = vanity_sequences_shuffle (bench->sequences, bench->window, kept, seed);
  return sequences != NULL && run_again (bench, sequences, name, 2, error);
}

static gboolean
run (const Bench *bench, gboolean quick, GError **error)
{
  g_autofree char *title = NULL;
  int users = vanity_trial_count_users (bench->sequences, bench->path, error);

  if (users == 0)
    return FALSE;
  g_print (_ ("%d users, %d of whom have three items and are asked; %d items; %d actions, %d of "
              "something they had before\n"),
           bench->sequences->n_users, users, bench->sequences->n_items, bench->sequences->n_actions,
           bench->sequences->n_repeated);
  g_print (_ ("Leave one out: the last item is the test, the one before it validation. All items "
              "are ranked but those the user had; among equals the wanted one comes last.\n"));
  if (!run_whole (bench, error))
    return FALSE;
  if (quick)
    return TRUE;
  if (bench->days != NULL)
    title = g_strdup (_ ("Test, actions of one day shuffled"));
  else
    title = g_strdup_printf (_ ("Test, %d neighbours at a time shuffled"), bench->window);
  print_head (title);
  if (!run_shuffled (bench, 1, _ ("all but the item asked for"), error)
      || !run_shuffled (bench, 0, _ ("with the item asked for"), error))
    return FALSE;
  print_head (_ ("Test, validation items learnt as well"));
  return run_again (bench, bench->sequences, _ ("blend"), 1, error);
}

VanityExit
vanity_cli_recommend_bench (int argc, char **argv)
{
  g_autofree char *days_path = NULL, *window_text = NULL, *seed_text = NULL;
  gboolean quick = FALSE;
  const GOptionEntry entries[] = {
    { "days", 'd', 0, G_OPTION_ARG_FILENAME, &days_path,
      N_ ("a file like FILE with a date, as a number, in place of each item"), N_ ("FILE") },
    { "window", 'w', 0, G_OPTION_ARG_STRING, &window_text,
      N_ ("neighbours that stand for a day where there are no dates (3)"), N_ ("N") },
    { "seed", 's', 0, G_OPTION_ARG_STRING, &seed_text, N_ ("begin random numbers here (1)"),
      N_ ("N") },
    { "quick", 'q', 0, G_OPTION_ARG_NONE, &quick,
      N_ ("leave out what is shuffled and learnt again"), NULL },
    { NULL },
  };
  Bench bench = { .window = 3, .model = VANITY_SEQUENCE_MODEL };
  g_autoptr (VanitySequences) sequences = NULL, days = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) rest = NULL;
  VanityExit status;
  double number;

  if (!vanity_cli_parse (&argc, &argv, _ ("FILE"),
                         _ ("Tells how well what people took last is found among all items, from "
                            "what they had before. A line of FILE is a user and their items in "
                            "time order, as numbers."),
                         entries, &rest, &status))
    return status;
  if (g_strv_length (rest) != 1)
    return vanity_cli_usage ("%s", _ ("one file is needed"));
  if (window_text != NULL)
    {
      if (!vanity_cli_parse_number ("--window", window_text, 1, 1000, TRUE, &number))
        return VANITY_EXIT_USAGE;
      bench.window = (int)number;
    }
  if (seed_text != NULL)
    {
      if (!vanity_cli_parse_number ("--seed", seed_text, 0, 1e9, TRUE, &number))
        return VANITY_EXIT_USAGE;
      bench.model.factors.seed = (guint64)number;
    }
  bench.path = rest[0];
  bench.days_path = days_path;
  bench.sequences = sequences = vanity_sequences_load (rest[0], &error);
  if (sequences != NULL && days_path != NULL)
    bench.days = days = vanity_sequences_load (days_path, &error);
  if (error != NULL || !run (&bench, quick, &error))
    return vanity_cli_fail (error);
  return VANITY_EXIT_DONE;
}
