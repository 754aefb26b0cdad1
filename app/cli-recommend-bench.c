/* vanity-cli recommend-bench: how well what somebody takes next is found. */
#include "cli.h"

#include "base/error.h"
#include "recommend/sequence-search.h"
#include "recommend/sequence-shuffle.h"
#include "recommend/sequence-trial.h"

#include <glib/gi18n.h>
#include <time.h>

typedef struct
{
  const char *path;
  VanitySequences *sequences, *days;
  VanitySequences *shuffled[2]; /* [1]: but for the last item */
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

#define IN_SHORT (1u << VANITY_SCORER_GRAPHS | 1u << VANITY_SCORER_BLEND)

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
learn (const Bench *bench, const VanitySequences *sequences, int held_back, unsigned which,
       GError **error)
{
  return vanity_sequence_model_learn (sequences, held_back, &bench->model, which, NULL, error);
}

/* Seconds of processor time that the program has taken: other work on the machine does not count.
 */
static double
get_worked (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static gboolean
ask (VanitySequenceModel *model, const VanitySequences *sequences, VanityAsk which,
     const char *title, VanityTrial *trial, GError **error)
{
  if (!vanity_trial_run (model, sequences, which, VANITY_ALL_SCORERS, trial, NULL, error))
    return FALSE;
  print_head (title);
  for (int i = 0; i < VANITY_N_SCORERS; i++)
    print_row (_ (scorers[i]), &trial->rankings[i]);
  return TRUE;
}

/* The model as it was chosen: all of its parts, on validation and on the test. */
static gboolean
run_whole (const Bench *bench, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  double worked = get_worked (), seconds;
  g_autoptr (VanitySequenceModel) model = NULL;
  VanityTrial trial;

  model = learn (bench, bench->sequences, 2, VANITY_ALL_SCORERS, error);
  worked = get_worked () - worked;
  seconds = 1e-6 * (double)(g_get_monotonic_time () - start);
  if (model == NULL
      || !ask (model, bench->sequences, VANITY_ASK_VALIDATION,
               _ ("Validation, which numbers were chosen by"), &trial, error)
      || !ask (model, bench->sequences, VANITY_ASK_TEST, _ ("Test"), &trial, error))
    return FALSE;
  print_row (_ ("blend, what users had in the race, too"), &trial.with_had[VANITY_SCORER_BLEND]);
  g_print (_ ("  All of these are learnt in %.1f s of one core (%.1f s by the clock); the blend "
              "takes %.3f ms of one core a user.\n"),
           worked, seconds, 1e3 * trial.seconds / trial.rankings[VANITY_SCORER_BLEND].users);
  return TRUE;
}

/* The test once more, of the blend and of what it is without factors. */
static gboolean
run_again (const Bench *bench, const VanitySequences *sequences, const char *title, int held_back,
           GError **error)
{
  g_autoptr (VanitySequenceModel) model = learn (bench, sequences, held_back, IN_SHORT, error);
  VanityTrial trial;

  if (model == NULL
      || !vanity_trial_run (model, sequences, VANITY_ASK_TEST, IN_SHORT, &trial, NULL, error))
    return FALSE;
  print_head (title);
  for (int i = 0; i < VANITY_N_SCORERS; i++)
    if (IN_SHORT & 1u << i)
      print_row (_ (scorers[i]), &trial.rankings[i]);
  return TRUE;
}

/* Of two kinds: but for the item that is asked for, and with it. They are made before anything
 * takes long, since dates may be of other actions. */
static gboolean
shuffle (Bench *bench, GError **error)
{
  for (int kept = 0; kept <= 1; kept++)
    {
      guint64 seed = bench->model.factors.seed;

      if (bench->days != NULL)
        bench->shuffled[kept] = vanity_sequences_shuffle_days (bench->sequences, bench->days,
                                                               bench->days_path, kept, seed, error);
      else
        bench->shuffled[kept]
            = vanity_sequences_shuffle (bench->sequences, bench->window, kept, seed);
      if (bench->shuffled[kept] == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
tell_chosen (const char *name, double value, double ndcg, gpointer data)
{
  g_print ("  %s = %g: NDCG@10 %.4f\n", name, value, ndcg);
}

static gboolean
search (Bench *bench, GError **error)
{
  g_print ("\n%s\n", _ ("Search, by validation"));
  return vanity_sequence_search (bench->sequences, &bench->model, tell_chosen, NULL, NULL, error);
}

static gboolean
run_variants (const Bench *bench, GError **error)
{
  g_autofree char *without = NULL, *with = NULL;

  if (bench->days != NULL)
    {
      without = g_strdup (_ ("Test, days shuffled but for the item asked for"));
      with = g_strdup (_ ("Test, days shuffled with it"));
    }
  else
    {
      without = g_strdup_printf (_ ("Test, %d by %d shuffled but for the item"), bench->window,
                                 bench->window);
      with = g_strdup_printf (_ ("Test, %d by %d shuffled with the item"), bench->window,
                              bench->window);
    }
  return run_again (bench, bench->shuffled[1], without, 2, error)
         && run_again (bench, bench->shuffled[0], with, 2, error)
         && run_again (bench, bench->sequences, _ ("Test, validation items learnt as well"), 1,
                       error);
}

static gboolean
run (Bench *bench, gboolean searches, gboolean quick, GError **error)
{
  int users = vanity_trial_count_users (bench->sequences, bench->path, error);

  if (users == 0 || !shuffle (bench, error))
    return FALSE;
  g_print (_ ("%d users, %d of whom have three items and are asked; %d items; %d actions, %d of "
              "something they had before\n"),
           bench->sequences->n_users, users, bench->sequences->n_items, bench->sequences->n_actions,
           bench->sequences->n_repeated);
  g_print (_ ("Leave one out: the last item is the test, the one before it validation. All items "
              "are ranked but those the user had; among equals the wanted one comes last.\n"));
  if (bench->days == NULL && !quick)
    g_print (_ ("The file has no dates: %d neighbours stand for what may be of one day.\n"),
             bench->window);
  if (searches && !search (bench, error))
    return FALSE;
  return run_whole (bench, error) && (quick || run_variants (bench, error));
}

VanityExit
vanity_cli_recommend_bench (int argc, char **argv)
{
  g_autofree char *days_path = NULL, *window_text = NULL, *seed_text = NULL;
  gboolean quick = FALSE, searches = FALSE;
  const GOptionEntry entries[] = {
    { "days", 'd', 0, G_OPTION_ARG_FILENAME, &days_path,
      N_ ("a file like FILE with a date, as a number, in place of each item"), N_ ("FILE") },
    { "window", 'w', 0, G_OPTION_ARG_STRING, &window_text,
      N_ ("neighbours that stand for a day where there are no dates (3)"), N_ ("N") },
    { "seed", 's', 0, G_OPTION_ARG_STRING, &seed_text, N_ ("begin random numbers here (1)"),
      N_ ("N") },
    { "search", 'S', 0, G_OPTION_ARG_NONE, &searches,
      N_ ("choose the model's numbers anew, by validation"), NULL },
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
  if (error == NULL)
    run (&bench, searches, quick, &error);
  for (int i = 0; i < 2; i++)
    g_clear_pointer (&bench.shuffled[i], vanity_sequences_free);
  return error != NULL ? vanity_cli_fail (error) : VANITY_EXIT_DONE;
}
