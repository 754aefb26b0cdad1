#include "catalogue/category-words.h"

static void
assert_finish (const char *words, VanityFinish expected)
{
  VanityFinish finish = VANITY_FINISH_UNKNOWN;

  g_test_message ("%s", words);
  g_assert_cmpint (vanity_finish_guess (words, &finish), ==, expected != VANITY_FINISH_UNKNOWN);
  g_assert_cmpint (finish, ==, expected);
}

static void
test_finishes (void)
{
  assert_finish ("Retro Matte Lipstick", VANITY_FINISH_MATTE);
  assert_finish ("Satin", VANITY_FINISH_SATIN);
  assert_finish ("demi-matte", VANITY_FINISH_SATIN);
  assert_finish ("Velvet Matte", VANITY_FINISH_VELVET);
  assert_finish ("Lip gloss", VANITY_FINISH_GLOSS);
  assert_finish ("Matte lip gloss", VANITY_FINISH_MATTE);
  assert_finish ("metallic glossy", VANITY_FINISH_METALLIC);
  assert_finish ("non-shimmer", VANITY_FINISH_UNKNOWN);
  assert_finish ("shine-free", VANITY_FINISH_UNKNOWN);
  assert_finish ("rouge satiné", VANITY_FINISH_SATIN);
  assert_finish ("samtig", VANITY_FINISH_VELVET);
  assert_finish ("哑光", VANITY_FINISH_MATTE);
  assert_finish ("foundation", VANITY_FINISH_UNKNOWN);
  assert_finish ("", VANITY_FINISH_UNKNOWN);
}

static void
assert_coverage (const char *words, VanityCoverage expected)
{
  VanityCoverage coverage = VANITY_COVERAGE_UNKNOWN;

  g_test_message ("%s", words);
  g_assert_cmpint (vanity_coverage_guess (words, &coverage), ==,
                   expected != VANITY_COVERAGE_UNKNOWN);
  g_assert_cmpint (coverage, ==, expected);
}

static void
test_coverages (void)
{
  assert_coverage ("Full Coverage Foundation", VANITY_COVERAGE_FULL);
  assert_coverage ("couvrance légère", VANITY_COVERAGE_LIGHT);
  assert_coverage ("Hohe Deckkraft", VANITY_COVERAGE_FULL);
  assert_coverage ("light", VANITY_COVERAGE_LIGHT);
  /* A colour, not a coverage. */
  assert_coverage ("Light Beige", VANITY_COVERAGE_UNKNOWN);
  assert_coverage ("", VANITY_COVERAGE_UNKNOWN);
}

static void
test_labels (void)
{
  g_assert_cmphex (vanity_labels_guess ("Vegan, cruelty-free"), ==,
                   VANITY_PRODUCT_VEGAN | VANITY_PRODUCT_CRUELTY_FREE);
  g_assert_cmphex (vanity_labels_guess ("en:vegan,fr:sans-parfum"), ==,
                   VANITY_PRODUCT_VEGAN | VANITY_PRODUCT_FRAGRANCE_FREE);
  g_assert_cmphex (vanity_labels_guess ("not vegan, non-organic"), ==, 0);
  g_assert_cmphex (vanity_labels_guess ("Waterproof"), ==, VANITY_PRODUCT_WATERPROOF);
  g_assert_cmphex (vanity_labels_guess ("SPF 15"), ==, VANITY_PRODUCT_SPF);
  g_assert_cmphex (vanity_labels_guess (""), ==, 0);
}

static void
test_spf (void)
{
  g_assert_cmpint (vanity_spf_guess ("Foundation SPF 15"), ==, 15);
  g_assert_cmpint (vanity_spf_guess ("spf50+ fluid"), ==, 50);
  g_assert_cmpint (vanity_spf_guess ("LSF-30"), ==, 30);
  g_assert_cmpint (vanity_spf_guess ("SPF"), ==, 0);
  g_assert_cmpint (vanity_spf_guess ("SPF 0"), ==, 0);
  g_assert_cmpint (vanity_spf_guess ("SPF 999999999999"), ==, 0);
  g_assert_cmpint (vanity_spf_guess ("xspf 15"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/trait-words/finishes", test_finishes);
  g_test_add_func ("/catalogue/trait-words/coverages", test_coverages);
  g_test_add_func ("/catalogue/trait-words/labels", test_labels);
  g_test_add_func ("/catalogue/trait-words/spf", test_spf);
  return g_test_run ();
}
