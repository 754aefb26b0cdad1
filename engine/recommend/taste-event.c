/* Events of the memory: written and listed. */
#include "recommend/taste-private.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* Some thousand at a time: what falls out need not fall out at once. */
#define PRUNE_EVERY 1000

static gboolean
prune (VanityTaste *taste, gint64 newest, GError **error)
{
  sqlite3_stmt *statement;

  if (newest % PRUNE_EVERY != 0 || newest <= VANITY_TASTE_MAX_EVENTS)
    return TRUE;
  statement = vanity_database_prepare (taste->database, "DELETE FROM event WHERE id <= ?", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, newest - VANITY_TASTE_MAX_EVENTS);
  return vanity_database_finish (taste->database, statement, error);
}

static gboolean
write_row (VanityTaste *taste, const VanityShade *shade, VanityEventKind kind, double amount,
           gint64 time, GError **error)
{
  sqlite3_stmt *statement = vanity_database_prepare (
      taste->database, "INSERT INTO event (time, kind, amount, uid) VALUES (?, ?, ?, ?)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, time);
  sqlite3_bind_text (statement, 2, vanity_event_kind_get_id (kind), -1, SQLITE_STATIC);
  sqlite3_bind_double (statement, 3, amount);
  sqlite3_bind_text (statement, 4, shade->uid, -1, SQLITE_TRANSIENT);
  return vanity_database_finish (taste->database, statement, error)
         && prune (taste,
                   sqlite3_last_insert_rowid (vanity_database_get_connection (taste->database)),
                   error);
}

/* What is bought is in the bag. */
static gboolean
follow (VanityTaste *taste, const VanityShade *shade, VanityEventKind kind, gint64 time,
        GError **error)
{
  sqlite3_stmt *statement;

  if (kind == VANITY_EVENT_NOT_BOUGHT)
    return vanity_taste_run_text (taste, "DELETE FROM bag WHERE uid = ?", shade->uid, error);
  if (kind != VANITY_EVENT_BOUGHT)
    return TRUE;
  statement = vanity_database_prepare (taste->database,
                                       "INSERT OR IGNORE INTO bag VALUES (?, 0, '', '', ?)", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, shade->uid, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 2, time);
  return vanity_database_finish (taste->database, statement, error);
}

gboolean
vanity_taste_write_event (VanityTaste *taste, const VanityShade *shade, VanityEventKind kind,
                          double amount, gint64 time, GError **error)
{
  return vanity_taste_put_shade (taste, shade, error)
         && write_row (taste, shade, kind, amount, time, error)
         && follow (taste, shade, kind, time, error)
         && vanity_taste_change_state (taste, shade, kind, amount, time, error);
}

static gboolean
check (const VanityShade *shade, VanityEventKind kind, double amount, gint64 time, GError **error)
{
  /* From 1970 to 9999, which is what can be written as a date. */
  if (time < 0 || time > G_GINT64_CONSTANT (253402300799000000))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("%" PRId64 " is no time of an event"), time);
      return FALSE;
    }
  if (*shade->uid == '\0')
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("a shade without an id cannot be remembered"));
      return FALSE;
    }
  return vanity_event_check_amount (kind, amount, error);
}

/* Where nothing is written down. FALSE where it is to be. */
static gboolean
pass (VanityTaste *taste, const VanityShade *shade, VanityEventKind kind, double amount,
      gint64 time)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&taste->mutex);

  if (!taste->is_private && vanity_database_check_writable (taste->database, NULL))
    return FALSE;
  vanity_taste_pass_state (taste, shade, kind, amount, time);
  vanity_taste_touch (taste);
  return TRUE;
}

gboolean
vanity_taste_record_at (VanityTaste *taste, const VanityShade *shade, VanityEventKind kind,
                        double amount, gint64 time, GError **error)
{
  g_return_val_if_fail (VANITY_IS_TASTE (taste), FALSE);
  g_return_val_if_fail (shade != NULL, FALSE);
  g_return_val_if_fail ((guint)kind < VANITY_N_EVENT_KINDS, FALSE);

  if (!check (shade, kind, amount, time, error))
    return FALSE;
  if (pass (taste, shade, kind, amount, time))
    {
      g_signal_emit_by_name (taste, "changed");
      return TRUE;
    }
  if (!vanity_taste_begin (taste, error))
    return FALSE;
  return vanity_taste_end (
      taste, vanity_taste_write_event (taste, shade, kind, amount, time, error), error);
}

gboolean
vanity_taste_record (VanityTaste *taste, const VanityShade *shade, VanityEventKind kind,
                     double amount, GError **error)
{
  return vanity_taste_record_at (taste, shade, kind, amount, g_get_real_time (), error);
}

static VanityEvent *
read_event (sqlite3_stmt *row)
{
  VanityEventKind kind;
  VanityEvent *event;

  /* One that a later version knows. */
  if (!vanity_event_kind_find (vanity_taste_get_text (row, 2), &kind))
    return NULL;
  event = g_new0 (VanityEvent, 1);
  event->id = sqlite3_column_int64 (row, 0);
  event->time = sqlite3_column_int64 (row, 1);
  event->kind = kind;
  event->amount = sqlite3_column_double (row, 3);
  event->shade = vanity_taste_get_shade (row, 4);
  return event;
}

static GPtrArray *
list (VanityTaste *taste, const char *sql, gint64 after, guint limit, GError **error)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&taste->mutex);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_event_free);
  sqlite3_stmt *statement = vanity_database_prepare (taste->database, sql, error);
  gboolean ok = TRUE, row = TRUE;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, after);
  sqlite3_bind_int64 (statement, 2, limit > 0 ? (gint64)limit : -1);
  while ((ok = vanity_database_step (taste->database, statement, &row, error)) && row)
    {
      VanityEvent *event = read_event (statement);

      if (event != NULL)
        g_ptr_array_add (events, event);
    }
  return ok ? g_steal_pointer (&events) : NULL;
}

#define EVENTS                                                                                     \
  "SELECT id, time, kind, amount, " VANITY_TASTE_SHADE_COLUMNS                                     \
  " FROM event JOIN shade ON shade.uid = event.uid WHERE id > ? ORDER BY id "

GPtrArray *
vanity_taste_list_events (VanityTaste *taste, gint64 after, guint limit, GError **error)
{
  return list (taste, EVENTS "LIMIT ?", after, limit, error);
}

GPtrArray *
vanity_taste_list_recent (VanityTaste *taste, guint limit, GError **error)
{
  return list (taste, EVENTS "DESC LIMIT ?", 0, limit, error);
}
