/* What holds of a shade: in the file, and for as long as a private hour lasts in `passing`, which
 * then hides what the file says. */
#include "recommend/taste-private.h"

#include "base/error.h"

#include <string.h>

void
vanity_taste_known_free (VanityTasteKnown *known)
{
  vanity_shade_unref (known->shade);
  g_free (known);
}

static gboolean
is_nothing (const VanityShadeState *state)
{
  return !state->liked && !state->saved && !state->hidden && !state->bought && !state->wrong
         && state->tries == 0 && state->worn <= 0;
}

void
vanity_shade_state_apply (VanityShadeState *state, VanityEventKind kind, double amount, gint64 time)
{
  switch (kind)
    {
    case VANITY_EVENT_TRY:
      state->tries += state->tries < G_MAXINT32;
      break;
    case VANITY_EVENT_WORN:
      state->worn += amount;
      break;
    case VANITY_EVENT_LIKE:
    case VANITY_EVENT_UNLIKE:
      state->liked = kind == VANITY_EVENT_LIKE;
      break;
    case VANITY_EVENT_SAVE:
    case VANITY_EVENT_UNSAVE:
      state->saved = kind == VANITY_EVENT_SAVE;
      break;
    case VANITY_EVENT_HIDE:
    case VANITY_EVENT_UNHIDE:
      state->hidden = kind == VANITY_EVENT_HIDE;
      break;
    case VANITY_EVENT_BOUGHT:
    case VANITY_EVENT_NOT_BOUGHT:
      state->bought = state->owned = kind == VANITY_EVENT_BOUGHT;
      break;
    case VANITY_EVENT_WRONG_SHADE:
    case VANITY_EVENT_RIGHT_SHADE:
      state->wrong = kind == VANITY_EVENT_WRONG_SHADE;
      state->wrong_how = (unsigned)amount;
      break;
    case VANITY_N_EVENT_KINDS:
      break;
    }
  state->last = MAX (state->last, time);
}

#define STATE_COLUMNS "liked, saved, hidden, bought, wrong, tries, worn, last, bag.uid"

static void
read_state (sqlite3_stmt *row, int column, VanityShadeState *state)
{
  const gboolean wrong = sqlite3_column_type (row, column + 4) != SQLITE_NULL;

  *state = (VanityShadeState){
    .liked = sqlite3_column_int (row, column) != 0,
    .saved = sqlite3_column_int (row, column + 1) != 0,
    .hidden = sqlite3_column_int (row, column + 2) != 0,
    .bought = sqlite3_column_int (row, column + 3) != 0,
    .wrong = wrong,
    .wrong_how
    = wrong ? (unsigned)sqlite3_column_int (row, column + 4) & ((1U << VANITY_N_WRONG) - 1) : 0,
    .tries = (guint)CLAMP (sqlite3_column_int64 (row, column + 5), 0, G_MAXINT32),
    .worn = sqlite3_column_double (row, column + 6),
    .last = sqlite3_column_int64 (row, column + 7),
    .owned = sqlite3_column_type (row, column + 8) != SQLITE_NULL,
  };
}

static gboolean
load_state (VanityTaste *taste, const char *uid, VanityShadeState *state, GError **error)
{
  sqlite3_stmt *statement = vanity_database_prepare (
      taste->database,
      "SELECT " STATE_COLUMNS " FROM (SELECT ? AS uid) AS asked"
      " LEFT JOIN state ON state.uid = asked.uid LEFT JOIN bag ON bag.uid = asked.uid",
      error);
  gboolean row = FALSE;

  *state = (VanityShadeState){ 0 };
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, uid, -1, SQLITE_TRANSIENT);
  if (!vanity_database_step (taste->database, statement, &row, error))
    return FALSE;
  if (row)
    {
      read_state (statement, 0, state);
      sqlite3_reset (statement);
    }
  return TRUE;
}

static gboolean
save_state (VanityTaste *taste, const char *uid, const VanityShadeState *state, GError **error)
{
  sqlite3_stmt *statement;

  if (is_nothing (state))
    return vanity_taste_run_text (taste, "DELETE FROM state WHERE uid = ?", uid, error);
  statement = vanity_database_prepare (
      taste->database, "INSERT OR REPLACE INTO state VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, uid, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int (statement, 2, state->liked);
  sqlite3_bind_int (statement, 3, state->saved);
  sqlite3_bind_int (statement, 4, state->hidden);
  sqlite3_bind_int (statement, 5, state->bought);
  if (state->wrong)
    sqlite3_bind_int (statement, 6, (int)state->wrong_how);
  sqlite3_bind_int64 (statement, 7, state->tries);
  sqlite3_bind_double (statement, 8, state->worn);
  sqlite3_bind_int64 (statement, 9, state->last);
  return vanity_database_finish (taste->database, statement, error);
}

gboolean
vanity_taste_change_state (VanityTaste *taste, const VanityShade *shade, VanityEventKind kind,
                           double amount, gint64 time, GError **error)
{
  VanityShadeState state;

  if (!load_state (taste, shade->uid, &state, error))
    return FALSE;
  vanity_shade_state_apply (&state, kind, amount, time);
  return save_state (taste, shade->uid, &state, error);
}

void
vanity_taste_pass_state (VanityTaste *taste, const VanityShade *shade, VanityEventKind kind,
                         double amount, gint64 time)
{
  VanityTasteKnown *known = g_hash_table_lookup (taste->passing, shade->uid);

  if (known == NULL)
    {
      known = g_new0 (VanityTasteKnown, 1);
      known->shade = vanity_taste_copy_shade (shade);
      load_state (taste, shade->uid, &known->state, NULL);
      g_hash_table_insert (taste->passing, known->shade->uid, known);
    }
  vanity_shade_state_apply (&known->state, kind, amount, time);
}

gboolean
vanity_taste_get_state (VanityTaste *taste, const char *uid, VanityShadeState *state,
                        GError **error)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&taste->mutex);
  const VanityTasteKnown *known = g_hash_table_lookup (taste->passing, uid);

  if (known == NULL)
    return load_state (taste, uid, state, error);
  *state = known->state;
  return TRUE;
}

#define ALL_STATES                                                                                 \
  " FROM shade LEFT JOIN state ON state.uid = shade.uid LEFT JOIN bag ON bag.uid = shade.uid"      \
  " WHERE state.uid IS NOT NULL OR bag.uid IS NOT NULL"

GHashTable *
vanity_taste_list_states (VanityTaste *taste, GError **error)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&taste->mutex);
  g_autoptr (GHashTable) states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sqlite3_stmt *statement = vanity_database_prepare (
      taste->database, "SELECT shade.uid, " STATE_COLUMNS ALL_STATES, error);
  GHashTableIter iter;
  gpointer value;
  gboolean ok = statement != NULL, row = TRUE;

  while (ok && (ok = vanity_database_step (taste->database, statement, &row, error)) && row)
    {
      VanityShadeState *state = g_new (VanityShadeState, 1);

      read_state (statement, 1, state);
      g_hash_table_insert (states, g_strdup (vanity_taste_get_text (statement, 0)), state);
    }
  if (!ok)
    return NULL;
  g_hash_table_iter_init (&iter, taste->passing);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const VanityTasteKnown *known = value;

      g_hash_table_insert (states, g_strdup (known->shade->uid),
                           g_memdup2 (&known->state, sizeof known->state));
    }
  return g_steal_pointer (&states);
}

static gboolean
holds (const VanityShadeState *state, VanityListed which)
{
  switch (which)
    {
    case VANITY_LISTED_LIKED:
      return state->liked;
    case VANITY_LISTED_HIDDEN:
      return state->hidden;
    case VANITY_LISTED_BOUGHT:
      return state->bought;
    case VANITY_LISTED_WRONG:
      return state->wrong;
    }
  return FALSE;
}

/* The newest first. */
static int
compare_known (gconstpointer one, gconstpointer other)
{
  const VanityTasteKnown *a = *(VanityTasteKnown *const *)one;
  const VanityTasteKnown *b = *(VanityTasteKnown *const *)other;

  if (a->state.last != b->state.last)
    return a->state.last < b->state.last ? 1 : -1;
  return strcmp (a->shade->uid, b->shade->uid);
}

static void
add_known (GPtrArray *known, VanityShade *shade, const VanityShadeState *state, VanityListed which)
{
  VanityTasteKnown *one;

  if (!holds (state, which))
    return;
  one = g_new (VanityTasteKnown, 1);
  one->shade = vanity_shade_ref (shade);
  one->state = *state;
  g_ptr_array_add (known, one);
}

static gboolean
read_known (VanityTaste *taste, GPtrArray *known, VanityListed which, GError **error)
{
  sqlite3_stmt *statement = vanity_database_prepare (
      taste->database, "SELECT " VANITY_TASTE_SHADE_COLUMNS ", " STATE_COLUMNS ALL_STATES, error);
  gboolean ok = statement != NULL, row = TRUE;

  while (ok && (ok = vanity_database_step (taste->database, statement, &row, error)) && row)
    {
      VanityShadeState state;

      read_state (statement, VANITY_TASTE_N_SHADE_COLUMNS, &state);
      if (holds (&state, which)
          && !g_hash_table_contains (taste->passing, vanity_taste_get_text (statement, 0)))
        {
          g_autoptr (VanityShade) shade = vanity_taste_get_shade (statement, 0);

          add_known (known, shade, &state, which);
        }
    }
  return ok;
}

GPtrArray *
vanity_taste_list_shades (VanityTaste *taste, VanityListed which, GError **error)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&taste->mutex);
  g_autoptr (GPtrArray) known
      = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_taste_known_free);
  GPtrArray *shades;
  GHashTableIter iter;
  gpointer value;

  if (!read_known (taste, known, which, error))
    return NULL;
  g_hash_table_iter_init (&iter, taste->passing);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    add_known (known, ((VanityTasteKnown *)value)->shade, &((VanityTasteKnown *)value)->state,
               which);
  g_ptr_array_sort (known, compare_known);
  shades = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_shade_unref);
  for (guint i = 0; i < known->len; i++)
    g_ptr_array_add (shades, vanity_shade_ref (((VanityTasteKnown *)known->pdata[i])->shade));
  return shades;
}
