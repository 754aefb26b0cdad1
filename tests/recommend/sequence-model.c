/* The model, and the benchmark that it is judged by. */
#include "recommend/sequence-model.h"

#include "base/error.h"
#include "made-sequences.h"
#include "recommend/sequence-search.h"
#include "recommend/sequence-trial.h"

#include <math.h>

static VanitySequenceModelOptions
small_options (void)
{
  VanitySequenceModelOptions options = VANITY_SEQUENCE_MODEL;

  options.factors.size = 16;
  options.factors.batch = 64;
  options.factors.negatives = 32;
  options.factors.epochs = 20;
  options.factors.rate = 0.02;
  return options;
}

static double
ask (VanitySequenceModel *model, const VanitySequences *sequences, VanityAsk which,
     VanityScorer scorer)
{
  g_autoptr (GError) error = NULL;
  VanityTrial trial;

  g_assert_true (vanity_trial_run (model, sequences, which, 1u << scorer, &trial, NULL, &error));
  g_assert_cmpint (trial.rankings[scorer].users, ==,
                   vanity_trial_count_users (sequences, "made", NULL));
  return vanity_ranking_get_hr_5 (&trial.rankings[scorer]);
}

/* A rule that was planted is found, by each that can know it; popularity cannot. */
static void
test_rule (void)
{
  g_autoptr (VanitySequences) sequences = made_sequences (400, 8, 0.1, 3);
  VanitySequenceModelOptions options = small_options ();
  g_autoptr (GError) error = NULL;
  g_autoptr (VanitySequenceModel) model
      = vanity_sequence_model_learn (sequences, 2, &options, VANITY_ALL_SCORERS, NULL, &error);

  g_assert_no_error (error);
  for (int which = VANITY_ASK_VALIDATION; which <= VANITY_ASK_TEST; which++)
    {
      g_assert_cmpfloat (ask (model, sequences, which, VANITY_SCORER_POPULARITY), <, 0.2);
      g_assert_cmpfloat (ask (model, sequences, which, VANITY_SCORER_TRANSITIONS), >, 0.8);
      g_assert_cmpfloat (ask (model, sequences, which, VANITY_SCORER_GRAPHS), >, 0.8);
      g_assert_cmpfloat (ask (model, sequences, which, VANITY_SCORER_FACTORS), >, 0.6);
      g_assert_cmpfloat (ask (model, sequences, which, VANITY_SCORER_BLEND), >, 0.8);
    }
}

/* Without a rule nobody does better than chance, 5 of 60; more would be an item that was seen. */
static void
test_no_rule (void)
{
  g_autoptr (VanitySequences) sequences = made_sequences (400, 6, 1, 4);
  VanitySequenceModelOptions options = small_options ();
  g_autoptr (VanitySequenceModel) model
      = vanity_sequence_model_learn (sequences, 2, &options, VANITY_ALL_SCORERS, NULL, NULL);

  for (int scorer = 0; scorer < VANITY_N_SCORERS; scorer++)
    g_assert_cmpfloat (ask (model, sequences, VANITY_ASK_TEST, scorer), <, 0.16);
}

/* log (g + floor) + factors · l, from the parts; what was had does not set the scale. */
static void
test_blend (void)
{
  g_autoptr (VanitySequences) sequences = made_sequences (100, 6, 0.3, 5);
  VanitySequenceModelOptions options = small_options ();
  g_autoptr (VanitySequenceModel) model = NULL;
  float graphs[MADE_ITEMS], factors[MADE_ITEMS], blend[MADE_ITEMS], most = 0;
  guint8 had[MADE_ITEMS] = { 0 };

  options.factors.epochs = 2;
  model = vanity_sequence_model_learn (sequences, 0, &options, VANITY_ALL_SCORERS, NULL, NULL);
  for (int i = 0; i < 3; i++)
    had[sequences->items[i]] = 1;
  vanity_sequence_model_score (model, VANITY_SCORER_GRAPHS, sequences->items, 3, had, graphs);
  vanity_sequence_model_score (model, VANITY_SCORER_FACTORS, sequences->items, 3, had, factors);
  vanity_sequence_model_set_weights (model, 0.5, 0.01);
  vanity_sequence_model_score (model, VANITY_SCORER_BLEND, sequences->items, 3, had, blend);
  for (int i = 0; i < MADE_ITEMS; i++)
    if (!had[i])
      most = MAX (most, graphs[i]);
  g_assert_cmpfloat (most, >, 0);
  for (int i = 0; i < MADE_ITEMS; i++)
    g_assert_cmpfloat_with_epsilon (blend[i], log (graphs[i] / most + 0.01) + 0.5 * factors[i],
                                    1e-4);
  /* Nobody and nothing: factors alone. */
  vanity_sequence_model_score (model, VANITY_SCORER_FACTORS, NULL, 0, NULL, factors);
  vanity_sequence_model_score (model, VANITY_SCORER_BLEND, NULL, 0, NULL, blend);
  g_assert_cmpmem (factors, sizeof factors, blend, sizeof blend);
}

/* Nobody, or nobody else, to learn from. */
static void
test_nobody (void)
{
  static const char *const files[] = { "1 2 3\n2 3\n", "1 2 3 4\n2 3\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (VanitySequences) sequences
          = vanity_sequences_parse (files[i], strlen (files[i]), "made", &error);

      g_assert_no_error (error);
      g_assert_cmpint (vanity_trial_count_users (sequences, "made", &error), ==, 0);
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT);
    }
}

static void
note_search (const char *name, double value, double ndcg, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (ndcg, >, 0);
  *last = ndcg;
}

/* A search ends where it is no worse than where it began, on validation. */
static void
test_search (void)
{
  g_autoptr (VanitySequences) sequences = made_sequences (60, 6, 0.3, 6);
  VanitySequenceModelOptions options = small_options ();
  g_autoptr (VanitySequenceModel) model = NULL;
  g_autoptr (GError) error = NULL;
  VanityTrial trial;
  double before, after = 0;

  options.factors.epochs = 1;
  options.transitions.backward = 2;
  model = vanity_sequence_model_learn (sequences, 2, &options, VANITY_ALL_SCORERS, NULL, NULL);
  g_assert_true (vanity_trial_run (model, sequences, VANITY_ASK_VALIDATION,
                                   1u << VANITY_SCORER_BLEND, &trial, NULL, NULL));
  before = vanity_ranking_get_ndcg_10 (&trial.rankings[VANITY_SCORER_BLEND]);
  g_assert_true (vanity_sequence_search (sequences, &options, note_search, &after, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (after, >, before);
  g_assert_cmpfloat (options.transitions.backward, <, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/sequence-model/rule", test_rule);
  g_test_add_func ("/recommend/sequence-model/no-rule", test_no_rule);
  g_test_add_func ("/recommend/sequence-model/blend", test_blend);
  g_test_add_func ("/recommend/sequence-model/nobody", test_nobody);
  g_test_add_func ("/recommend/sequence-model/search", test_search);
  return g_test_run ();
}
