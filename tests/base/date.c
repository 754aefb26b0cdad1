/* Days as files write them. */
#include "base/date.h"

static void
test_parse (void)
{
  static const char *const wrong[]
      = { "",           "2026",        "2026-3-14",      "2026-02-29", "2026-13-01",
          "2026-00-01", "2026-01-32",  "0000-01-01",     "2026/01/01", "20260101",
          " 2026-1-01", "2026-01-01T", "２０２６-01-01", "-026-01-01", "2026-01-1x" };
  GDate date;

  g_assert_true (vanity_date_parse ("2024-02-29", &date));
  g_assert_cmpuint (g_date_get_year (&date), ==, 2024);
  g_assert_cmpint ((int)g_date_get_month (&date), ==, 2);
  g_assert_cmpuint (g_date_get_day (&date), ==, 29);
  g_assert_true (vanity_date_parse ("9999-12-31", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (vanity_date_parse (wrong[i], &date));
  g_assert_cmpuint (g_date_get_year (&date), ==, 2024);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/date/parse", test_parse);
  return g_test_run ();
}
