/* Several opinions in one score. */
#include "recommend/blend.h"

#include <math.h>

static double
blend (double feature, double habit, double trend)
{
  const VanityOpinion opinions[] = { { feature, VANITY_WEIGHT_FEATURE },
                                     { habit, VANITY_WEIGHT_HABIT },
                                     { trend, VANITY_WEIGHT_TREND } };

  return vanity_blend (opinions, G_N_ELEMENTS (opinions));
}

/* Who knows nothing changes nothing; nobody who knows nothing says a half. */
static void
test_ignorance (void)
{
  g_assert_cmpfloat_with_epsilon (blend (0.5, 0.5, 0.5), 0.5, 1e-12);
  for (double share = 0.05; share < 0.97; share += 0.05)
    g_assert_cmpfloat_with_epsilon (blend (share, 0.5, 0.5), share, 1e-9);
  g_assert_cmpfloat (vanity_opinion_of_score (0), ==, 0.5);
  g_assert_cmpfloat (vanity_opinion_of_score (NAN), ==, 0.5);
}

static void
test_order (void)
{
  double before = 0;

  for (double share = 0.05; share < 0.97; share += 0.05)
    {
      g_assert_cmpfloat (blend (0.6, share, 0.5), >, before);
      before = blend (0.6, share, 0.5);
      g_assert_cmpfloat (blend (0.6, share, 0.6), >, before);
    }
  /* What was liked beats what fits a little better, and never what does not fit at all. */
  g_assert_cmpfloat (blend (0.80, 0.9, 0.5), >, blend (0.90, 0.5, 0.5));
  g_assert_cmpfloat (blend (0.05, 0.95, 0.9), <, blend (0.80, 0.5, 0.5));
  /* Demand only whispers. */
  g_assert_cmpfloat (blend (0.80, 0.5, 0.95), <, blend (0.95, 0.5, 0.5));
}

static void
test_bounds (void)
{
  const double ends[] = { -1, 0, 1, 2 };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (ends); j++)
      {
        double score = blend (ends[i], ends[j], 0.5);

        g_assert_true (score > 0 && score < 1);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/blend/ignorance", test_ignorance);
  g_test_add_func ("/recommend/blend/order", test_order);
  g_test_add_func ("/recommend/blend/bounds", test_bounds);
  return g_test_run ();
}
