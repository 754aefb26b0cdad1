/* What the files of the database share. */
#pragma once

#include "catalogue/database.h"

struct _VanityDatabase
{
  char *path;
  char *backup;
  const VanityDatabaseSchema *schema;
  sqlite3 *connection;
  GHashTable *statements; /* sqlite3_stmt by SQL, whose text is static */
  VanityDatabaseState state;
  char *trouble;
  gboolean is_new;
  gboolean is_copy;   /* reads past a lock, or the backup: nothing of it can be written */
  gboolean is_reader; /* a second connection, which takes no backups */
  gboolean stale;     /* has changes that the backup lacks */
  int changes;        /* sqlite3_total_changes () when it was opened */
  gboolean in_batch;  /* between begin and its end */
};

/* How a look at a file ended. */
typedef enum
{
  VANITY_CHECK_GOOD,
  VANITY_CHECK_ABSENT, /* or empty */
  VANITY_CHECK_DAMAGED,
  VANITY_CHECK_BUSY,
  VANITY_CHECK_CLOSED, /* no right to open it, or no place for what SQLite needs beside it */
} VanityDatabaseCheck;

/* Opens a connection with `flags` of sqlite3_open_v2 (), waits `timeout` milliseconds for locks.
 * Returns an SQLite result; `*connection` is NULL unless it is SQLITE_OK. `immutable` reads a file
 * without asking for its locks. */
int vanity_database_connect (const char *path, int flags, gboolean immutable, int timeout,
                             sqlite3 **connection);
/* Whether every page is where it belongs. */
VanityDatabaseCheck vanity_database_check (sqlite3 *connection);
VanityDatabaseCheck vanity_database_judge (int result);

/* Copies one database over another, checks the copy and puts it at `path` in one step. */
gboolean vanity_database_copy (sqlite3 *from, const char *path, GError **error);
/* Moves a file, and what SQLite keeps beside it, to a name with the time. NULL with an error. */
char *vanity_database_move_aside (const char *path, GError **error);
