/* A SQLite file that outlives trouble: what the catalogue and the person's own memory are kept in.
 *
 * Opened in WAL mode, so that a kill at any moment leaves the last commit. Every file has the
 * application's own id and a version (PRAGMA application_id, user_version); older ones are
 * migrated, in one transaction, after a backup. Each opening checks the file (PRAGMA quick_check).
 *
 * The backup lies beside it, as NAME.backup. It is made when the file is closed after changes, and
 * before a migration; it is checked before it takes the old one's place. A kill leaves an older
 * one, which the next closing renews.
 *
 * A damaged file is moved aside, as NAME.damaged-20260314T150926Z, and the backup takes its place;
 * without one it is made anew. `salvage` may then bring over what can still be read. Only what can
 * not be opened for other reasons, locked or without the right to write, is read only. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

typedef struct _VanityDatabase VanityDatabase;

typedef enum
{
  VANITY_DATABASE_GOOD,
  VANITY_DATABASE_READ_ONLY,
  VANITY_DATABASE_RESTORED, /* was damaged: the backup is open */
  VANITY_DATABASE_RENEWED,  /* was damaged, and had no good backup: it is empty */
} VanityDatabaseState;

typedef struct
{
  gint32 application_id;
  const char *noun;         /* what it holds, for people, translated: "the catalogue" */
  const char *const *steps; /* SQL; step i makes version i + 1 of version i */
  int n_steps;
  /* Whoever uses it takes care that no two threads use one connection at once. */
  gboolean is_guarded;
  /* Each connection's own, such as functions; may be NULL. */
  gboolean (*prepare) (sqlite3 *connection, GError **error);
  /* Copies what can be read of a damaged file, opened as `damaged`, into the new or restored one;
   * returns how many rows it saved. Each statement may fail with SQLITE_CORRUPT. NULL: nothing. */
  gint64 (*salvage) (VanityDatabase *database, sqlite3 *damaged, gpointer data);
  gpointer salvage_data;
} VanityDatabaseSchema; /* outlives the database */

/* Opens or makes the file; its folder is made where there is none, for its owner alone. NULL with
 * VANITY_ERROR_FILE, _FORMAT (another program's), _UNSUPPORTED (a newer version). */
VanityDatabase *vanity_database_open (const char *path, const VanityDatabaseSchema *schema,
                                      GError **error);
/* One that lasts as long as it is open, for where no file can be had. */
VanityDatabase *vanity_database_open_memory (const VanityDatabaseSchema *schema, GError **error);
/* Backs up, where something changed since the last backup, and closes. */
void vanity_database_close (VanityDatabase *database);

/* A second connection that only reads, so that reading need not wait for a transaction; NULL with
 * VANITY_ERROR_FILE. Not of one that is read only: such is read itself. Closed like the first,
 * before it. */
VanityDatabase *vanity_database_open_reader (VanityDatabase *database, GError **error);

VanityDatabaseState vanity_database_get_state (VanityDatabase *database);
const char *vanity_database_get_trouble (VanityDatabase *database); /* for people, or NULL */
const char *vanity_database_get_path (VanityDatabase *database);
gboolean vanity_database_is_new (VanityDatabase *database); /* was made by this opening */
sqlite3 *vanity_database_get_connection (VanityDatabase *database);

/* A statement, prepared once and kept: reset and with its bindings cleared. Owned by the database;
 * not to be used twice at once. `sql` is a static string. NULL with an error. */
sqlite3_stmt *vanity_database_prepare (VanityDatabase *database, const char *sql, GError **error);
/* Runs SQL without parameters and results. */
gboolean vanity_database_run (VanityDatabase *database, const char *sql, GError **error);
/* One row, or the end. FALSE with an error; else `*row` tells which. The statement is reset at the
 * end and on errors. */
gboolean vanity_database_step (VanityDatabase *database, sqlite3_stmt *statement, gboolean *row,
                               GError **error);
/* To the end, whatever rows come. */
gboolean vanity_database_finish (VanityDatabase *database, sqlite3_stmt *statement, GError **error);

/* Transactions, which do not nest. After a failed commit everything is rolled back. */
gboolean vanity_database_begin (VanityDatabase *database, GError **error);
gboolean vanity_database_commit (VanityDatabase *database, GError **error);
void vanity_database_rollback (VanityDatabase *database);

/* Refused with VANITY_ERROR_FILE where the file is read only, in words for people. */
gboolean vanity_database_check_writable (VanityDatabase *database, GError **error);

/* Refuses changes from now on, because of `trouble`, which is told as the database's. */
void vanity_database_freeze (VanityDatabase *database, const char *trouble);

/* Makes the backup now. */
gboolean vanity_database_back_up (VanityDatabase *database, GError **error);

/* Deletes the backup and what was moved aside, for somebody who wants to be forgotten. FALSE with
 * VANITY_ERROR_FILE. */
gboolean vanity_database_forget_copies (VanityDatabase *database, GError **error);

/* What SQLite last said of the connection, as an error: disk full, locked, damaged, read only in
 * words for people, with the file's name. */
void vanity_database_set_error (VanityDatabase *database, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityDatabase, vanity_database_close)

G_END_DECLS
