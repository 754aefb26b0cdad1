#include "recommend/habit-wrong.h"

#include "made-shade.h"

static VanityShade *
foundation (float L, float b)
{
  VanityShade *shade = made_shade ("One", "Made", VANITY_CATEGORY_FOUNDATION, 0xc09070);

  shade->lab = (VanityLab){ L, 14, b };
  return shade;
}

static float
compare (const VanityShade *wrong, unsigned how, float L, float b)
{
  g_autoptr (VanityShade) shade = foundation (L, b);
  float value = vanity_wrong_compare (wrong, how, shade);

  g_assert_true (value >= -1 && value <= 1);
  return value;
}

static void
test_ways (void)
{
  g_autoptr (VanityShade) wrong = foundation (65, 20);

  for (unsigned bit = 0; bit < VANITY_N_WRONG; bit++)
    {
      unsigned how = 1u << bit;
      float sign = how == VANITY_WRONG_TOO_LIGHT || how == VANITY_WRONG_TOO_WARM ? 1 : -1;
      gboolean depth = how == VANITY_WRONG_TOO_LIGHT || how == VANITY_WRONG_TOO_DARK;
      float L = depth ? sign : 0, b = depth ? 0 : sign;

      /* Itself, and what is more so: against it. The other way a little: for it; far away: nothing.
       */
      g_assert_cmpfloat (compare (wrong, how, 65, 20), <, -0.5);
      g_assert_cmpfloat (compare (wrong, how, 65 + 8 * L, 20 + 8 * b), <, -0.3);
      g_assert_cmpfloat (compare (wrong, how, 65 - 6 * L, 20 - 6 * b), >, 0.2);
      g_assert_cmpfloat_with_epsilon (compare (wrong, how, 65 - 30 * L, 20 - 30 * b), 0, 0.01);
    }
  /* Both at once: what is darker and cooler. */
  g_assert_cmpfloat (compare (wrong, VANITY_WRONG_TOO_LIGHT | VANITY_WRONG_TOO_WARM, 60, 15), >,
                     0.1);
  g_assert_cmpfloat (compare (wrong, VANITY_WRONG_TOO_LIGHT | VANITY_WRONG_TOO_WARM, 70, 25), <,
                     -0.2);
}

/* Nobody said how: against its like alone. */
static void
test_unsaid (void)
{
  g_autoptr (VanityShade) wrong = foundation (65, 20);

  g_assert_cmpfloat_with_epsilon (compare (wrong, 0, 65, 20), -1, 1e-6);
  g_assert_cmpfloat (compare (wrong, 0, 66, 20), <, -0.5);
  g_assert_cmpfloat (compare (wrong, 0, 75, 20), >, -0.01);
  g_assert_cmpfloat (compare (wrong, 0, 75, 20), <=, 0);
}

static void
test_elsewhere (void)
{
  g_autoptr (VanityShade) wrong = foundation (65, 20);
  g_autoptr (VanityShade) lip = made_shade ("One", "Nude", VANITY_CATEGORY_LIPSTICK, 0xc09070);
  g_autoptr (VanityShade) bare = vanity_shade_new ("One", "", "", VANITY_CATEGORY_FOUNDATION);

  g_assert_cmpfloat (vanity_wrong_compare (wrong, VANITY_WRONG_TOO_DARK, lip), ==, 0);
  g_assert_cmpfloat (vanity_wrong_compare (wrong, VANITY_WRONG_TOO_DARK, bare), ==, 0);
  g_assert_cmpfloat (vanity_wrong_compare (bare, VANITY_WRONG_TOO_DARK, wrong), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/habit-wrong/ways", test_ways);
  g_test_add_func ("/recommend/habit-wrong/unsaid", test_unsaid);
  g_test_add_func ("/recommend/habit-wrong/elsewhere", test_elsewhere);
  return g_test_run ();
}
