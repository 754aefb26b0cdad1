/* GTINs against GS1's own examples and a plain sum. */
#include "catalogue/gtin.h"
#include "base/error.h"

#include <string.h>

static void
assert_good (const char *text, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  char canonical[15];

  g_assert_true (vanity_gtin_check (text, canonical, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (canonical, ==, wanted);
}

static void
assert_bad (const char *text)
{
  g_autoptr (GError) error = NULL;
  char canonical[15] = "untouched";

  g_assert_false (vanity_gtin_check (text, canonical, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_assert_cmpstr (canonical, ==, "untouched");
}

static void
test_good (void)
{
  /* GS1's check digit calculator shows the first. */
  assert_good ("6291041500213", "06291041500213");
  assert_good ("629-1041-500213", "06291041500213");
  assert_good (" 6291041500213 ", "06291041500213");
  assert_good ("036000291452", "00036000291452");
  assert_good ("0036000291452", "00036000291452");
  assert_good ("00036000291452", "00036000291452");
  assert_good ("40170725", "00000040170725");
}

static void
test_bad (void)
{
  assert_bad ("");
  assert_bad ("6291041500214");
  assert_bad ("629104150021");
  assert_bad ("62910415002");
  assert_bad ("629104150021A");
  assert_bad ("6.29104E+12");
  assert_bad ("\xff\xfe");
  assert_bad ("00000000000000");
  assert_bad ("062910415002130");
  assert_bad ("2012345678900");
  assert_bad ("N/A");
}

/* Each wrong digit is noticed: 3 and 1 have no factor in common with 10. */
static void
test_single_errors (void)
{
  const char *good = "6291041500213";

  for (int i = 0; i < 13; i++)
    for (char digit = '0'; digit <= '9'; digit++)
      {
        g_autofree char *changed = g_strdup (good);

        changed[i] = digit;
        if (digit != good[i])
          assert_bad (changed);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/gtin/good", test_good);
  g_test_add_func ("/catalogue/gtin/bad", test_bad);
  g_test_add_func ("/catalogue/gtin/single-errors", test_single_errors);
  return g_test_run ();
}
