#include "shop.h"

#include <string.h>

void
shop_set_up (Shop *shop, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  shop->folder = fixture_folder ();
  path = g_build_filename (shop->folder, "catalogue.db", NULL);
  shop->catalogue = vanity_catalogue_open_bare (path, &error);
  g_assert_no_error (error);
  shop->options = (VanityFeedOptions){ .source = "test", .price_date = "2026-01-02" };
}

void
shop_tear_down (Shop *shop, gconstpointer data)
{
  vanity_feed_report_clear (&shop->report);
  vanity_catalogue_unref (shop->catalogue);
  fixture_remove (shop->folder);
}

GFile *
shop_write (Shop *shop, const char *name, gconstpointer bytes, gsize size)
{
  g_autofree char *path = g_build_filename (shop->folder, name, NULL);
  g_autoptr (GBytes) held = g_bytes_new (bytes, size);

  fixture_write (path, held);
  return g_file_new_for_path (path);
}

gboolean
shop_import_file (Shop *shop, GFile *file, const char *format, GError **error)
{
  gboolean done;

  vanity_feed_report_clear (&shop->report);
  done = vanity_feed_import (shop->catalogue, file, format, &shop->options, NULL, NULL, NULL,
                             &shop->report, error);
  g_assert_cmpint (shop->report.rows, ==,
                   shop->report.added + shop->report.merged + shop->report.unchanged
                       + shop->report.skipped);
  return done;
}

gboolean
shop_import_bytes (Shop *shop, const char *format, gconstpointer bytes, gsize size, GError **error)
{
  g_autoptr (GFile) file = shop_write (shop, "feed", bytes, size);

  return shop_import_file (shop, file, format, error);
}

void
shop_import (Shop *shop, const char *format, const char *text)
{
  g_autoptr (GError) error = NULL;

  shop_import_bytes (shop, NULL, text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (shop->report.format, ==, format);
}

static gboolean
describe (const VanityShade *shade, gpointer data, GError **error)
{
  GString *text = data;

  g_string_append_printf (text, "%s|%s|%s|%s|", shade->brand, shade->line, shade->name,
                          vanity_category_get_id (shade->category));
  if (shade->has_color)
    g_string_append_printf (text, "#%06x", shade->rgb);
  for (int i = 1; i < shade->n_palette; i++)
    g_string_append_printf (text, "#%06x", shade->palette[i]);
  g_string_append_printf (text, "|%s|%s|%s|%s|", vanity_finish_get_id (shade->finish),
                          vanity_coverage_get_id (shade->coverage),
                          vanity_undertone_label_get_id (shade->undertone), shade->gtin);
  for (int i = 0; i < shade->n_prices; i++)
    {
      g_autofree char *price = vanity_money_to_string (shade->prices[i].money);
      g_string_append_printf (text, "%s@%s,", price, shade->prices[i].date);
    }
  g_string_append_printf (text, "|%s|%s|%s|%x|%d|%s|%g|%s|%s|%s|%s\n", shade->link, shade->image,
                          shade->ingredients, shade->labels, shade->spf,
                          vanity_availability_get_id (shade->availability), shade->popularity,
                          vanity_color_source_get_id (shade->color_source), shade->undertone_source,
                          shade->source, shade->source_id);
  return TRUE;
}

char *
shop_dup_shades (Shop *shop)
{
  GString *text = g_string_new (NULL);
  g_auto (VanityQuery) query = { 0 };
  g_autoptr (GError) error = NULL;

  vanity_query_init (&query);
  query.order = VANITY_ORDER_NAME;
  vanity_catalogue_foreach (shop->catalogue, &query, describe, text, &error);
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

void
shop_check (Shop *shop)
{
  g_auto (VanityCatalogueStats) stats = { 0 };
  g_autoptr (GError) error = NULL;

  vanity_catalogue_stats (shop->catalogue, &stats, &error);
  g_assert_no_error (error);
  g_assert_cmpint (stats.n_shades, ==, shop->report.added);
}
