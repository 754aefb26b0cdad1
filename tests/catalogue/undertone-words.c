#include "catalogue/category-words.h"
#include "say.h"

static void
assert_undertone (const char *brand, const char *words, VanityUndertoneLabel expected)
{
  VanityUndertoneLabel label = VANITY_UNDERTONE_LABEL_UNKNOWN;

  test_say (words);
  g_assert_cmpint (vanity_undertone_guess (brand, words, &label), ==,
                   expected != VANITY_UNDERTONE_LABEL_UNKNOWN);
  g_assert_cmpint (label, ==, expected);
}

static void
test_numbers (void)
{
  assert_undertone (NULL, "355N", VANITY_UNDERTONE_LABEL_NEUTRAL);
  assert_undertone (NULL, "2W1 Dawn", VANITY_UNDERTONE_LABEL_WARM);
  assert_undertone (NULL, "C 30", VANITY_UNDERTONE_LABEL_COOL);
  assert_undertone (NULL, "W-046", VANITY_UNDERTONE_LABEL_WARM);
  assert_undertone (NULL, "250 Bisque W", VANITY_UNDERTONE_LABEL_WARM);
  assert_undertone ("Dior", "2WO", VANITY_UNDERTONE_LABEL_OLIVE);
  assert_undertone (NULL, "SPF 15", VANITY_UNDERTONE_LABEL_UNKNOWN);
  assert_undertone (NULL, "30ml", VANITY_UNDERTONE_LABEL_UNKNOWN);
  assert_undertone (NULL, "Vitamin C", VANITY_UNDERTONE_LABEL_UNKNOWN);
  assert_undertone (NULL, "210", VANITY_UNDERTONE_LABEL_UNKNOWN);
}

/* MAC's C is what others call warm; others have letters that nobody shares. */
static void
test_makers (void)
{
  assert_undertone ("MAC", "NC25", VANITY_UNDERTONE_LABEL_WARM);
  assert_undertone ("M·A·C", "NW43", VANITY_UNDERTONE_LABEL_COOL);
  assert_undertone ("MAC Cosmetics", "C4", VANITY_UNDERTONE_LABEL_WARM);
  assert_undertone ("Macadamia", "C4", VANITY_UNDERTONE_LABEL_COOL);
  assert_undertone ("Chanel", "BD41", VANITY_UNDERTONE_LABEL_WARM);
  assert_undertone ("Somebody", "BD41", VANITY_UNDERTONE_LABEL_UNKNOWN);
  assert_undertone ("Huda Beauty", "140G Cashew", VANITY_UNDERTONE_LABEL_WARM);
}

static void
test_words (void)
{
  assert_undertone (NULL, "Warm Beige", VANITY_UNDERTONE_LABEL_WARM);
  assert_undertone (NULL, "kühl", VANITY_UNDERTONE_LABEL_COOL);
  assert_undertone (NULL, "sous-ton neutre", VANITY_UNDERTONE_LABEL_NEUTRAL);
  assert_undertone (NULL, "medium skin with pink undertones", VANITY_UNDERTONE_LABEL_COOL);
  assert_undertone (NULL, "deep skin with a warm red undertone", VANITY_UNDERTONE_LABEL_WARM);
  assert_undertone (NULL, "warm to neutral", VANITY_UNDERTONE_LABEL_NEUTRAL);
  assert_undertone (NULL, "golden olive", VANITY_UNDERTONE_LABEL_OLIVE);
  assert_undertone (NULL, "暖调象牙", VANITY_UNDERTONE_LABEL_WARM);
  /* A colour's name is no undertone. */
  assert_undertone (NULL, "Rose Petal", VANITY_UNDERTONE_LABEL_UNKNOWN);
  assert_undertone (NULL, "Light Beige", VANITY_UNDERTONE_LABEL_UNKNOWN);
  assert_undertone (NULL, "", VANITY_UNDERTONE_LABEL_UNKNOWN);
  assert_undertone (NULL, "\xff", VANITY_UNDERTONE_LABEL_UNKNOWN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/undertone-words/numbers", test_numbers);
  g_test_add_func ("/catalogue/undertone-words/makers", test_makers);
  g_test_add_func ("/catalogue/undertone-words/words", test_words);
  return g_test_run ();
}
