#include "recommend/transitions.h"

#include "recommend/cooccurrence.h"

#include <math.h>
#include <string.h>

static VanitySequences *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  VanitySequences *sequences = vanity_sequences_parse (text, strlen (text), "made", &error);

  g_assert_no_error (error);
  return sequences;
}

static void
check (float got, double wanted)
{
  g_assert_cmpfloat_with_epsilon (got, wanted, 1e-5);
}

/* One user, A B C with a window of 2: A→B and B→C one step, A→C two, and half of each back. */
static void
test_steps (void)
{
  VanityTransitionOptions options = {
    .window = 2, .gap_power = 1, .backward = 0.5, .source_power = 0, .target_power = 0, .decay = 0.5
  };
  g_autoptr (VanityTransitions) transitions = vanity_transitions_new (&options);
  g_autoptr (VanitySequences) sequences = parse ("1 10 20 30\n");
  float scores[3] = { 0 };

  vanity_transitions_learn (transitions, sequences, 0);
  check (vanity_transitions_get (transitions, 0, 1), 1);
  check (vanity_transitions_get (transitions, 1, 2), 1);
  check (vanity_transitions_get (transitions, 0, 2), 0.5);
  check (vanity_transitions_get (transitions, 1, 0), 0.5);
  check (vanity_transitions_get (transitions, 2, 0), 0.25);
  check (vanity_transitions_get (transitions, 2, 2), 0);
  /* The history A B: B, the newer, counts 1 and A counts ½. */
  vanity_transitions_score (transitions, sequences->items, 2, scores, 3);
  check (scores[0], 0.5);
  check (scores[1], 0.5 * 1);
  check (scores[2], 1 + 0.5 * 0.5);
}

/* 20 was seen by both and 10 by one: a step from 10 to 20 counts (1 + 1)^−½ · (2 + 1)^−1. */
static void
test_popularity (void)
{
  VanityTransitionOptions options = {
    .window = 1, .source_power = 0.5, .target_power = 1, .prior = 1, .decay = 1, .age_power = 1
  };
  g_autoptr (VanityTransitions) transitions = vanity_transitions_new (&options);
  g_autoptr (VanitySequences) sequences = parse ("1 10 20\n2 30 20\n");
  float scores[3] = { 0 };

  vanity_transitions_learn (transitions, sequences, 0);
  check (vanity_transitions_get (transitions, 0, 1), 1 / sqrt (2.0) / 3);
  /* The newest counts 1, the one before it ½. */
  vanity_transitions_score (transitions, (guint32[]){ 0, 2 }, 2, scores, 3);
  check (scores[1], 1.5 / sqrt (2.0) / 3);
}

/* What is held back is not learnt, but by users too small to be asked. */
static void
test_held_back (void)
{
  VanityTransitionOptions options = VANITY_TRANSITIONS;
  g_autoptr (VanityTransitions) transitions = vanity_transitions_new (&options);
  g_autoptr (VanitySequences) sequences = parse ("1 10 20 30 40\n2 50 60\n");

  vanity_transitions_learn (transitions, sequences, 2);
  g_assert_cmpfloat (vanity_transitions_get (transitions, 0, 1), >, 0);
  g_assert_cmpfloat (vanity_transitions_get (transitions, 1, 2), ==, 0);
  g_assert_cmpfloat (vanity_transitions_get (transitions, 2, 3), ==, 0);
  g_assert_cmpfloat (vanity_transitions_get (transitions, 4, 5), >, 0);
}

/* Cosine between {1}, {1, 2} and {2} of users. */
static void
test_cosine (void)
{
  VanityTransitionOptions options = VANITY_COSINE;
  g_autoptr (VanityTransitions) transitions = vanity_transitions_new (&options);
  g_autoptr (VanitySequences) sequences = parse ("1 10 20\n2 20 30\n");
  float scores[3] = { 0 };

  vanity_transitions_learn (transitions, sequences, 0);
  check (vanity_transitions_get (transitions, 0, 1), 1 / sqrt (2.0));
  check (vanity_transitions_get (transitions, 1, 0), 1 / sqrt (2.0));
  check (vanity_transitions_get (transitions, 0, 2), 0);
  vanity_transitions_score (transitions, (guint32[]){ 0, 2 }, 2, scores, 3);
  check (scores[1], 2 / sqrt (2.0));
}

/* Actions as they come, users mixed, with scores asked in between, make the same as one user after
 * the other. */
static void
test_incremental (void)
{
  VanityTransitionOptions options[] = { VANITY_TRANSITIONS, VANITY_COOCCURRENCE };
  g_autoptr (VanitySequences) sequences = parse ("1 1 2 3 1 4\n2 3 2 4 5\n3 5 1 2 4 3 2\n");

  for (gsize which = 0; which < G_N_ELEMENTS (options); which++)
    {
      g_autoptr (VanityTransitions) batch = vanity_transitions_new (&options[which]);
      g_autoptr (VanityTransitions) steps = vanity_transitions_new (&options[which]);
      float one[5] = { 0 }, other[5] = { 0 };

      vanity_transitions_learn (batch, sequences, 0);
      for (int i = 0; i < 6; i++)
        for (int user = 0; user < 3; user++)
          {
            int length;
            const guint32 *items = vanity_sequences_get (sequences, user, &length);
            float between[5] = { 0 };

            if (i >= length)
              continue;
            vanity_transitions_add (steps, items, i, items[i], 1);
            vanity_transitions_score (steps, items, i, between, 5);
          }
      for (guint32 from = 0; from < 5; from++)
        for (guint32 to = 0; to < 5; to++)
          check (vanity_transitions_get (steps, from, to),
                 vanity_transitions_get (batch, from, to));
      vanity_transitions_score (batch, sequences->items, 5, one, 5);
      vanity_transitions_score (steps, sequences->items, 5, other, 5);
      for (int item = 0; item < 5; item++)
        {
          g_assert_cmpfloat (one[item], >, 0);
          check (other[item], one[item]);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/transitions/steps", test_steps);
  g_test_add_func ("/recommend/transitions/popularity", test_popularity);
  g_test_add_func ("/recommend/transitions/held-back", test_held_back);
  g_test_add_func ("/recommend/transitions/cosine", test_cosine);
  g_test_add_func ("/recommend/transitions/incremental", test_incremental);
  return g_test_run ();
}
