/* A database that is killed, damaged, locked, older and newer than it should be. */
#include "catalogue/database.h"
#include "base/error.h"
#include "folder.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const steps[] = {
  "CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL)",
  "ALTER TABLE words ADD COLUMN n INTEGER NOT NULL DEFAULT 7",
};

static gint64
salvage (VanityDatabase *database, sqlite3 *damaged, gpointer data)
{
  sqlite3_stmt *read = NULL;
  gint64 n = 0;

  if (sqlite3_prepare_v2 (damaged, "SELECT word FROM words", -1, &read, NULL) == SQLITE_OK)
    while (sqlite3_step (read) == SQLITE_ROW)
      n++;
  sqlite3_finalize (read);
  *(gint64 *)data = n;
  return n;
}

static gint64 n_read;

static const VanityDatabaseSchema schema = {
  .application_id = 0x54455354,
  .noun = "words",
  .steps = steps,
  .n_steps = G_N_ELEMENTS (steps),
  .salvage = salvage,
  .salvage_data = &n_read,
};

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fixture_folder ();
  fixture->path = g_build_filename (fixture->folder, "words.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_remove (fixture->folder);
  g_free (fixture->path);
}

static VanityDatabase *
open_good (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  VanityDatabase *database = vanity_database_open (fixture->path, &schema, &error);

  g_assert_no_error (error);
  return database;
}

static gint64
ask (VanityDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = vanity_database_prepare (database, sql, &error);
  gboolean row;
  gint64 number;

  g_assert_no_error (error);
  g_assert_true (vanity_database_step (database, statement, &row, &error));
  g_assert_true (row);
  number = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return number;
}

static void
add (VanityDatabase *database, int n)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (vanity_database_begin (database, &error));
  for (int i = 0; i < n; i++)
    {
      sqlite3_stmt *statement = vanity_database_prepare (
          database, "INSERT INTO words (word) VALUES ('a word that fills some room ' || ?)",
          &error);

      sqlite3_bind_int (statement, 1, i);
      g_assert_true (vanity_database_finish (database, statement, &error));
    }
  g_assert_true (vanity_database_commit (database, &error));
  g_assert_no_error (error);
}

/* A file of `n` words, with its backup. */
static void
make (Fixture *fixture, int n)
{
  g_autoptr (VanityDatabase) database = open_good (fixture);

  add (database, n);
}

static char *
find_aside (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    if (strstr (name, ".damaged-") != NULL && strstr (name, "-shm") == NULL
        && strstr (name, "-wal") == NULL)
      return g_build_filename (fixture->folder, name, NULL);
  return NULL;
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = g_strconcat (fixture->path, ".backup", NULL);
  VanityDatabase *database = open_good (fixture);

  g_assert_true (vanity_database_is_new (database));
  g_assert_cmpint (vanity_database_get_state (database), ==, VANITY_DATABASE_GOOD);
  g_assert_null (vanity_database_get_trouble (database));
  g_assert_cmpint (ask (database, "PRAGMA application_id"), ==, schema.application_id);
  g_assert_cmpint (ask (database, "PRAGMA user_version"), ==, 2);
  add (database, 3);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
  vanity_database_close (database);
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
  database = open_good (fixture);
  g_assert_false (vanity_database_is_new (database));
  g_assert_cmpint (ask (database, "SELECT count(*) FROM words"), ==, 3);
  vanity_database_close (database);
}

/* Only what changed is backed up. */
static void
test_backup_when_changed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = g_strconcat (fixture->path, ".backup", NULL);

  make (fixture, 3);
  g_assert_cmpint (g_unlink (backup), ==, 0);
  make (fixture, 1);
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));

  GStatBuf before, after;
  g_assert_cmpint (g_stat (backup, &before), ==, 0);
  vanity_database_close (open_good (fixture));
  g_assert_cmpint (g_stat (backup, &after), ==, 0);
  g_assert_cmpint (before.st_ino, ==, after.st_ino);
}

static void
test_migrate (Fixture *fixture, gconstpointer data)
{
  VanityDatabaseSchema old = schema;
  g_autoptr (GError) error = NULL;
  VanityDatabase *database;

  old.n_steps = 1;
  database = vanity_database_open (fixture->path, &old, &error);
  g_assert_no_error (error);
  add (database, 5);
  vanity_database_close (database);
  database = open_good (fixture);
  g_assert_cmpint (ask (database, "SELECT sum(n) FROM words"), ==, 35);
  vanity_database_close (database);
  /* And never back. */
  database = vanity_database_open (fixture->path, &old, &error);
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED);
  g_assert_null (database);
}

static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *other = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "CREATE TABLE theirs (a)", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  sqlite3_close (other);
  g_autoptr (GBytes) before = fixture_read (fixture->path);
  g_assert_null (vanity_database_open (fixture->path, &schema, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT);
  g_autoptr (GBytes) after = fixture_read (fixture->path);
  g_assert_true (g_bytes_equal (before, after));
}

/* Overwrites part of the file with what is no page. */
static void
damage (Fixture *fixture, gsize offset, gsize length)
{
  g_autoptr (GBytes) bytes = fixture_read (fixture->path);
  gsize size;
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));

  size = g_bytes_get_size (bytes);
  g_assert_cmpuint (offset, <, size);
  memset (copy + offset, 0xa5, MIN (length, size - offset));
  g_autoptr (GBytes) changed = g_bytes_new (copy, size);
  fixture_write (fixture->path, changed);
}

static void
check_restored (Fixture *fixture, int n, VanityDatabaseState state)
{
  g_autoptr (VanityDatabase) database = open_good (fixture);
  g_autofree char *aside = find_aside (fixture);

  g_assert_cmpint (vanity_database_get_state (database), ==, state);
  g_assert_nonnull (vanity_database_get_trouble (database));
  g_assert_nonnull (aside);
  g_assert_cmpint (ask (database, "SELECT count(*) FROM words"), ==, n);
  add (database, 1);
}

static void
test_damaged_header (Fixture *fixture, gconstpointer data)
{
  make (fixture, 4000);
  damage (fixture, 0, 100);
  check_restored (fixture, 4000, VANITY_DATABASE_RESTORED);
}

static void
test_damaged_page (Fixture *fixture, gconstpointer data)
{
  make (fixture, 4000);
  damage (fixture, 20 * 4096, 8192);
  n_read = 0;
  check_restored (fixture, 4000, VANITY_DATABASE_RESTORED);
  g_assert_cmpint (n_read, >, 0);
  g_assert_cmpint (n_read, <, 4000);
}

static void
test_cut_off (Fixture *fixture, gconstpointer data)
{
  make (fixture, 4000);
  g_assert_cmpint (truncate (fixture->path, 5 * 4096 + 17), ==, 0);
  check_restored (fixture, 4000, VANITY_DATABASE_RESTORED);
}

static void
test_no_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = g_strconcat (fixture->path, ".backup", NULL);

  make (fixture, 4000);
  g_assert_cmpint (g_unlink (backup), ==, 0);
  damage (fixture, 10 * 4096, 4096);
  check_restored (fixture, 0, VANITY_DATABASE_RENEWED);
}

static void
test_bad_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = g_strconcat (fixture->path, ".backup", NULL);

  make (fixture, 4000);
  g_assert_cmpint (truncate (backup, 9000), ==, 0);
  damage (fixture, 0, 4096);
  check_restored (fixture, 0, VANITY_DATABASE_RENEWED);
}

static void
test_no_database (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("brand,shade\nnone,none\n", 22);

  fixture_write (fixture->path, text);
  check_restored (fixture, 0, VANITY_DATABASE_RENEWED);
  g_autofree char *aside = find_aside (fixture);
  g_autoptr (GBytes) kept = fixture_read (aside);
  g_assert_true (g_bytes_equal (text, kept));
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  make (fixture, 10);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_autoptr (VanityDatabase) database = open_good (fixture);
  g_assert_cmpint (vanity_database_get_state (database), ==, VANITY_DATABASE_RESTORED);
  g_assert_cmpint (ask (database, "SELECT count(*) FROM words"), ==, 10);
}

/* Another program writes. */
static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *other = NULL;

  make (fixture, 10);
  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_autoptr (VanityDatabase) database = open_good (fixture);
  g_assert_cmpint (vanity_database_get_state (database), ==, VANITY_DATABASE_READ_ONLY);
  g_assert_nonnull (vanity_database_get_trouble (database));
  g_assert_cmpint (ask (database, "SELECT count(*) FROM words"), ==, 10);
  g_assert_false (vanity_database_begin (database, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
  /* And then no more. */
  g_assert_cmpint (sqlite3_exec (other, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (other);
  add (database, 1);
  g_assert_cmpint (vanity_database_get_state (database), ==, VANITY_DATABASE_GOOD);
  g_assert_null (vanity_database_get_trouble (database));
}

/* Another program lets nobody read either. */
static void
test_locked_away (Fixture *fixture, gconstpointer data)
{
  sqlite3 *other = NULL;

  make (fixture, 10);
  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other,
                                 "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; "
                                 "BEGIN EXCLUSIVE",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  VanityDatabase *database = open_good (fixture);
  g_assert_cmpint (vanity_database_get_state (database), ==, VANITY_DATABASE_READ_ONLY);
  g_assert_cmpint (ask (database, "SELECT count(*) FROM words"), ==, 10);
  vanity_database_close (database);
  sqlite3_close (other);
}

/* The superuser may write anything, so the child becomes nobody. */
static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  make (fixture, 10);
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  pid_t child = fork ();
  if (child == 0)
    {
      if (geteuid () == 0 && setuid (65534) != 0)
        _exit (2);
      VanityDatabase *database = vanity_database_open (fixture->path, &schema, NULL);
      gboolean ok = database != NULL
                    && vanity_database_get_state (database) == VANITY_DATABASE_READ_ONLY
                    && vanity_database_get_trouble (database) != NULL
                    && ask (database, "SELECT count(*) FROM words") == 10
                    && !vanity_database_begin (database, NULL);
      vanity_database_close (database);
      _exit (ok ? 0 : 1);
    }
  int status = -1;
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  g_assert_cmpint (status, ==, 0);
}

/* The disk is full in the middle of a transaction. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = TRUE;

  make (fixture, 10);
  g_autoptr (VanityDatabase) database = open_good (fixture);
  g_assert_true (vanity_database_run (database, "PRAGMA max_page_count = 40", &error));
  g_assert_true (vanity_database_begin (database, &error));
  for (int i = 0; i < 100000 && ok; i++)
    ok = vanity_database_finish (
        database,
        vanity_database_prepare (database, "INSERT INTO words (word) VALUES (hex(randomblob(50)))",
                                 &error),
        &error);
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
  g_clear_error (&error);
  g_assert_false (vanity_database_commit (database, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
  g_assert_cmpint (ask (database, "SELECT count(*) FROM words"), ==, 10);
}

/* A process that was killed while it made a backup is cleared up after. */
static void
test_left_over (Fixture *fixture, gconstpointer data)
{
  g_autofree char *left = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("half", 4);
  pid_t child = fork ();

  if (child == 0)
    _exit (0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  left = g_strdup_printf ("%s.backup.tmp-%d", fixture->path, (int)child);
  fixture_write (left, bytes);
  make (fixture, 3);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
}

static void
test_forget (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = g_strconcat (fixture->path, ".backup", NULL);
  g_autoptr (GError) error = NULL;

  make (fixture, 4000);
  damage (fixture, 10 * 4096, 4096);
  g_autoptr (VanityDatabase) database = open_good (fixture);
  g_assert_true (vanity_database_forget_copies (database, &error));
  g_assert_no_error (error);
  g_assert_null (find_aside (fixture));
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/catalogue/database/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("new", test_new);
  ADD ("backup-when-changed", test_backup_when_changed);
  ADD ("migrate", test_migrate);
  ADD ("foreign", test_foreign);
  ADD ("damaged-header", test_damaged_header);
  ADD ("damaged-page", test_damaged_page);
  ADD ("cut-off", test_cut_off);
  ADD ("no-backup", test_no_backup);
  ADD ("bad-backup", test_bad_backup);
  ADD ("no-database", test_no_database);
  ADD ("missing", test_missing);
  ADD ("locked", test_locked);
  ADD ("locked-away", test_locked_away);
  ADD ("read-only", test_read_only);
  ADD ("full", test_full);
  ADD ("left-over", test_left_over);
  ADD ("forget", test_forget);
#undef ADD
  return g_test_run ();
}
