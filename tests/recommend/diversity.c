/* Not ten near-identical reds. */
#include "recommend/diversity.h"

#include "made-shade.h"

static void
test_reds (void)
{
  static const guint32 colors[] = { 0xb01020, 0xb01121, 0xb01222, 0xb01323, 0xc05060, 0x802040 };
  static const double scores[] = { 0.95, 0.949, 0.948, 0.947, 0.90, 0.88 };
  VanityShade *shades[G_N_ELEMENTS (colors)];
  int picked[G_N_ELEMENTS (colors)], n;

  for (gsize i = 0; i < G_N_ELEMENTS (colors); i++)
    shades[i] = made_shade ("Brand", i == 0 ? "a" : "b", VANITY_CATEGORY_LIPSTICK, colors[i]);
  n = vanity_diversify ((const VanityShade *const *)shades, scores, G_N_ELEMENTS (colors), 3, 0.75,
                        TRUE, picked);
  g_assert_cmpint (n, ==, 3);
  g_assert_cmpint (picked[0], ==, 0);
  g_assert_cmpint (MIN (picked[1], picked[2]), ==, 4);
  g_assert_cmpint (MAX (picked[1], picked[2]), ==, 5);
  /* By score alone it is the first three. */
  vanity_diversify ((const VanityShade *const *)shades, scores, G_N_ELEMENTS (colors), 3, 1, TRUE,
                    picked);
  for (int i = 0; i < 3; i++)
    g_assert_cmpint (picked[i], ==, i);
  for (gsize i = 0; i < G_N_ELEMENTS (colors); i++)
    vanity_shade_unref (shades[i]);
}

/* Each at most once, and no more than there are. */
static void
test_counts (void)
{
  g_autoptr (VanityShade) one = made_shade ("A", "1", VANITY_CATEGORY_FOUNDATION, 0xc09070);
  g_autoptr (VanityShade) two = made_shade ("A", "2", VANITY_CATEGORY_FOUNDATION, 0xc09070);
  g_autoptr (VanityShade) other = made_shade ("B", "3", VANITY_CATEGORY_FOUNDATION, 0xc09070);
  const VanityShade *shades[] = { one, two, other };
  const double scores[] = { 0.9, 0.9, 0.89 };
  int picked[5];

  g_assert_cmpint (vanity_diversify (shades, scores, 3, 5, 0.9, FALSE, picked), ==, 3);
  /* Of equals another brand comes second. */
  g_assert_cmpint (picked[1], ==, 2);
  g_assert_cmpint (picked[0] + picked[1] + picked[2], ==, 3);
  g_assert_cmpint (vanity_diversify (NULL, NULL, 0, 5, 0.9, FALSE, picked), ==, 0);
}

static void
test_compare (void)
{
  g_autoptr (VanityShade) red = made_shade ("A", "1", VANITY_CATEGORY_LIPSTICK, 0xb01020);
  g_autoptr (VanityShade) same = made_shade ("A", "2", VANITY_CATEGORY_LIPSTICK, 0xb01020);
  g_autoptr (VanityShade) other = made_shade ("B", "1", VANITY_CATEGORY_LIPSTICK, 0xb01020);
  g_autoptr (VanityShade) blue = made_shade ("B", "2", VANITY_CATEGORY_LIPSTICK, 0x1020b0);

  g_assert_cmpfloat_with_epsilon (vanity_shade_compare (red, same, TRUE), 1, 1e-9);
  g_assert_cmpfloat (vanity_shade_compare (red, other, TRUE), <, 1);
  g_assert_cmpfloat (vanity_shade_compare (red, other, TRUE), >,
                     vanity_shade_compare (red, blue, TRUE));
  g_assert_cmpfloat (vanity_shade_compare (red, other, FALSE), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/diversity/reds", test_reds);
  g_test_add_func ("/recommend/diversity/counts", test_counts);
  g_test_add_func ("/recommend/diversity/compare", test_compare);
  return g_test_run ();
}
