#include "recommend/factors.h"

#include "made-sequences.h"

#include <math.h>

static VanityFactorsOptions
small_options (void)
{
  VanityFactorsOptions options = VANITY_FACTORS;

  options.size = 16;
  options.batch = 64;
  options.negatives = 32;
  options.epochs = 20;
  options.rate = 0.02;
  options.dropout = 0;
  options.backward = 0;
  options.decay = 0.3;
  return options;
}

/* What follows in the ring is found among the first of 60, which chance would not. */
static void
test_rule (void)
{
  g_autoptr (VanitySequences) sequences = made_sequences (300, 8, 0, 1);
  VanityFactorsOptions options = small_options ();
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityFactors) factors = vanity_factors_learn (sequences, 0, &options, NULL, &error);
  float query[16], logits[MADE_ITEMS];
  int found = 0;

  g_assert_no_error (error);
  g_assert_cmpint (factors->n_items, ==, MADE_ITEMS);
  for (guint32 item = 0; item < MADE_ITEMS; item++)
    {
      guint64 next = 100 + (sequences->labels[item] - 100 + 1) % MADE_ITEMS;
      int best = 0;

      vanity_factors_query (factors, &item, 1, query);
      vanity_factors_score (factors, query, logits);
      for (int i = 1; i < MADE_ITEMS; i++)
        if (logits[i] > logits[best])
          best = i;
      found += sequences->labels[best] == next;
    }
  g_assert_cmpint (found, >=, 54);
}

static void
test_repeats (void)
{
  g_autoptr (VanitySequences) sequences = made_sequences (40, 5, 0.2, 2);
  VanityFactorsOptions options = small_options ();
  g_autoptr (VanityFactors) one = NULL, same = NULL, other = NULL;
  gsize bytes = sizeof (float) * 16 * sequences->n_items;

  options.epochs = 2;
  options.backward = 0.5;
  options.dropout = 0.3;
  one = vanity_factors_learn (sequences, 1, &options, NULL, NULL);
  same = vanity_factors_learn (sequences, 1, &options, NULL, NULL);
  options.seed++;
  other = vanity_factors_learn (sequences, 1, &options, NULL, NULL);
  g_assert_cmpmem (one->sources, bytes, same->sources, bytes);
  g_assert_cmpmem (one->targets, bytes, same->targets, bytes);
  g_assert_true (memcmp (one->targets, other->targets, bytes) != 0);
}

/* The query of two items by hand, and a logit. */
static void
test_query (void)
{
  float sources[] = { 1, 0, 0, 2 }, targets[] = { 3, 4, 0, 1 }, biases[] = { 0.5f, -1 };
  VanityFactors factors = { .options = { .size = 2, .length = 2, .decay = 0.5 },
                            .n_items = 2,
                            .sources = sources,
                            .targets = targets,
                            .biases = biases };
  float query[2], logits[2], norm = sqrtf (1.25f);

  vanity_factors_query (&factors, (guint32[]){ 1, 0, 1 }, 3, query);
  g_assert_cmpfloat_with_epsilon (query[0], 0.5f / norm, 1e-6);
  g_assert_cmpfloat_with_epsilon (query[1], 2 / norm, 1e-6);
  vanity_factors_score (&factors, query, logits);
  g_assert_cmpfloat_with_epsilon (logits[0], 0.5f + (1.5f + 8) / norm, 1e-5);
  g_assert_cmpfloat_with_epsilon (logits[1], -1 + 2 / norm, 1e-5);
  vanity_factors_query (&factors, NULL, 0, query);
  vanity_factors_score (&factors, query, logits);
  g_assert_cmpfloat (logits[0], ==, 0.5f);
}

/* A user, an item: too little to learn from, but no reason to fail. */
static void
test_little (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanitySequences) sequences = vanity_sequences_parse ("1 2", 3, "made", &error);
  VanityFactorsOptions options = small_options ();
  g_autoptr (VanityFactors) factors = vanity_factors_learn (sequences, 2, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (factors->n_items, ==, 1);
}

static void
test_cancelled (void)
{
  g_autoptr (VanitySequences) sequences = made_sequences (40, 5, 0.2, 2);
  VanityFactorsOptions options = small_options ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (vanity_factors_learn (sequences, 0, &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/factors/rule", test_rule);
  g_test_add_func ("/recommend/factors/repeats", test_repeats);
  g_test_add_func ("/recommend/factors/query", test_query);
  g_test_add_func ("/recommend/factors/little", test_little);
  g_test_add_func ("/recommend/factors/cancelled", test_cancelled);
  return g_test_run ();
}
