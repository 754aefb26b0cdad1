/* Tables for spreadsheets. */
#include "base/csv.h"

#include <string.h>

static void
test_fields (void)
{
  g_autoptr (GString) table = g_string_new (NULL);

  vanity_csv_append_field (table, "");
  vanity_csv_append_field (table, NULL);
  vanity_csv_append_field (table, "a,b");
  vanity_csv_end_record (table);
  vanity_csv_append_field (table, "5\" brush");
  vanity_csv_append_field (table, "two\nlines");
  vanity_csv_append_field (table, "plain");
  vanity_csv_end_record (table);
  g_assert_cmpstr (table->str, ==, "\"\",,\"a,b\"\r\n\"5\"\" brush\",\"two\nlines\",plain\r\n");
}

/* No field begins with what starts a formula, and each can be had back. */
static void
test_formulas (void)
{
  static const char *const texts[]
      = { "=1+1", "+SUM(A1)", "-2", "@cmd", "\tx", "'=1", "''=1", "'90s red", "No. 5", "", "'" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) table = g_string_new ("x");

      vanity_csv_append_field (table, texts[i]);
      g_assert_null (strchr ("=+-@\t\r\n", table->str[2]) && table->str[2] ? table->str : NULL);
      g_assert_cmpstr (vanity_csv_unguard (table->str + 2), ==, texts[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/csv/fields", test_fields);
  g_test_add_func ("/base/csv/formulas", test_formulas);
  return g_test_run ();
}
