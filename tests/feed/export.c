/* What is written reads back as it was. */
#include "shop.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <string.h>

/* Everything a shade can have, and what is hard to write. */
static void
fill (Shop *shop)
{
  static const char *const names[]
      = { "Plain",        "=SUM(A1:A9)", "'=1",          "+1",       "@x",        "-5",
          "a,b \"c\" d",  "唇膏 💄",      "Fish & Chips", "AT&amp;T", "a < b > c", "1 | 2",
          "O'Neil; DROP", "NA",          "true",         "#1 Pink",  "''",        "\\N" };
  const guint32 palette[] = { 0x010203, 0xfffefd, 0x808080 };
  g_autoptr (GError) error = NULL;

  g_assert_true (vanity_catalogue_begin (shop->catalogue, &error));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (int field = 0; field < 3; field++)
      {
        g_autofree char *mark = g_strdup_printf ("%d", (int)i);
        g_autoptr (VanityShade) shade = vanity_shade_new (
            field == 0 ? names[i] : "Brand", field == 1 ? names[i] : "Matte Line",
            field == 2 ? names[i] : mark, (VanityCategory)(i % VANITY_N_CATEGORIES));

        g_assert_true (vanity_catalogue_add (shop->catalogue, shade, NULL, &error));
      }
  g_autoptr (VanityShade) full = vanity_shade_new ("Full", "SPF 50 Waterproof Foundation",
                                                   "Warm Beige", VANITY_CATEGORY_FOUNDATION);
  vanity_shade_set_palette (full, palette, 3, VANITY_COLOR_SOURCE_SWATCH);
  full->finish = VANITY_FINISH_DEWY;
  full->coverage = VANITY_COVERAGE_FULL;
  full->undertone = VANITY_UNDERTONE_LABEL_OLIVE;
  vanity_shade_set_text (&full->undertone_source, "olive, \"they say\"");
  vanity_shade_set_text (&full->gtin, "04006381333931");
  vanity_shade_set_price (full, (VanityMoney){ 1999, "USD" }, "2026-01-02");
  vanity_shade_set_price (full, (VanityMoney){ 1500, "JPY" }, "2026-03-04");
  vanity_shade_set_price (full, (VanityMoney){ 12345, "KWD" }, "2026-05-06");
  vanity_shade_set_text (&full->link, "https://shop.example/?a=1&copy=2");
  vanity_shade_set_text (&full->image, "https://shop.example/i.png");
  vanity_shade_set_text (&full->ingredients, "Aqua; Mica, \"CI 77891\" (+/-)");
  full->labels = VANITY_PRODUCT_VEGAN | VANITY_PRODUCT_WATERPROOF | VANITY_PRODUCT_SPF;
  full->spf = 50;
  full->availability = VANITY_AVAILABILITY_PREORDER;
  full->popularity = 0.1234567890123;
  vanity_shade_set_text (&full->source, "shop.example");
  vanity_shade_set_text (&full->source_id, "=12");
  vanity_shade_set_text (&full->date, "2025-12-31");
  g_assert_true (vanity_catalogue_add (shop->catalogue, full, NULL, &error));
  /* What nothing is said of is not guessed at when it is read back. */
  g_autoptr (VanityShade) bare = vanity_shade_new ("Bare", "Matte Foundation SPF 30 vegan",
                                                   "Warm 3W", VANITY_CATEGORY_OTHER);
  g_assert_true (vanity_catalogue_add (shop->catalogue, bare, NULL, &error));
  g_assert_true (vanity_catalogue_commit (shop->catalogue, &error));
  g_assert_no_error (error);
}

/* Line for line, but for the source that a row without one gets. */
static void
check_lines (const char *before, const char *after)
{
  g_auto (GStrv) one = g_strsplit (before, "\n", -1), other = g_strsplit (after, "\n", -1);

  g_assert_cmpuint (g_strv_length (one), ==, g_strv_length (other));
  for (guint i = 0; one[i]; i++)
    {
      g_autoptr (GString) line = g_string_new (other[i]);

      g_string_replace (line, "|out|", "||", 0);
      g_assert_cmpstr (line->str, ==, one[i]);
    }
}

static void
check_round (Shop *shop, const char *format)
{
  g_autofree char *before = NULL, *after = NULL, *path = NULL;
  g_autoptr (GFile) folder = g_file_new_for_path (shop->folder);
  g_autoptr (GFile) file = g_file_get_child (folder, "out");
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  fill (shop);
  before = shop_dup_shades (shop);
  g_assert_true (vanity_feed_export (shop->catalogue, NULL, file, format, NULL, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, 56);

  /* Onto itself nothing changes. */
  g_assert_true (shop_import_file (shop, file, NULL, &error));
  g_assert_cmpstr (shop->report.format, ==, format);
  g_assert_cmpint (shop->report.skipped, ==, 0);
  after = shop_dup_shades (shop);
  check_lines (before, after);
  g_clear_pointer (&after, g_free);

  /* Nor into a catalogue that is empty, but that a source must have a name. */
  vanity_catalogue_unref (shop->catalogue);
  path = g_build_filename (shop->folder, "other.db", NULL);
  shop->catalogue = vanity_catalogue_open_bare (path, &error);
  g_assert_no_error (error);
  shop->options.source = "";
  g_assert_true (shop_import_file (shop, file, NULL, &error));
  g_assert_cmpint (shop->report.added, ==, 56);
  after = shop_dup_shades (shop);
  check_lines (before, after);
}

static void
test_csv (Shop *shop, gconstpointer data)
{
  check_round (shop, "csv");
}

static void
test_json_ld (Shop *shop, gconstpointer data)
{
  check_round (shop, "jsonld");
}

/* Nothing that a spreadsheet runs. */
static void
test_formula (Shop *shop, gconstpointer data)
{
  g_autofree char *path = g_build_filename (shop->folder, "out.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;

  fill (shop);
  g_assert_true (vanity_feed_export (shop->catalogue, NULL, file, "csv", NULL, NULL, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (const char *p = text; *p; p++)
    if (p == text || p[-1] == ',' || p[-1] == '\n')
      g_assert_null (strchr ("=+-@", *p == '"' ? p[1] : *p));
}

static void
test_filter (Shop *shop, gconstpointer data)
{
  g_autofree char *path = g_build_filename (shop->folder, "out.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (VanityQuery) query = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  fill (shop);
  vanity_query_init (&query);
  query.only_colored = TRUE;
  g_assert_true (vanity_feed_export (shop->catalogue, &query, file, "csv", NULL, &n, &error));
  g_assert_cmpint (n, ==, 1);
}

/* An error leaves the old file as it was. */
static void
test_errors (Shop *shop, gconstpointer data)
{
  g_autoptr (GFile) file = shop_write (shop, "out.csv", "old", 3);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *text = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/out.csv");
  g_autoptr (GError) error = NULL;

  fill (shop);
  g_cancellable_cancel (cancellable);
  g_assert_false (
      vanity_feed_export (shop->catalogue, NULL, file, "csv", cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (vanity_feed_export (shop->catalogue, NULL, file, "xls", NULL, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_false (vanity_feed_export (shop->catalogue, NULL, nowhere, "csv", NULL, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "old");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  shop_add ("/feed/export/csv", test_csv);
  shop_add ("/feed/export/json-ld", test_json_ld);
  shop_add ("/feed/export/formula", test_formula);
  shop_add ("/feed/export/filter", test_filter);
  shop_add ("/feed/export/errors", test_errors);
  return g_test_run ();
}
