#include "base/error.h"
#include "catalogue/database-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

VanityDatabaseState
vanity_database_get_state (VanityDatabase *database)
{
  return database->state;
}

const char *
vanity_database_get_trouble (VanityDatabase *database)
{
  return database->state != VANITY_DATABASE_GOOD ? database->trouble : NULL;
}

const char *
vanity_database_get_path (VanityDatabase *database)
{
  return database->path;
}

gboolean
vanity_database_is_new (VanityDatabase *database)
{
  return database->is_new;
}

sqlite3 *
vanity_database_get_connection (VanityDatabase *database)
{
  return database->connection;
}

static const char *
explain (VanityDatabase *database, int code)
{
  int reason = sqlite3_system_errno (database->connection);

  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return _ ("the disk is full");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return _ ("another program is changing it");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return _ ("it is read only");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return _ ("it is damaged, and is mended when it is opened again");
    case SQLITE_IOERR:
      if (reason == ENOSPC || reason == EDQUOT)
        return _ ("the disk is full");
      return reason != 0 ? g_strerror (reason) : sqlite3_errmsg (database->connection);
    default:
      return sqlite3_errmsg (database->connection);
    }
}

void
vanity_database_set_error (VanityDatabase *database, GError **error)
{
  g_autofree char *name = g_filename_display_basename (database->path);

  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("“%s” cannot be used: %s"), name,
               explain (database, sqlite3_extended_errcode (database->connection)));
}

sqlite3_stmt *
vanity_database_prepare (VanityDatabase *database, const char *sql, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (database->statements, sql);

  if (statement != NULL)
    {
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
      return statement;
    }
  if (sqlite3_prepare_v3 (database->connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement,
                          NULL)
      != SQLITE_OK)
    {
      vanity_database_set_error (database, error);
      return NULL;
    }
  g_hash_table_insert (database->statements, (gpointer)sql, statement);
  return statement;
}

gboolean
vanity_database_run (VanityDatabase *database, const char *sql, GError **error)
{
  if (sqlite3_exec (database->connection, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  vanity_database_set_error (database, error);
  return FALSE;
}

gboolean
vanity_database_step (VanityDatabase *database, sqlite3_stmt *statement, gboolean *row,
                      GError **error)
{
  int result = sqlite3_step (statement);

  *row = result == SQLITE_ROW;
  if (*row)
    return TRUE;
  if (result != SQLITE_DONE)
    vanity_database_set_error (database, error);
  sqlite3_reset (statement);
  return result == SQLITE_DONE;
}

gboolean
vanity_database_finish (VanityDatabase *database, sqlite3_stmt *statement, GError **error)
{
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (row)
    if (!vanity_database_step (database, statement, &row, error))
      return FALSE;
  return TRUE;
}

gboolean
vanity_database_check_writable (VanityDatabase *database, GError **error)
{
  /* What was locked when it was opened may be free now. */
  if (database->state == VANITY_DATABASE_READ_ONLY && !database->is_copy
      && sqlite3_db_readonly (database->connection, "main") == 0
      && sqlite3_exec (database->connection, "BEGIN IMMEDIATE; ROLLBACK", NULL, NULL, NULL)
             == SQLITE_OK)
    database->state = VANITY_DATABASE_GOOD;
  if (database->state != VANITY_DATABASE_READ_ONLY)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("Nothing can be changed: %s"),
               database->trouble);
  return FALSE;
}

void
vanity_database_freeze (VanityDatabase *database, const char *trouble)
{
  database->state = VANITY_DATABASE_READ_ONLY;
  database->is_copy = TRUE;
  g_free (database->trouble);
  database->trouble = g_strdup (trouble);
}

gboolean
vanity_database_begin (VanityDatabase *database, GError **error)
{
  if (!vanity_database_check_writable (database, error)
      || !vanity_database_run (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  database->in_batch = TRUE;
  return TRUE;
}

gboolean
vanity_database_commit (VanityDatabase *database, GError **error)
{
  /* SQLite itself ends a transaction when the disk is full. */
  if (sqlite3_get_autocommit (database->connection))
    {
      g_autofree char *name = g_filename_display_basename (database->path);

      database->in_batch = FALSE;
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE,
                   _ ("“%s” is as it was before: a change failed"), name);
      return FALSE;
    }
  if (!vanity_database_run (database, "COMMIT", error))
    {
      vanity_database_rollback (database);
      return FALSE;
    }
  database->in_batch = FALSE;
  return TRUE;
}

void
vanity_database_rollback (VanityDatabase *database)
{
  GHashTableIter iter;
  gpointer statement;

  /* A statement that was left half-way would hold it up. */
  g_hash_table_iter_init (&iter, database->statements);
  while (g_hash_table_iter_next (&iter, NULL, &statement))
    sqlite3_reset (statement);
  if (!sqlite3_get_autocommit (database->connection))
    sqlite3_exec (database->connection, "ROLLBACK", NULL, NULL, NULL);
  database->in_batch = FALSE;
}

gboolean
vanity_database_back_up (VanityDatabase *database, GError **error)
{
  if (!vanity_database_copy (database->connection, database->backup, error))
    return FALSE;
  database->stale = FALSE;
  return TRUE;
}

gboolean
vanity_database_forget_copies (VanityDatabase *database, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (database->path);
  g_autofree char *base = g_path_get_basename (database->path);
  g_autofree char *aside = g_strconcat (base, ".damaged-", NULL);
  g_autofree char *backup = g_path_get_basename (database->backup);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, error);
  gboolean ok = directory != NULL;
  const char *name;

  while (ok && (name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_prefix (name, aside) || g_str_equal (name, backup))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        if (g_unlink (path) != 0 && errno != ENOENT)
          {
            g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("%s cannot be deleted: %s"),
                         path, g_strerror (errno));
            ok = FALSE;
          }
      }
  database->stale = TRUE;
  return ok;
}

void
vanity_database_close (VanityDatabase *database)
{
  g_autoptr (GError) error = NULL;

  if (database == NULL)
    return;
  if (database->connection != NULL)
    {
      if (database->in_batch)
        vanity_database_rollback (database);
      g_clear_pointer (&database->statements, g_hash_table_unref);
      if (sqlite3_total_changes (database->connection) != database->changes)
        database->stale = TRUE;
      if (database->stale && database->state != VANITY_DATABASE_READ_ONLY && !database->is_reader)
        {
          /* First, so that the file is not younger than its backup. */
          sqlite3_exec (database->connection, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
          if (!vanity_database_back_up (database, &error))
            g_debug ("%s", error->message);
        }
      sqlite3_close_v2 (database->connection);
    }
  g_clear_pointer (&database->statements, g_hash_table_unref);
  g_free (database->path);
  g_free (database->backup);
  g_free (database->trouble);
  g_free (database);
}
