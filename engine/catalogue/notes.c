/* Words and places that are kept with the catalogue. */
#include "catalogue/catalogue-private.h"

gboolean
vanity_catalogue_get_progress (VanityCatalogue *catalogue, const char *fingerprint, gint64 *offset,
                               GError **error)
{
  VanityDatabase *database = vanity_catalogue_take_reader (catalogue, error);
  sqlite3_stmt *statement;
  gboolean row = FALSE, ok = FALSE;

  if (database == NULL)
    return FALSE;
  *offset = 0;
  statement = vanity_database_prepare (database, "SELECT place FROM progress WHERE fingerprint = ?",
                                       error);
  if (statement != NULL)
    {
      sqlite3_bind_text (statement, 1, fingerprint, -1, SQLITE_TRANSIENT);
      ok = vanity_database_step (database, statement, &row, error);
      if (row)
        *offset = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  vanity_catalogue_release_reader (catalogue, database);
  return ok;
}

/* Runs a statement of one key and one value in the batch that is going on, or in its own. */
static gboolean
change (VanityCatalogue *catalogue, const char *sql, const char *key, const char *text,
        gint64 number, GError **error)
{
  gboolean own = !vanity_catalogue_is_owner (catalogue);
  sqlite3_stmt *statement;
  gboolean ok;

  if (own && !vanity_catalogue_begin (catalogue, error))
    return FALSE;
  statement = vanity_database_prepare (catalogue->writer, sql, error);
  if (statement != NULL)
    {
      sqlite3_bind_text (statement, 1, key, -1, SQLITE_TRANSIENT);
      if (text != NULL)
        sqlite3_bind_text (statement, 2, text, -1, SQLITE_TRANSIENT);
      else if (number > 0)
        sqlite3_bind_int64 (statement, 2, number);
    }
  ok = statement != NULL && vanity_database_finish (catalogue->writer, statement, error);
  if (!ok)
    catalogue->broken = TRUE;
  if (own && ok)
    return vanity_catalogue_commit (catalogue, error);
  if (own)
    vanity_catalogue_rollback (catalogue);
  return ok;
}

gboolean
vanity_catalogue_set_progress (VanityCatalogue *catalogue, const char *fingerprint, gint64 offset,
                               GError **error)
{
  return change (catalogue,
                 offset > 0 ? "INSERT OR REPLACE INTO progress VALUES (?, ?)"
                            : "DELETE FROM progress WHERE fingerprint = ?",
                 fingerprint, NULL, offset, error);
}

char *
vanity_catalogue_get_note (VanityCatalogue *catalogue, const char *key, GError **error)
{
  VanityDatabase *database = vanity_catalogue_take_reader (catalogue, error);
  sqlite3_stmt *statement;
  gboolean row = FALSE;
  char *value = NULL;

  if (database == NULL)
    return NULL;
  statement = vanity_database_prepare (database, "SELECT value FROM notes WHERE key = ?", error);
  if (statement != NULL)
    {
      sqlite3_bind_text (statement, 1, key, -1, SQLITE_TRANSIENT);
      if (vanity_database_step (database, statement, &row, error) && row)
        value = g_strdup ((const char *)sqlite3_column_text (statement, 0));
      sqlite3_reset (statement);
    }
  vanity_catalogue_release_reader (catalogue, database);
  return value;
}

gboolean
vanity_catalogue_set_note (VanityCatalogue *catalogue, const char *key, const char *value,
                           GError **error)
{
  return change (catalogue,
                 value != NULL ? "INSERT OR REPLACE INTO notes VALUES (?, ?)"
                               : "DELETE FROM notes WHERE key = ?",
                 key, value, 0, error);
}
