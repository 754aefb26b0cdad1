#include "base/error.h"
#include "catalogue/database-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>

/* Milliseconds: at first, when somebody waits for the window, and later. */
#define FIRST_PATIENCE 500
#define PATIENCE 5000

/* SQLite's own locks cost a tenth of the time where there are others. */
static int
get_guard (VanityDatabase *database)
{
  return database->schema->is_guarded ? SQLITE_OPEN_NOMUTEX : SQLITE_OPEN_FULLMUTEX;
}

static gboolean
read_number (sqlite3 *connection, const char *sql, gint64 *number)
{
  sqlite3_stmt *statement = NULL;
  gboolean ok = sqlite3_prepare_v2 (connection, sql, -1, &statement, NULL) == SQLITE_OK
                && sqlite3_step (statement) == SQLITE_ROW;

  if (ok)
    *number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return ok;
}

static char *
dup_name (VanityDatabase *database)
{
  g_autofree char *name = g_filename_display_basename (database->path);

  return g_strdup_printf (C_ ("file and what it holds", "%s (%s)"), name, database->schema->noun);
}

static void
free_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

/* Whether a file of this kind can be used; `*version` is 0 of one that is empty. */
static gboolean
check_kind (VanityDatabase *database, sqlite3 *connection, int *version, GError **error)
{
  g_autofree char *name = dup_name (database);
  gint64 id = 0, found = 0, n_tables = 0;

  if (!read_number (connection, "PRAGMA application_id", &id)
      || !read_number (connection, "PRAGMA user_version", &found)
      || !read_number (connection, "SELECT count(*) FROM sqlite_schema", &n_tables))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("“%s” cannot be used: %s"), name,
                   sqlite3_errmsg (connection));
      return FALSE;
    }
  if (n_tables > 0 && id != database->schema->application_id)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                   _ ("“%s” is a database of another program"), name);
      return FALSE;
    }
  if (found > database->schema->n_steps)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                   _ ("“%s” was made by a newer Vanity: it is of version %d, the latest known "
                      "here is %d"),
                   name, (int)found, database->schema->n_steps);
      return FALSE;
    }
  *version = n_tables > 0 ? (int)found : 0;
  return TRUE;
}

/* In one transaction, so that nothing is between versions. */
static gboolean
migrate (VanityDatabase *database, GError **error)
{
  const VanityDatabaseSchema *schema = database->schema;
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                            schema->application_id, schema->n_steps);
  gboolean ok;
  int version;

  if (!vanity_database_run (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  /* Another program may have done it while this one waited. */
  ok = check_kind (database, database->connection, &version, error);
  database->is_new = ok && version == 0;
  for (int i = version; ok && i < schema->n_steps; i++)
    ok = vanity_database_run (database, schema->steps[i], error);
  ok = ok && vanity_database_run (database, stamp, error)
       && vanity_database_run (database, "COMMIT", error);
  if (!ok)
    sqlite3_exec (database->connection, "ROLLBACK", NULL, NULL, NULL);
  return ok;
}

static void
set_trouble (VanityDatabase *database, VanityDatabaseState state, char *trouble)
{
  database->state = state;
  g_free (database->trouble);
  database->trouble = trouble;
}

static void
set_read_only (VanityDatabase *database, gboolean locked)
{
  g_autofree char *name = dup_name (database);

  set_trouble (database, VANITY_DATABASE_READ_ONLY,
               locked ? g_strdup_printf (_ ("“%s” is in use by another program, and can only be "
                                            "read for now."),
                                         name)
                      : g_strdup_printf (_ ("“%s” is read only."), name));
}

/* A file that cannot be written, but is of an older version: a copy of it is migrated. */
static gboolean
take_copy (VanityDatabase *database, GError **error)
{
  sqlite3 *copy = NULL;
  int result
      = sqlite3_open_v2 (":memory:", &copy, SQLITE_OPEN_READWRITE | get_guard (database), NULL);
  sqlite3_backup *backup = NULL;

  if (result == SQLITE_OK)
    backup = sqlite3_backup_init (copy, "main", database->connection, "main");
  if (backup != NULL)
    {
      sqlite3_backup_step (backup, -1);
      result = sqlite3_backup_finish (backup);
    }
  sqlite3_close_v2 (database->connection);
  database->connection = copy;
  database->is_copy = TRUE;
  if (backup == NULL || result != SQLITE_OK)
    {
      vanity_database_set_error (database, error);
      return FALSE;
    }
  return (database->schema->prepare == NULL || database->schema->prepare (copy, error))
         && migrate (database, error);
}

/* For changes. Another kind of log needs the file alone, which SQLite does not wait for by itself:
 * of several programs that make a file at once each comes to it. */
static int
make_ready (sqlite3 *connection)
{
  const gint64 end = g_get_monotonic_time () + FIRST_PATIENCE * 1000;
  int result;

  for (;;)
    {
      result = sqlite3_exec (connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL",
                             NULL, NULL, NULL);
      if (vanity_database_judge (result) != VANITY_CHECK_BUSY || g_get_monotonic_time () > end)
        break;
      g_usleep (5000);
    }
  return result != SQLITE_OK
             ? result
             : sqlite3_exec (connection, "BEGIN IMMEDIATE; ROLLBACK", NULL, NULL, NULL);
}

/* Prepares what passed its check for use. */
static gboolean
settle (VanityDatabase *database, gboolean writable, gboolean locked, GError **error)
{
  sqlite3 *connection = database->connection;
  int version;

  if (!check_kind (database, connection, &version, error))
    return FALSE;
  if (database->schema->prepare != NULL && !database->schema->prepare (connection, error))
    return FALSE;
  sqlite3_exec (connection, "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY", NULL, NULL,
                NULL);
  if (writable && sqlite3_db_readonly (connection, "main") != 0)
    writable = FALSE;
  if (writable)
    {
      int result = make_ready (connection);

      writable = result == SQLITE_OK;
      locked = vanity_database_judge (result) == VANITY_CHECK_BUSY;
      /* A new file that cannot be made is no catalogue at all. */
      if (!writable && version == 0)
        {
          vanity_database_set_error (database, error);
          return FALSE;
        }
    }
  if (!writable)
    {
      set_read_only (database, locked);
      return version == database->schema->n_steps || take_copy (database, error);
    }
  sqlite3_exec (connection, "PRAGMA journal_size_limit = 67108864", NULL, NULL, NULL);
  if (version > 0 && version < database->schema->n_steps
      && !vanity_database_back_up (database, error))
    return FALSE;
  if (version < database->schema->n_steps && !migrate (database, error))
    return FALSE;
  if (database->is_new)
    g_chmod (database->path, 0600);
  sqlite3_busy_timeout (connection, PATIENCE);
  return TRUE;
}

static VanityDatabaseCheck
try_open (VanityDatabase *database, const char *path, int flags, gboolean immutable)
{
  VanityDatabaseCheck check;
  int result = vanity_database_connect (path, flags | get_guard (database), immutable,
                                        FIRST_PATIENCE, &database->connection);

  if (result != SQLITE_OK)
    return vanity_database_judge (result);
  check = vanity_database_check (database->connection);
  if (check != VANITY_CHECK_GOOD)
    g_clear_pointer (&database->connection, sqlite3_close_v2);
  return check;
}

static gint64
get_size (const char *path)
{
  GStatBuf state;

  return g_stat (path, &state) == 0 ? (gint64)state.st_size : -1;
}

/* Nanoseconds; 0 of what is not there. */
static gint64
get_time (const char *path)
{
  GStatBuf state;

  if (g_stat (path, &state) != 0)
    return 0;
  return (gint64)state.st_mtim.tv_sec * 1000000000 + state.st_mtim.tv_nsec;
}

static gboolean
is_stale (VanityDatabase *database)
{
  g_autofree char *log = g_strconcat (database->path, "-wal", NULL);
  gint64 copied = get_time (database->backup);

  return copied < get_time (database->path) || (get_size (log) > 0 && copied < get_time (log));
}

/* The file cannot be opened as it should be: read what there is without changing it. */
static gboolean
open_to_read (VanityDatabase *database, gboolean locked, GError **error)
{
  g_autofree char *name = dup_name (database);
  g_autofree char *log = g_strconcat (database->path, "-wal", NULL);
  VanityDatabaseCheck check = VANITY_CHECK_CLOSED;

  if (!locked)
    check = try_open (database, database->path, SQLITE_OPEN_READONLY, FALSE);
  /* What is only in the log would be missed. */
  if (check != VANITY_CHECK_GOOD && get_size (log) <= 0)
    check = try_open (database, database->path, SQLITE_OPEN_READONLY, TRUE);
  if (check != VANITY_CHECK_GOOD && get_size (database->backup) > 0)
    check = try_open (database, database->backup, SQLITE_OPEN_READONLY, TRUE);
  if (check != VANITY_CHECK_GOOD)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("“%s” cannot be opened: %s"), name,
                   locked ? _ ("another program is changing it")
                          : _ ("there is no right to, or no room"));
      return FALSE;
    }
  database->is_copy = TRUE;
  return settle (database, FALSE, locked, error);
}

/* The log of a file that is gone would be taken for that of its successor. */
static void
forget_log (VanityDatabase *database)
{
  const char *const parts[] = { "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts) && get_size (database->path) < 0; i++)
    {
      g_autofree char *path = g_strconcat (database->path, parts[i], NULL);

      g_unlink (path);
    }
}

/* Puts the backup in the place of a file that was lost. FALSE where there is no good one. */
static gboolean
restore (VanityDatabase *database)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *backup = NULL;
  gboolean ok;
  int version = 0;

  if (get_size (database->backup) <= 0
      || vanity_database_connect (database->backup, SQLITE_OPEN_READONLY, TRUE, 0, &backup)
             != SQLITE_OK)
    return FALSE;
  forget_log (database);
  ok = vanity_database_check (backup) == VANITY_CHECK_GOOD
       && check_kind (database, backup, &version, &error) && version > 0
       && vanity_database_copy (backup, database->path, &error);
  sqlite3_close_v2 (backup);
  return ok;
}

static char *
dup_date (const char *path)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (get_time (path) / 1000000000);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d") : g_strdup ("");
}

/* What can still be read of the damaged file goes into the one that took its place. */
static gint64
salvage (VanityDatabase *database, const char *aside)
{
  sqlite3 *damaged = NULL;
  gint64 n_saved = 0;

  if (database->schema->salvage == NULL)
    return 0;
  if (vanity_database_connect (aside, SQLITE_OPEN_READONLY, TRUE, 0, &damaged) == SQLITE_OK)
    n_saved = database->schema->salvage (database, damaged, database->schema->salvage_data);
  sqlite3_close_v2 (damaged);
  return n_saved;
}

static gboolean
repair (VanityDatabase *database, GError **error)
{
  g_autofree char *name = dup_name (database);
  g_autofree char *date = dup_date (database->backup);
  g_autofree char *aside = vanity_database_move_aside (database->path, error);
  g_autofree char *kept = aside != NULL ? g_path_get_basename (aside) : NULL;
  gboolean restored;
  gint64 n_saved;

  if (aside == NULL)
    return FALSE;
  restored = restore (database);
  if (try_open (database, database->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, FALSE)
      != VANITY_CHECK_GOOD)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE,
                   _ ("“%s” was damaged, is kept as “%s”, and cannot be made anew"), name, kept);
      return FALSE;
    }
  if (!settle (database, TRUE, FALSE, error))
    return FALSE;
  if (database->state == VANITY_DATABASE_READ_ONLY)
    return TRUE;
  n_saved = salvage (database, aside);

  g_autoptr (GString) trouble = g_string_new (NULL);
  if (restored)
    g_string_printf (trouble, _ ("“%s” was damaged and is restored from its backup of %s."), name,
                     date);
  else
    g_string_printf (trouble, _ ("“%s” was damaged, had no good backup, and is made anew."), name);
  if (n_saved > 0)
    g_string_append_printf (trouble, " %s",
                            restored ? _ ("What was changed since could be read from it in part.")
                                     : _ ("What could still be read is brought over."));
  g_string_append_printf (trouble, " ");
  g_string_append_printf (trouble, _ ("The damaged file is kept as “%s”."), kept);
  set_trouble (database, restored ? VANITY_DATABASE_RESTORED : VANITY_DATABASE_RENEWED,
               g_string_free (g_steal_pointer (&trouble), FALSE));
  return TRUE;
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("%s: cannot make this directory: %s"),
               folder, g_strerror (errno));
  return FALSE;
}

static gboolean
open_absent (VanityDatabase *database, GError **error)
{
  g_autofree char *name = dup_name (database);
  g_autofree char *date = dup_date (database->backup);
  gboolean restored;

  if (!make_folder (database->path, error))
    return FALSE;
  restored = restore (database);
  switch (try_open (database, database->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, FALSE))
    {
    case VANITY_CHECK_GOOD:
      break;
    default:
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("“%s” cannot be made: %s"),
                   database->path, _ ("there is no right to, or no room"));
      return FALSE;
    }
  if (!settle (database, TRUE, FALSE, error))
    return FALSE;
  if (restored)
    set_trouble (database, VANITY_DATABASE_RESTORED,
                 g_strdup_printf (_ ("“%s” was missing and is restored from its backup of %s."),
                                  name, date));
  return TRUE;
}

static gboolean
open_file (VanityDatabase *database, GError **error)
{
  if (get_size (database->path) <= 0)
    return open_absent (database, error);
  database->stale = is_stale (database);
  switch (try_open (database, database->path, SQLITE_OPEN_READWRITE, FALSE))
    {
    case VANITY_CHECK_GOOD:
      return settle (database, TRUE, FALSE, error);
    case VANITY_CHECK_DAMAGED:
      return repair (database, error);
    case VANITY_CHECK_BUSY:
      return open_to_read (database, TRUE, error);
    default:
      return open_to_read (database, FALSE, error);
    }
}

VanityDatabase *
vanity_database_open (const char *path, const VanityDatabaseSchema *schema, GError **error)
{
  g_autoptr (VanityDatabase) database = g_new0 (VanityDatabase, 1);
  char *resolved = realpath (path, NULL);

  database->schema = schema;
  database->path = g_strdup (resolved != NULL ? resolved : path);
  database->backup = g_strconcat (database->path, ".backup", NULL);
  database->statements = g_hash_table_new_full (NULL, NULL, NULL, free_statement);
  free (resolved);
  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE,
                   _ ("“%s” cannot be used: it is not an ordinary file"), path);
      return NULL;
    }
  if (!open_file (database, error))
    return NULL;
  database->changes = sqlite3_total_changes (database->connection);
  database->stale = database->stale || database->is_new;
  return g_steal_pointer (&database);
}

VanityDatabase *
vanity_database_open_reader (VanityDatabase *database, GError **error)
{
  g_autoptr (VanityDatabase) reader = NULL;
  sqlite3 *connection = NULL;

  if (vanity_database_connect (database->path, SQLITE_OPEN_READONLY | get_guard (database), FALSE,
                               PATIENCE, &connection)
      != SQLITE_OK)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("“%s” cannot be opened: %s"),
                   database->path, _ ("there is no right to, or no room"));
      return NULL;
    }
  reader = g_new0 (VanityDatabase, 1);
  reader->schema = database->schema;
  reader->path = g_strdup (database->path);
  reader->backup = g_strdup (database->backup);
  reader->connection = connection;
  reader->is_reader = TRUE;
  reader->statements = g_hash_table_new_full (NULL, NULL, NULL, free_statement);
  if (reader->schema->prepare != NULL && !reader->schema->prepare (connection, error))
    return NULL;
  sqlite3_exec (connection, "PRAGMA temp_store = MEMORY", NULL, NULL, NULL);
  return g_steal_pointer (&reader);
}
