#include "recommend/habit-likeness.h"

#include "made-shade.h"

static float
weigh (const VanityShade *one, const VanityShade *other)
{
  float weights[VANITY_N_LIKENESSES], there[VANITY_N_LIKENESSES], back[VANITY_N_LIKENESSES];

  vanity_likeness_init (weights);
  vanity_shade_likeness (one, other, there);
  vanity_shade_likeness (other, one, back);
  for (int i = 0; i < VANITY_N_LIKENESSES; i++)
    {
      g_assert_cmpfloat (there[i], ==, back[i]);
      g_assert_true (there[i] >= 0 && there[i] <= 1);
    }
  return vanity_likeness_weigh (weights, there);
}

/* The nearer in each respect, the more alike. */
static void
test_order (void)
{
  g_autoptr (VanityShade) red = made_shade ("One", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  g_autoptr (VanityShade) near = made_shade ("One", "Ruby", VANITY_CATEGORY_LIPSTICK, 0xa51525);
  g_autoptr (VanityShade) dupe = made_shade ("Two", "Cherry", VANITY_CATEGORY_LIPSTICK, 0xa51525);
  g_autoptr (VanityShade) pink = made_shade ("Two", "Pink", VANITY_CATEGORY_LIPSTICK, 0xf0a0c0);
  g_autoptr (VanityShade) gloss = made_shade ("Two", "Gloss", VANITY_CATEGORY_LIP_GLOSS, 0xa51525);
  g_autoptr (VanityShade) blush = made_shade ("Two", "Blush", VANITY_CATEGORY_BLUSH, 0xa51525);
  g_autoptr (VanityShade) bare = vanity_shade_new ("", "", "", VANITY_CATEGORY_OTHER);

  g_assert_cmpfloat (weigh (red, red), <=, 1);
  g_assert_cmpfloat (weigh (red, red), >, weigh (red, near));
  g_assert_cmpfloat (weigh (red, near), >, weigh (red, dupe));
  g_assert_cmpfloat (weigh (red, dupe), >, weigh (red, pink));
  g_assert_cmpfloat (weigh (red, dupe), >, weigh (red, gloss));
  g_assert_cmpfloat (weigh (red, gloss), >, weigh (red, blush));
  /* Brands that nobody told are not the same brand. */
  g_assert_cmpfloat (weigh (red, bare), ==, 0);
  g_assert_cmpfloat (weigh (bare, bare), <, 0.2);
}

/* Who chooses by brand against colour gets a larger weight for it; weights keep their sum. */
static void
test_learn (void)
{
  float weights[VANITY_N_LIKENESSES], first[VANITY_N_LIKENESSES], sum = 0;
  float better[VANITY_N_LIKENESSES] = { [VANITY_LIKENESS_BRAND] = 1 };
  float worse[VANITY_N_LIKENESSES] = { [VANITY_LIKENESS_COLOR] = 1 };

  vanity_likeness_init (first);
  vanity_likeness_init (weights);
  for (int i = 0; i < 300; i++)
    vanity_likeness_learn (weights, better, worse, 0.05f);
  for (int i = 0; i < VANITY_N_LIKENESSES; i++)
    {
      g_assert_cmpfloat (weights[i], >, 0);
      sum += weights[i];
    }
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-4);
  g_assert_cmpfloat (weights[VANITY_LIKENESS_BRAND], >, 2 * first[VANITY_LIKENESS_BRAND]);
  g_assert_cmpfloat (weights[VANITY_LIKENESS_COLOR], <, first[VANITY_LIKENESS_COLOR] / 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/habit-likeness/order", test_order);
  g_test_add_func ("/recommend/habit-likeness/learn", test_learn);
  return g_test_run ();
}
