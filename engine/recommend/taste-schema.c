/* The tables of the memory, and how what can be read of a damaged one is saved. */
#include "recommend/taste-private.h"

#include <glib/gi18n-lib.h>

/* "Vtas" */
#define APPLICATION_ID 0x56746173

/* Rows name a shade by its uid; what tells it to a person is copied once, into `shade`. Ids of
 * events are never given twice, so that what was learnt up to one stays so. `epoch` changes when
 * events are erased. */
static const char *const steps[] = {
  "CREATE TABLE shade (uid TEXT PRIMARY KEY CHECK (uid <> ''), brand TEXT NOT NULL,"
  " line TEXT NOT NULL, name TEXT NOT NULL, category TEXT NOT NULL, rgb INTEGER,"
  " finish TEXT NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE event (id INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL,"
  " kind TEXT NOT NULL, amount REAL NOT NULL, uid TEXT NOT NULL);"
  "CREATE INDEX event_uid ON event (uid);"
  "CREATE TABLE state (uid TEXT PRIMARY KEY, liked INTEGER NOT NULL, saved INTEGER NOT NULL,"
  " hidden INTEGER NOT NULL, bought INTEGER NOT NULL, wrong INTEGER, tries INTEGER NOT NULL,"
  " worn REAL NOT NULL, last INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE bag (uid TEXT PRIMARY KEY, by_hand INTEGER NOT NULL, opened TEXT NOT NULL,"
  " expires TEXT NOT NULL, added INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE list (uid TEXT NOT NULL, layer TEXT NOT NULL, quantity INTEGER NOT NULL,"
  " added INTEGER NOT NULL, PRIMARY KEY (uid, layer)) WITHOUT ROWID;"
  "CREATE TABLE avoid (name TEXT PRIMARY KEY COLLATE NOCASE, added INTEGER NOT NULL)"
  " WITHOUT ROWID;"
  "CREATE TABLE note (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;"
  "INSERT INTO note VALUES ('epoch', 1);",
};

/* What is deleted is overwritten at once. */
static gboolean
prepare (sqlite3 *connection, GError **error)
{
  return sqlite3_exec (connection, "PRAGMA secure_delete = ON", NULL, NULL, NULL) == SQLITE_OK
         || (g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s",
                          sqlite3_errmsg (connection)),
             FALSE);
}

typedef struct
{
  const char *read, *write;
} Copy;

/* Of the same row in a restored backup the damaged file has the later one. */
static const Copy copies[] = {
  { "SELECT uid, brand, line, name, category, rgb, finish FROM shade",
    "INSERT OR REPLACE INTO shade VALUES (?, ?, ?, ?, ?, ?, ?)" },
  { "SELECT id, time, kind, amount, uid FROM event",
    "INSERT OR REPLACE INTO event VALUES (?, ?, ?, ?, ?)" },
  { "SELECT uid, liked, saved, hidden, bought, wrong, tries, worn, last FROM state",
    "INSERT OR REPLACE INTO state VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)" },
  { "SELECT uid, by_hand, opened, expires, added FROM bag",
    "INSERT OR REPLACE INTO bag VALUES (?, ?, ?, ?, ?)" },
  { "SELECT uid, layer, quantity, added FROM list",
    "INSERT OR REPLACE INTO list VALUES (?, ?, ?, ?)" },
  { "SELECT name, added FROM avoid", "INSERT OR REPLACE INTO avoid VALUES (?, ?)" },
};

static gint64
salvage_table (VanityDatabase *database, sqlite3 *damaged, const Copy *copy)
{
  sqlite3_stmt *read = NULL, *write = vanity_database_prepare (database, copy->write, NULL);
  gint64 saved = 0;

  if (write != NULL && sqlite3_prepare_v2 (damaged, copy->read, -1, &read, NULL) == SQLITE_OK)
    while (sqlite3_step (read) == SQLITE_ROW)
      {
        for (int i = 0; i < sqlite3_column_count (read); i++)
          sqlite3_bind_value (write, i + 1, sqlite3_column_value (read, i));
        /* A row that breaks a rule of its table is not one of ours. */
        saved += sqlite3_step (write) == SQLITE_DONE;
        sqlite3_reset (write);
      }
  sqlite3_finalize (read);
  return saved;
}

static gint64
salvage (VanityDatabase *database, sqlite3 *damaged, gpointer data)
{
  gint64 saved = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (copies); i++)
    saved += salvage_table (database, damaged, &copies[i]);
  return saved;
}

void
vanity_taste_schema_init (VanityDatabaseSchema *schema)
{
  *schema = (VanityDatabaseSchema){
    .application_id = APPLICATION_ID,
    .noun = _ ("what you did with products"),
    .steps = steps,
    .n_steps = G_N_ELEMENTS (steps),
    .prepare = prepare,
    .salvage = salvage,
  };
}
