/* Real tables and lists, where there are any beside the checkout; skipped where not. */
#include "shop.h"

#include <string.h>

static const struct
{
  const char *name, *format;
  gint64 rows, skipped; /* as the data's own description counts them; without a brand */
} feeds[] = {
  { "pudding-foundation-shades.csv", "csv", 6816, 0 },
  { "pudding-makeup-shades.csv", "csv", 625, 0 },
  /* 5,329 shades, and 239 products that have none. */
  { "makeup-api.json", "makeup-api", 5329 + 239, 28 },
  { "ovilia-lipstick.json", "series-json", 287, 0 },
};

static gboolean
count_palette (const VanityShade *shade, gpointer data, GError **error)
{
  *(guint *)data += shade->n_palette > 1;
  return TRUE;
}

static void
test_products (Shop *shop, gconstpointer data)
{
  const char *shared = g_getenv ("VANITY_SHARED");
  guint n_palettes = 0;
  gint64 added = 0;

  if (!shared)
    {
      g_test_skip ("VANITY_SHARED is not set");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (feeds); i++)
    {
      g_autofree char *path = g_build_filename (shared, "data", "products", feeds[i].name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_test_skip ("there are no products");
          return;
        }
      shop_import_file (shop, file, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (shop->report.format, ==, feeds[i].format);
      g_assert_cmpint (shop->report.rows, ==, feeds[i].rows);
      g_assert_cmpint (shop->report.skipped, ==, feeds[i].skipped);
      /* Words and palettes are colours as well. */
      g_assert_cmpint (shop->report.noted[VANITY_FEED_RULE_COLOR], ==, 0);
      g_assert_null (shop->report.broken);
      added += shop->report.added;
      /* What one shop has twice is few. */
      g_assert_cmpint (shop->report.merged + shop->report.unchanged, <, feeds[i].rows / 20);
    }

  g_auto (VanityCatalogueStats) stats = { 0 };
  g_assert_true (vanity_catalogue_stats (shop->catalogue, &stats, NULL));
  g_assert_cmpint (stats.n_shades, ==, added);
  g_auto (VanityQuery) all = { 0 };
  vanity_query_init (&all);
  g_assert_true (
      vanity_catalogue_foreach (shop->catalogue, &all, count_palette, &n_palettes, NULL));
  g_assert_cmpuint (n_palettes, >=, 30);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  shop_add ("/feed/shared/products", test_products);
  return g_test_run ();
}
