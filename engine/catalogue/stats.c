/* How much there is of what. */
#include "catalogue/catalogue-private.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *
get_text (sqlite3_stmt *row, int column)
{
  const unsigned char *text = sqlite3_column_text (row, column);

  return text != NULL ? (const char *)text : "";
}

static gboolean
count_all (VanityDatabase *database, VanityCatalogueStats *stats, GError **error)
{
  sqlite3_stmt *row = vanity_database_prepare (
      database,
      "SELECT count(*), count(DISTINCT product_id), count(rgb), count(gtin), count(ingredients_id),"
      " (SELECT count(DISTINCT shade_id) FROM prices),"
      " (SELECT count(DISTINCT p.brand_id) FROM shades s JOIN products p ON p.id = s.product_id)"
      " FROM shades",
      error);
  gboolean more;

  if (row == NULL || !vanity_database_step (database, row, &more, error))
    return FALSE;
  stats->n_shades = (guint)sqlite3_column_int64 (row, 0);
  stats->n_products = (guint)sqlite3_column_int64 (row, 1);
  stats->n_colored = (guint)sqlite3_column_int64 (row, 2);
  stats->n_gtins = (guint)sqlite3_column_int64 (row, 3);
  stats->n_ingredients = (guint)sqlite3_column_int64 (row, 4);
  stats->n_priced = (guint)sqlite3_column_int64 (row, 5);
  stats->n_brands = (guint)sqlite3_column_int64 (row, 6);
  sqlite3_reset (row);
  return TRUE;
}

/* Rows of a number and a count, into a table of counts by that number. */
static gboolean
count_each (VanityDatabase *database, const char *sql, guint *counts, int n_counts, GError **error)
{
  sqlite3_stmt *row = vanity_database_prepare (database, sql, error);
  gboolean more = row != NULL;

  while (more)
    {
      int number;

      if (!vanity_database_step (database, row, &more, error))
        return FALSE;
      if (!more)
        return TRUE;
      number = sqlite3_column_int (row, 0);
      if (number >= 0 && number < n_counts)
        counts[number] += (guint)sqlite3_column_int64 (row, 1);
    }
  return FALSE;
}

static gboolean
read_currencies (VanityDatabase *database, VanityCatalogueStats *stats, GError **error)
{
  sqlite3_stmt *row = vanity_database_prepare (
      database,
      "SELECT currency, count(*), min(minor), max(minor) FROM prices GROUP BY currency"
      " ORDER BY 2 DESC, 1",
      error);
  gboolean more = row != NULL;

  while (more)
    {
      guint at = stats->n_currencies;

      if (!vanity_database_step (database, row, &more, error))
        return FALSE;
      if (!more || at == VANITY_STATS_MAX_CURRENCIES)
        {
          sqlite3_reset (row);
          return TRUE;
        }
      g_strlcpy (stats->currencies[at].currency, get_text (row, 0), 4);
      stats->currencies[at].n_prices = (guint)sqlite3_column_int64 (row, 1);
      stats->currencies[at].least = sqlite3_column_int64 (row, 2);
      stats->currencies[at].most = sqlite3_column_int64 (row, 3);
      stats->n_currencies++;
    }
  return FALSE;
}

static gboolean
read_medians (VanityDatabase *database, VanityCatalogueStats *stats, GError **error)
{
  for (guint i = 0; i < stats->n_currencies; i++)
    {
      sqlite3_stmt *row = vanity_database_prepare (
          database, "SELECT minor FROM prices WHERE currency = ? ORDER BY minor LIMIT 1 OFFSET ?",
          error);
      gboolean found;

      if (row == NULL)
        return FALSE;
      sqlite3_bind_text (row, 1, stats->currencies[i].currency, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (row, 2, (stats->currencies[i].n_prices - 1) / 2);
      if (!vanity_database_step (database, row, &found, error))
        return FALSE;
      if (found)
        stats->currencies[i].median = sqlite3_column_int64 (row, 0);
      sqlite3_reset (row);
    }
  return TRUE;
}

static gboolean
read_sources (VanityDatabase *database, VanityCatalogueStats *stats, GError **error)
{
  sqlite3_stmt *row = vanity_database_prepare (
      database,
      "SELECT o.name, count(*), min(nullif(s.date, '')), max(s.date) FROM shades s"
      " JOIN origins o ON o.id = s.origin_id GROUP BY o.id ORDER BY 2 DESC, 1",
      error);
  gboolean more = row != NULL;

  while (more)
    {
      guint at = stats->n_sources;

      if (!vanity_database_step (database, row, &more, error))
        return FALSE;
      if (!more || at == VANITY_STATS_MAX_SOURCES)
        {
          sqlite3_reset (row);
          return TRUE;
        }
      stats->sources[at].name = g_utf8_make_valid (get_text (row, 0), -1);
      stats->sources[at].n_shades = (guint)sqlite3_column_int64 (row, 1);
      g_strlcpy (stats->sources[at].first, get_text (row, 2), 11);
      g_strlcpy (stats->sources[at].last, get_text (row, 3), 11);
      stats->n_sources++;
    }
  return FALSE;
}

static gint64
measure_file (VanityCatalogue *catalogue)
{
  const char *const parts[] = { "", "-wal" };
  gint64 bytes = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_strconcat (vanity_catalogue_get_path (catalogue), parts[i], NULL);
      GStatBuf state;

      if (g_stat (path, &state) == 0)
        bytes += (gint64)state.st_size;
    }
  return bytes;
}

gboolean
vanity_catalogue_stats (VanityCatalogue *catalogue, VanityCatalogueStats *stats, GError **error)
{
  VanityDatabase *database = vanity_catalogue_take_reader (catalogue, error);
  gboolean ok;

  memset (stats, 0, sizeof *stats);
  if (database == NULL)
    return FALSE;
  ok = count_all (database, stats, error)
       && count_each (database,
                      "SELECT p.category, count(*) FROM shades s"
                      " JOIN products p ON p.id = s.product_id GROUP BY 1",
                      stats->n_in_category, VANITY_N_CATEGORIES, error)
       && count_each (database, "SELECT color_source, count(*) FROM shades GROUP BY 1",
                      stats->n_from, VANITY_N_COLOR_SOURCES, error)
       && read_currencies (database, stats, error) && read_medians (database, stats, error)
       && read_sources (database, stats, error);
  vanity_catalogue_release_reader (catalogue, database);
  if (!ok)
    vanity_catalogue_stats_clear (stats);
  stats->bytes = measure_file (catalogue);
  return ok;
}

void
vanity_catalogue_stats_clear (VanityCatalogueStats *stats)
{
  for (guint i = 0; i < stats->n_sources; i++)
    g_free (stats->sources[i].name);
  stats->n_sources = 0;
}
