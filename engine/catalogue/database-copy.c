#include "base/error.h"
#include "catalogue/database-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A copy that is being written; then the number of the process that writes it. */
#define TEMPORARY ".tmp-"

int
vanity_database_connect (const char *path, int flags, gboolean immutable, int timeout,
                         sqlite3 **connection)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, NULL);
  g_autofree char *name = g_strconcat (uri, immutable ? "?immutable=1" : "", NULL);
  int result = sqlite3_open_v2 (name, connection, flags | SQLITE_OPEN_URI, NULL);

  if (result == SQLITE_OK)
    {
      sqlite3_extended_result_codes (*connection, 1);
      sqlite3_busy_timeout (*connection, timeout);
      /* A file may come from anywhere: its schema may call nothing that has side effects, and what
       * it holds is not believed. */
      sqlite3_db_config (*connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
      sqlite3_db_config (*connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
      sqlite3_exec (*connection, "PRAGMA cell_size_check = 1", NULL, NULL, NULL);
    }
  else
    g_clear_pointer (connection, sqlite3_close_v2);
  return result;
}

VanityDatabaseCheck
vanity_database_judge (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
      return VANITY_CHECK_GOOD;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return VANITY_CHECK_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return VANITY_CHECK_DAMAGED;
    case SQLITE_IOERR:
      /* Shorter than it says. */
      return result == SQLITE_IOERR_SHORT_READ ? VANITY_CHECK_DAMAGED : VANITY_CHECK_CLOSED;
    default:
      return VANITY_CHECK_CLOSED;
    }
}

VanityDatabaseCheck
vanity_database_check (sqlite3 *connection)
{
  sqlite3_stmt *statement = NULL;
  VanityDatabaseCheck check;
  int result = sqlite3_prepare_v2 (connection, "PRAGMA quick_check(1)", -1, &statement, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_step (statement);
  check = vanity_database_judge (result);
  if (result == SQLITE_ROW
      && g_strcmp0 ((const char *)sqlite3_column_text (statement, 0), "ok") != 0)
    check = VANITY_CHECK_DAMAGED;
  sqlite3_finalize (statement);
  return check;
}

static gboolean
fail (GError **error, const char *path, const char *reason)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("“%s” cannot be written: %s"), name,
               reason);
  return FALSE;
}

static int
copy_pages (sqlite3 *from, sqlite3 *to)
{
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");
  int result;

  if (backup == NULL)
    return sqlite3_errcode (to);
  result = sqlite3_backup_step (backup, -1);
  sqlite3_backup_finish (backup);
  if (result != SQLITE_DONE)
    return result;
  /* One file without a log beside it, flushed. */
  return sqlite3_exec (to, "PRAGMA synchronous = FULL; PRAGMA journal_mode = DELETE", NULL, NULL,
                       NULL);
}

/* What a process left that was killed while it copied. */
static void
clear_away (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *prefix = g_strconcat (base, TEMPORARY, NULL);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_prefix (name, prefix))
      {
        g_autofree char *left = g_build_filename (folder, name, NULL);
        int process = atoi (name + strlen (prefix));

        if (process > 0 && kill (process, 0) != 0 && errno == ESRCH)
          g_unlink (left);
      }
}

gboolean
vanity_database_copy (sqlite3 *from, const char *path, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s" TEMPORARY "%d", path, (int)getpid ());
  g_autofree char *folder = g_path_get_dirname (path);
  sqlite3 *to = NULL;
  gboolean ok = FALSE;
  int result;

  clear_away (path);
  g_unlink (temporary);
  result = vanity_database_connect (temporary, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, FALSE, 0,
                                    &to);
  if (result == SQLITE_OK)
    {
      g_chmod (temporary, 0600);
      result = copy_pages (from, to);
    }
  if (result != SQLITE_OK)
    fail (error, path, sqlite3_errstr (result));
  else if (vanity_database_check (to) != VANITY_CHECK_GOOD)
    fail (error, path, _ ("the copy is damaged"));
  else
    ok = TRUE;
  sqlite3_close_v2 (to);

  if (ok && g_rename (temporary, path) != 0)
    ok = fail (error, path, g_strerror (errno));
  if (!ok)
    {
      g_autofree char *journal = g_strconcat (temporary, "-journal", NULL);

      g_unlink (temporary);
      g_unlink (journal);
      return FALSE;
    }

  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (fd >= 0)
    {
      (void)!fsync (fd);
      close (fd);
    }
  return TRUE;
}

char *
vanity_database_move_aside (const char *path, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  g_autofree char *aside = g_strdup_printf ("%s.damaged-%s", path, stamp);
  const char *const parts[] = { "-wal", "-shm" };

  for (int i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.damaged-%s-%d", path, stamp, i);
    }
  if (g_rename (path, aside) != 0)
    {
      fail (error, path, g_strerror (errno));
      return NULL;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *from = g_strconcat (path, parts[i], NULL);
      g_autofree char *to = g_strconcat (aside, parts[i], NULL);

      g_rename (from, to);
    }
  return g_steal_pointer (&aside);
}
