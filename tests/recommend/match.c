/* How near is near. */
#include "recommend/match.h"

#include <math.h>

static void
test_closeness (void)
{
  g_assert_cmpfloat (vanity_match_closeness (0, 2), ==, 1);
  g_assert_cmpfloat_with_epsilon (vanity_match_closeness (2, 2), 0.8409, 1e-4);
  g_assert_cmpfloat_with_epsilon (vanity_match_closeness (4, 2), 0.5, 1e-9);
  g_assert_cmpfloat (vanity_match_closeness (NAN, 2), ==, 0);
  for (int i = 0; i < 100; i++)
    g_assert_cmpfloat (vanity_match_closeness (0.2 * i, 3), >,
                       vanity_match_closeness (0.2 * (i + 1), 3));
}

/* Doubt lets what is apart count as less apart, along its own direction only, and never changes
 * which of two on one line is nearer. */
static void
test_soften (void)
{
  const double deep[3][3] = { { 100, 0, 0 }, { 0, 0.01, 0 }, { 0, 0, 0.01 } };
  VanityLab wanted = { 60, 15, 25 }, lighter = { 64, 15, 25 }, far = { 70, 15, 25 };
  VanityLab yellower = { 60, 15, 31 };

  g_assert_cmpfloat (vanity_match_soften (wanted, NULL, wanted, 2), ==, 1);
  g_assert_cmpfloat (vanity_match_soften (wanted, deep, wanted, 2), ==, 1);
  g_assert_cmpfloat (vanity_match_soften (wanted, deep, lighter, 2), >,
                     vanity_match_soften (wanted, NULL, lighter, 2));
  g_assert_cmpfloat (vanity_match_soften (wanted, deep, lighter, 2), >,
                     vanity_match_soften (wanted, deep, far, 2));
  g_assert_cmpfloat_with_epsilon (vanity_match_soften (wanted, deep, yellower, 2),
                                  vanity_match_soften (wanted, NULL, yellower, 2), 0.01);
}

static void
test_finish (void)
{
  for (int i = 0; i < VANITY_N_FINISHES; i++)
    for (int j = 0; j < VANITY_N_FINISHES; j++)
      {
        double one = vanity_finish_compare ((VanityFinish)i, (VanityFinish)j);

        g_assert_cmpfloat (one, ==, vanity_finish_compare ((VanityFinish)j, (VanityFinish)i));
        g_assert_cmpfloat (one, >=, 0);
        g_assert_cmpfloat (one, <=, 1);
        if (i > 0 && i == j)
          g_assert_cmpfloat (one, ==, 1);
      }
  g_assert_cmpfloat (vanity_finish_compare (VANITY_FINISH_UNKNOWN, VANITY_FINISH_MATTE), ==, 0.5);
  g_assert_cmpfloat (vanity_finish_compare (VANITY_FINISH_MATTE, VANITY_FINISH_VELVET), >,
                     vanity_finish_compare (VANITY_FINISH_MATTE, VANITY_FINISH_GLOSS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/match/closeness", test_closeness);
  g_test_add_func ("/recommend/match/soften", test_soften);
  g_test_add_func ("/recommend/match/finish", test_finish);
  return g_test_run ();
}
