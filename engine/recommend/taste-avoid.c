#include "recommend/taste-avoid.h"

#include "base/error.h"
#include "recommend/taste-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
check_name (const char *name, GError **error)
{
  gboolean has_letter = FALSE, ok = g_utf8_validate (name, -1, NULL);

  for (const char *at = name; ok && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      has_letter |= g_unichar_isalnum (c);
      ok = !g_unichar_iscntrl (c);
    }
  if (!ok || !has_letter)
    {
      g_autofree char *shown = g_utf8_make_valid (name, -1);

      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("“%s” is no name of an ingredient: it has no letter in it, or a control "
                      "character"),
                   shown);
      return FALSE;
    }
  if (g_utf8_strlen (name, -1) <= VANITY_AVOID_MAX_LENGTH)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
               _ ("“%.40s…” is no name of an ingredient: it is longer than %d characters"), name,
               VANITY_AVOID_MAX_LENGTH);
  return FALSE;
}

static gboolean
insert (VanityTaste *taste, const char *name, GError **error)
{
  sqlite3_stmt *statement = vanity_database_prepare (
      taste->database, "INSERT OR IGNORE INTO avoid VALUES (?, ?)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 2, g_get_real_time ());
  return vanity_database_finish (taste->database, statement, error);
}

static gboolean
check_room (VanityTaste *taste, GError **error)
{
  guint count[VANITY_N_ERASE];

  if (!vanity_taste_count (taste, count, error))
    return FALSE;
  if (count[4] < VANITY_AVOID_MAX)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
               _ ("%u ingredients are avoided already, the most is %d"), count[4],
               VANITY_AVOID_MAX);
  return FALSE;
}

gboolean
vanity_taste_add_avoided (VanityTaste *taste, const char *name, GError **error)
{
  g_autofree char *trimmed = NULL;

  g_return_val_if_fail (VANITY_IS_TASTE (taste), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  trimmed = g_strstrip (g_strdup (name));
  if (!check_name (trimmed, error) || !vanity_taste_begin (taste, error))
    return FALSE;
  return vanity_taste_end (taste, check_room (taste, error) && insert (taste, trimmed, error),
                           error);
}

gboolean
vanity_taste_remove_avoided (VanityTaste *taste, const char *name, GError **error)
{
  gboolean ok;

  g_return_val_if_fail (VANITY_IS_TASTE (taste), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  if (!vanity_taste_begin (taste, error))
    return FALSE;
  ok = vanity_taste_run_text (taste, "DELETE FROM avoid WHERE name = ?", name, error);
  if (ok && sqlite3_changes (vanity_database_get_connection (taste->database)) == 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("“%s” is not among the ingredients to avoid"), name);
      ok = FALSE;
    }
  return vanity_taste_end (taste, ok, error);
}

char **
vanity_taste_list_avoided (VanityTaste *taste, GError **error)
{
  g_autoptr (GRecMutexLocker) locker = NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  sqlite3_stmt *statement;
  gboolean ok, row = TRUE;

  g_return_val_if_fail (VANITY_IS_TASTE (taste), NULL);
  locker = g_rec_mutex_locker_new (&taste->mutex);
  statement
      = vanity_database_prepare (taste->database, "SELECT name FROM avoid ORDER BY name", error);
  ok = statement != NULL;
  while (ok && (ok = vanity_database_step (taste->database, statement, &row, error)) && row)
    g_strv_builder_add (names, vanity_taste_get_text (statement, 0));
  return ok ? g_strv_builder_end (names) : NULL;
}
