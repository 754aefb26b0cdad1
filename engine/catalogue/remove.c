/* Shades out of the catalogue. */
#include "catalogue/catalogue-private.h"

static gboolean
run (VanityCatalogue *catalogue, const char *sql, gint64 id, GError **error)
{
  sqlite3_stmt *statement = vanity_database_prepare (catalogue->writer, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  return vanity_database_finish (catalogue->writer, statement, error);
}

static gboolean
find (VanityCatalogue *catalogue, gint64 key, gint64 *id, GError **error)
{
  sqlite3_stmt *statement
      = vanity_database_prepare (catalogue->writer, "SELECT id FROM shades WHERE key = ?", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, key);
  if (!vanity_database_step (catalogue->writer, statement, &row, error))
    return FALSE;
  *id = row ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
ask_last (VanityCatalogue *catalogue, gint64 *id, GError **error)
{
  sqlite3_stmt *statement = vanity_database_prepare (
      catalogue->writer, "SELECT coalesce(max(id), 0) FROM shades", error);
  gboolean row;

  if (statement == NULL || !vanity_database_step (catalogue->writer, statement, &row, error))
    return FALSE;
  *id = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
take_out (VanityCatalogue *catalogue, gint64 key, GError **error)
{
  gint64 id;

  if (!find (catalogue, key, &id, error))
    return FALSE;
  if (id == 0)
    return TRUE;
  /* The index of words must have the row to lose it, and must not think later that it has the next
   * one, which may get the same id. */
  if (!vanity_catalogue_index_words (catalogue, error))
    return FALSE;
  if (!run (catalogue,
            "INSERT INTO words (words, rowid, text) SELECT 'delete', s.id,"
            " vanity_words (b.name, p.line, s.name, p.category) FROM shades s"
            " JOIN products p ON p.id = s.product_id JOIN brands b ON b.id = p.brand_id"
            " WHERE s.id = ?",
            id, error)
      || !run (catalogue, "DELETE FROM prices WHERE shade_id = ?", id, error)
      || !run (catalogue, "DELETE FROM sightings WHERE shade_id = ?", id, error)
      || !run (catalogue, "DELETE FROM shades WHERE id = ?", id, error))
    return FALSE;
  /* The next shade gets the number after the last that is left. */
  return ask_last (catalogue, &catalogue->n_indexed, error);
}

gboolean
vanity_catalogue_remove (VanityCatalogue *catalogue, const char *uid, GError **error)
{
  gboolean own = !vanity_catalogue_is_owner (catalogue);
  gint64 key;

  if (!vanity_uid_parse (uid, &key))
    return TRUE;
  if (own && !vanity_catalogue_begin (catalogue, error))
    return FALSE;
  if (!take_out (catalogue, key, error))
    {
      catalogue->broken = TRUE;
      if (own)
        vanity_catalogue_rollback (catalogue);
      return FALSE;
    }
  return !own || vanity_catalogue_commit (catalogue, error);
}
