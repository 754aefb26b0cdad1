#include "recommend/ranking.h"

#include <math.h>

static void
test_rank (void)
{
  const float scores[] = { 0.5f, 2, -1, 2, 0.5f };
  const guint8 had[] = { 0, 1, 0, 0, 1 };

  /* Two are ahead of 0.5 and one is as good. */
  g_assert_cmpint (vanity_rank_of (scores, 5, 0, NULL), ==, 3);
  g_assert_cmpint (vanity_rank_of (scores, 5, 1, NULL), ==, 1);
  g_assert_cmpint (vanity_rank_of (scores, 5, 2, NULL), ==, 4);
  /* Without those that were had; being had does not take the wanted one out. */
  g_assert_cmpint (vanity_rank_of (scores, 5, 0, had), ==, 1);
  g_assert_cmpint (vanity_rank_of (scores, 5, 3, had), ==, 0);
  g_assert_cmpint (vanity_rank_of (scores, 5, 4, had), ==, 2);
}

/* Scores that do not tell items apart, and such as are no numbers, are worth nothing. */
static void
test_worthless (void)
{
  const float equal[] = { 1, 1, 1, 1 };
  const float broken[] = { NAN, 0, NAN, -INFINITY };

  for (guint32 item = 0; item < 4; item++)
    g_assert_cmpint (vanity_rank_of (equal, 4, item, NULL), ==, 3);
  g_assert_cmpint (vanity_rank_of (broken, 4, 0, NULL), ==, 3);
  g_assert_cmpint (vanity_rank_of (broken, 4, 3, NULL), ==, 3);
}

/* Places 0, 4, 9 and 10 of four users. */
static void
test_means (void)
{
  VanityRanking ranking = { 0 };
  double log5 = log2 (6), log10 = log2 (11);

  g_assert_cmpfloat (vanity_ranking_get_hr_10 (&ranking), ==, 0);
  vanity_ranking_add (&ranking, 0);
  vanity_ranking_add (&ranking, 4);
  vanity_ranking_add (&ranking, 9);
  vanity_ranking_add (&ranking, 10);
  g_assert_cmpint (ranking.users, ==, 4);
  g_assert_cmpfloat_with_epsilon (vanity_ranking_get_hr_5 (&ranking), 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (vanity_ranking_get_hr_10 (&ranking), 0.75, 1e-12);
  g_assert_cmpfloat_with_epsilon (vanity_ranking_get_ndcg_5 (&ranking), (1 + 1 / log5) / 4, 1e-12);
  g_assert_cmpfloat_with_epsilon (vanity_ranking_get_ndcg_10 (&ranking),
                                  (1 + 1 / log5 + 1 / log10) / 4, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/ranking/rank", test_rank);
  g_test_add_func ("/recommend/ranking/worthless", test_worthless);
  g_test_add_func ("/recommend/ranking/means", test_means);
  return g_test_run ();
}
