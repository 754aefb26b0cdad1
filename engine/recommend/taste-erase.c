/* Forgetting, so that nothing is left in the file, its log or its copies. */
#include "recommend/taste-private.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *id, *label;
  const char *count; /* how much there is */
  const char *kinds; /* of events that belong to it, NULL: none */
  const char *steps; /* what else goes */
} Kind;

#define OF(kinds) "SELECT COUNT(*) FROM event WHERE kind IN (" kinds ")"
#define TRIES "'try', 'worn'"
#define OPINIONS "'like', 'unlike', 'hide', 'unhide', 'wrong-shade', 'right-shade'"

static const Kind erasable[VANITY_N_ERASE] = {
  { "tries", N_ ("What you tried on"), OF (TRIES), TRIES, "UPDATE state SET tries = 0, worn = 0" },
  { "opinions", N_ ("What you like, hide, and found to be the wrong shade"), OF (OPINIONS),
    OPINIONS, "UPDATE state SET liked = 0, hidden = 0, wrong = NULL" },
  { "bag", N_ ("Your bag"), "SELECT COUNT(*) FROM bag", "'bought', 'not-bought'",
    "DELETE FROM bag; UPDATE state SET bought = 0" },
  { "list", N_ ("Your look list"), "SELECT COUNT(*) FROM list", "'save', 'unsave'",
    "DELETE FROM list; UPDATE state SET saved = 0" },
  { "avoid", N_ ("Ingredients you avoid"), "SELECT COUNT(*) FROM avoid", NULL,
    "DELETE FROM avoid" },
};

static const Kind *
find_kind (VanityErase one)
{
  for (int i = 0; i < VANITY_N_ERASE; i++)
    if (one == (VanityErase)(1 << i))
      return &erasable[i];
  return NULL;
}

const char *
vanity_erase_get_id (VanityErase one)
{
  const Kind *kind = find_kind (one);

  return kind != NULL ? kind->id : "all";
}

const char *
vanity_erase_get_label (VanityErase one)
{
  const Kind *kind = find_kind (one);

  return kind != NULL ? _ (kind->label) : _ ("Everything");
}

gboolean
vanity_erase_find (const char *id, VanityErase *what)
{
  *what = VANITY_ERASE_ALL;
  for (int i = 0; i < VANITY_N_ERASE; i++)
    if (g_strcmp0 (id, erasable[i].id) == 0)
      {
        *what = (VanityErase)(1 << i);
        return TRUE;
      }
  return g_strcmp0 (id, "all") == 0;
}

gboolean
vanity_taste_count (VanityTaste *taste, guint count[VANITY_N_ERASE], GError **error)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&taste->mutex);

  for (int i = 0; i < VANITY_N_ERASE; i++)
    {
      sqlite3_stmt *statement = vanity_database_prepare (taste->database, erasable[i].count, error);
      gboolean row;

      if (statement == NULL || !vanity_database_step (taste->database, statement, &row, error))
        return FALSE;
      count[i] = (guint)sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  return TRUE;
}

static gboolean
erase_kind (VanityTaste *taste, const Kind *kind, GError **error)
{
  if (kind->kinds != NULL)
    {
      g_autofree char *sql = g_strdup_printf ("DELETE FROM event WHERE kind IN (%s)", kind->kinds);

      if (!vanity_database_run (taste->database, sql, error))
        return FALSE;
    }
  return vanity_database_run (taste->database, kind->steps, error);
}

/* Of a shade that nothing speaks of any more nothing stays, and its last time is that of what is
 * left. With everything the count of events goes as well, which told how many there had been. */
static gboolean
sweep (VanityTaste *taste, gboolean all, GError **error)
{
  if (all
      && !vanity_database_run (taste->database,
                               "DELETE FROM event; DELETE FROM state; DELETE FROM sqlite_sequence",
                               error))
    return FALSE;
  return vanity_database_run (taste->database,
                              "DELETE FROM state WHERE NOT (liked OR saved OR hidden OR bought OR "
                              "tries > 0 OR worn > 0"
                              " OR wrong IS NOT NULL);"
                              "UPDATE state SET last = COALESCE((SELECT MAX(time) FROM event"
                              " WHERE event.uid = state.uid), 0);"
                              "UPDATE note SET value = value + 1 WHERE key = 'epoch'",
                              error)
         && vanity_taste_sweep_shades (taste, error);
}

static gboolean
erase_rows (VanityTaste *taste, unsigned what, GError **error)
{
  for (int i = 0; i < VANITY_N_ERASE; i++)
    if ((what & (1U << i)) != 0 && !erase_kind (taste, &erasable[i], error))
      return FALSE;
  return sweep (taste, what == VANITY_ERASE_ALL, error);
}

/* Rows are gone with the commit, and overwritten; the log still has pages as they were. */
static gboolean
clean_file (VanityTaste *taste, GError **error)
{
  sqlite3 *connection = vanity_database_get_connection (taste->database);

  if (!vanity_database_run (taste->database, "VACUUM", error))
    return FALSE;
  if (sqlite3_wal_checkpoint_v2 (connection, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL)
      != SQLITE_OK)
    {
      vanity_database_set_error (taste->database, error);
      return FALSE;
    }
  /* Another process may have made a copy meanwhile. */
  return vanity_database_forget_copies (taste->database, error);
}

/* In memory in place of a file: that is still as it was. */
static gboolean
check_opened (VanityTaste *taste, GError **error)
{
  if (taste->unopened == NULL || !g_file_test (taste->unopened, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
               _ ("“%s” could not be opened and was not erased; it can be deleted by hand"),
               taste->unopened);
  return FALSE;
}

/* Takes rows away as `erase` says, and then every trace of them. */
static gboolean
forget (VanityTaste *taste, gboolean (*erase) (VanityTaste *, gconstpointer, GError **),
        gconstpointer data, GError **error)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&taste->mutex);
  gboolean ok;

  if (!vanity_database_check_writable (taste->database, error)
      || (!taste->in_memory && !vanity_database_forget_copies (taste->database, error))
      || !vanity_database_begin (taste->database, error))
    return FALSE;
  ok = erase (taste, data, error);
  if (ok)
    ok = vanity_database_commit (taste->database, error);
  else
    vanity_database_rollback (taste->database);
  ok = ok && (taste->in_memory || clean_file (taste, error)) && check_opened (taste, error);
  vanity_taste_touch (taste);
  g_clear_pointer (&locker, g_rec_mutex_locker_free);
  g_signal_emit_by_name (taste, "changed");
  return ok;
}

static gboolean
erase_kinds (VanityTaste *taste, gconstpointer data, GError **error)
{
  const unsigned what = GPOINTER_TO_UINT (data);

  if ((what & ~(unsigned)VANITY_ERASE_AVOID) != 0)
    g_hash_table_remove_all (taste->passing);
  return erase_rows (taste, what, error);
}

gboolean
vanity_taste_erase (VanityTaste *taste, unsigned what, GError **error)
{
  g_return_val_if_fail (VANITY_IS_TASTE (taste), FALSE);
  return forget (taste, erase_kinds, GUINT_TO_POINTER (what & VANITY_ERASE_ALL), error);
}

static gboolean
erase_shade (VanityTaste *taste, gconstpointer data, GError **error)
{
  static const char *const tables[]
      = { "DELETE FROM event WHERE uid = ?", "DELETE FROM state WHERE uid = ?",
          "DELETE FROM bag WHERE uid = ?", "DELETE FROM list WHERE uid = ?",
          "DELETE FROM shade WHERE uid = ?" };
  const char *uid = data;
  gboolean passed = g_hash_table_remove (taste->passing, uid);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!vanity_taste_run_text (taste, tables[i], uid, error))
      return FALSE;
  /* Every shade that something is known of has its copy, which went last. */
  if (!passed && sqlite3_changes (vanity_database_get_connection (taste->database)) == 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("nothing is remembered of a product “%s”"), uid);
      return FALSE;
    }
  return sweep (taste, FALSE, error);
}

gboolean
vanity_taste_forget (VanityTaste *taste, const char *uid, GError **error)
{
  g_return_val_if_fail (VANITY_IS_TASTE (taste), FALSE);
  g_return_val_if_fail (uid != NULL, FALSE);
  return forget (taste, erase_shade, uid, error);
}
