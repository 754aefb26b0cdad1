/* Titles of shops, which have brand and shade in them. */
#include "feed/row.h"

#include "feed/report.h"

static void
check (const char *brand, const char *title, const char *shade, const char *line)
{
  g_autoptr (VanityFeedMaker) maker
      = vanity_feed_maker_new ("test", "2026-01-02", "2026-01-02", NULL, NULL, NULL);
  g_auto (VanityFeedReport) report = { 0 };
  VanityFeedRow row = { .line = 1 };
  g_autoptr (VanityShade) made = NULL;

  vanity_feed_report_init (&report);
  row.text[VANITY_FEED_BRAND] = brand;
  row.text[VANITY_FEED_TITLE] = title;
  row.text[VANITY_FEED_SHADE] = shade;
  made = vanity_feed_maker_make (maker, &row, &report);
  g_assert_nonnull (made);
  g_assert_cmpstr (made->line, ==, line);
  g_assert_cmpstr (made->name, ==, shade);
}

static void
test_titles (void)
{
  check ("MAC", "MAC Matte Lipstick - Ruby Woo", "Ruby Woo", "Matte Lipstick");
  check ("MAC", "Matte Lipstick", "Ruby Woo", "Matte Lipstick");
  check ("MAC", "mac® Matte Lipstick in Ruby Woo", "ruby woo", "Matte Lipstick");
  check ("MAC", "Matte Lipstick (Ruby Woo)", "Ruby Woo", "Matte Lipstick");
  check ("MAC", "Matte Lipstick – Ruby Woo, ", "Ruby Woo", "Matte Lipstick");
  check ("MAC", "MACchiato Lipstick", "1", "MACchiato Lipstick");
  check ("MAC", "Lipstick No.1", "1", "Lipstick No.1");
  check ("MAC", "MAC", "", "MAC");
  check ("MAC", "MAC - Red", "Red", "Red");
  check ("Rouge", "Rouge Rouge", "Rouge", "Rouge");
  check ("香奈儿", "香奈儿 唇膏 - 红", "红", "唇膏");
  check ("B", "Blush (Limited Edition)", "Pink", "Blush (Limited Edition)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/title/titles", test_titles);
  return g_test_run ();
}
