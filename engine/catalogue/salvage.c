/* What can still be read of a damaged catalogue. */
#include "catalogue/schema.h"

#include <string.h>

/* From table to table, ignoring what is there already. The order is that of references. */
static const struct
{
  const char *read;
  const char *write;
} tables[] = {
  { "SELECT id, key, name FROM brands", "INSERT OR IGNORE INTO brands VALUES (?, ?, ?)" },
  { "SELECT id, brand_id, category, key, line FROM products",
    "INSERT OR IGNORE INTO products VALUES (?, ?, ?, ?, ?)" },
  { "SELECT id, name FROM origins", "INSERT OR IGNORE INTO origins VALUES (?, ?)" },
  { "SELECT id, hash, list FROM ingredients",
    "INSERT OR IGNORE INTO ingredients VALUES (?, ?, ?)" },
  { "SELECT id, key, product_id, name, rgb, color_source, palette, finish, coverage, undertone,"
    " labels, availability, popularity, ingredients_id, gtin, spf, origin_id, source_id, date,"
    " undertone_source, link, image FROM shades",
    "INSERT OR IGNORE INTO shades VALUES"
    " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" },
  { "SELECT shade_id, currency, minor, date, origin_id FROM prices",
    "INSERT OR IGNORE INTO prices VALUES (?, ?, ?, ?, ?)" },
  { "SELECT shade_id, origin_id, source_id, date FROM sightings",
    "INSERT OR IGNORE INTO sightings VALUES (?, ?, ?, ?)" },
};

/* A row that refers to one that was lost, or breaks another rule, is left out. */
static gint64
copy_table (VanityDatabase *database, sqlite3 *damaged, gsize table)
{
  sqlite3 *connection = vanity_database_get_connection (database);
  sqlite3_stmt *write = vanity_database_prepare (database, tables[table].write, NULL);
  sqlite3_stmt *read = NULL;
  gint64 n_copied = 0;

  if (write == NULL
      || sqlite3_prepare_v2 (damaged, tables[table].read, -1, &read, NULL) != SQLITE_OK)
    return 0;
  while (sqlite3_step (read) == SQLITE_ROW)
    {
      sqlite3_reset (write);
      for (int i = 0; i < sqlite3_column_count (read); i++)
        sqlite3_bind_value (write, i + 1, sqlite3_column_value (read, i));
      if (sqlite3_step (write) == SQLITE_DONE)
        n_copied += sqlite3_changes (connection);
    }
  sqlite3_reset (write);
  sqlite3_finalize (read);
  return n_copied;
}

gint64
vanity_catalogue_salvage (VanityDatabase *database, sqlite3 *damaged, gpointer data)
{
  gint64 n_copied = 0;

  if (!vanity_database_begin (database, NULL))
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    n_copied += copy_table (database, damaged, i);
  if (vanity_database_run (database, "UPDATE meta SET value = value + 1 WHERE key = 'generation'",
                           NULL)
      && vanity_catalogue_renew_words (database, NULL) && vanity_database_commit (database, NULL))
    return n_copied;
  vanity_database_rollback (database);
  return 0;
}
