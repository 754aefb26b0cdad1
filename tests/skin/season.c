#include "skin/season.h"

#include <string.h>

static int
judge (VanitySeasonTraits traits, float p[VANITY_N_SEASONS])
{
  double sum = 0;
  int most = 0;

  vanity_season_judge (&traits, p);
  for (int k = 0; k < VANITY_N_SEASONS; k++)
    {
      sum += (double)p[k];
      if (p[k] > p[most])
        most = k;
    }
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-4);
  return most;
}

/* What stands out names the season. */
static void
test_rule (void)
{
  static const struct
  {
    double hue, value, chroma;
    VanitySeason wanted;
  } cases[] = {
    { 0.8, 2, 0.6, VANITY_SEASON_LIGHT_SPRING },  { 2, 0.8, 0.8, VANITY_SEASON_TRUE_SPRING },
    { 0.8, 0.6, 2, VANITY_SEASON_BRIGHT_SPRING }, { -0.8, 2, -0.6, VANITY_SEASON_LIGHT_SUMMER },
    { -2, 0.8, -0.8, VANITY_SEASON_TRUE_SUMMER }, { -0.8, 0.6, -2, VANITY_SEASON_SOFT_SUMMER },
    { 0.8, -0.6, -2, VANITY_SEASON_SOFT_AUTUMN }, { 2, -0.8, -0.8, VANITY_SEASON_TRUE_AUTUMN },
    { 0.8, -2, -0.6, VANITY_SEASON_DEEP_AUTUMN }, { -0.8, -2, 0.6, VANITY_SEASON_DEEP_WINTER },
    { -2, -0.8, 0.8, VANITY_SEASON_TRUE_WINTER }, { -0.8, -0.6, 2, VANITY_SEASON_BRIGHT_WINTER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      float p[VANITY_N_SEASONS];

      g_assert_cmpint (judge ((VanitySeasonTraits){ cases[i].hue, cases[i].value, cases[i].chroma,
                                                    0.1, 0.1, 0.1 },
                              p),
                       ==, cases[i].wanted);
    }
}

/* Nobody in particular, and what is not known, is no season. */
static void
test_unsure (void)
{
  float none[VANITY_N_SEASONS], sure[VANITY_N_SEASONS], unsure[VANITY_N_SEASONS];

  judge ((VanitySeasonTraits){ 0 }, none);
  for (int k = 0; k < VANITY_N_SEASONS; k++)
    g_assert_cmpfloat_with_epsilon (none[k], 1.0f / VANITY_N_SEASONS, 0.01);
  judge ((VanitySeasonTraits){ 2, 0, 0, 0.1, 0.1, 0.1 }, sure);
  judge ((VanitySeasonTraits){ 2, 0, 0, 3, 3, 3 }, unsure);
  g_assert_cmpfloat (sure[VANITY_SEASON_TRUE_SPRING], >, unsure[VANITY_SEASON_TRUE_SPRING]);
}

static void
test_names (void)
{
  for (int k = 0; k < VANITY_N_SEASONS; k++)
    {
      g_assert_nonnull (vanity_season_get_label ((VanitySeason)k));
      for (int i = 0; i < k; i++)
        g_assert_cmpstr (vanity_season_get_id ((VanitySeason)k), !=,
                         vanity_season_get_id ((VanitySeason)i));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/skin/season/rule", test_rule);
  g_test_add_func ("/skin/season/unsure", test_unsure);
  g_test_add_func ("/skin/season/names", test_names);
  return g_test_run ();
}
