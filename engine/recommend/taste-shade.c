/* The copies of shades in the memory. */
#include "recommend/taste-private.h"

const char *
vanity_taste_get_text (sqlite3_stmt *row, int column)
{
  const char *text = (const char *)sqlite3_column_text (row, column);

  return text != NULL ? text : "";
}

gboolean
vanity_taste_run_text (VanityTaste *taste, const char *sql, const char *text, GError **error)
{
  sqlite3_stmt *statement = vanity_database_prepare (taste->database, sql, error);

  if (statement == NULL)
    return FALSE;
  if (text != NULL)
    sqlite3_bind_text (statement, 1, text, -1, SQLITE_TRANSIENT);
  return vanity_database_finish (taste->database, statement, error);
}

gboolean
vanity_taste_put_shade (VanityTaste *taste, const VanityShade *shade, GError **error)
{
  sqlite3_stmt *statement = vanity_database_prepare (
      taste->database, "INSERT OR REPLACE INTO shade VALUES (?, ?, ?, ?, ?, ?, ?)", error);
  const char *const texts[] = { shade->uid, shade->brand, shade->line, shade->name,
                                vanity_category_get_id (shade->category) };

  if (statement == NULL)
    return FALSE;
  for (int i = 0; i < (int)G_N_ELEMENTS (texts); i++)
    sqlite3_bind_text (statement, i + 1, texts[i], -1, SQLITE_TRANSIENT);
  if (shade->has_color)
    sqlite3_bind_int64 (statement, 6, shade->rgb);
  sqlite3_bind_text (statement, 7, vanity_finish_get_id (shade->finish), -1, SQLITE_STATIC);
  return vanity_database_finish (taste->database, statement, error);
}

gboolean
vanity_taste_sweep_shades (VanityTaste *taste, GError **error)
{
  return vanity_database_run (taste->database,
                              "DELETE FROM shade WHERE uid NOT IN (SELECT uid FROM event"
                              " UNION SELECT uid FROM state UNION SELECT uid FROM bag"
                              " UNION SELECT uid FROM list)",
                              error);
}

/* Colours are as the catalogue said, whatever they came from there. */
static VanityShade *
make_shade (const char *uid, const char *const names[3], VanityCategory category,
            gboolean has_color, guint32 rgb, VanityFinish finish)
{
  VanityShade *shade = vanity_shade_new (names[0], names[1], names[2], category);

  vanity_shade_set_text (&shade->uid, uid);
  if (has_color)
    vanity_shade_set_color (shade, rgb & 0xffffff, VANITY_COLOR_SOURCE_ESTIMATED);
  shade->finish = finish;
  return shade;
}

VanityShade *
vanity_taste_get_shade (sqlite3_stmt *row, int column)
{
  const char *const names[3]
      = { vanity_taste_get_text (row, column + 1), vanity_taste_get_text (row, column + 2),
          vanity_taste_get_text (row, column + 3) };
  VanityCategory category;
  VanityFinish finish;

  /* A later version may know more of them. */
  if (!vanity_category_find (vanity_taste_get_text (row, column + 4), &category))
    category = VANITY_CATEGORY_OTHER;
  if (!vanity_finish_find (vanity_taste_get_text (row, column + 6), &finish))
    finish = VANITY_FINISH_UNKNOWN;
  return make_shade (vanity_taste_get_text (row, column), names, category,
                     sqlite3_column_type (row, column + 5) != SQLITE_NULL,
                     (guint32)sqlite3_column_int64 (row, column + 5), finish);
}

VanityShade *
vanity_taste_copy_shade (const VanityShade *shade)
{
  const char *const names[3] = { shade->brand, shade->line, shade->name };

  return make_shade (shade->uid, names, shade->category, shade->has_color, shade->rgb,
                     shade->finish);
}

gboolean
vanity_taste_find_shade (VanityTaste *taste, const char *uid, VanityShade **shade, GError **error)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&taste->mutex);
  const VanityTasteKnown *passing = g_hash_table_lookup (taste->passing, uid);
  sqlite3_stmt *statement = vanity_database_prepare (
      taste->database, "SELECT " VANITY_TASTE_SHADE_COLUMNS " FROM shade WHERE uid = ?", error);
  gboolean row;

  *shade = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, uid, -1, SQLITE_TRANSIENT);
  if (!vanity_database_step (taste->database, statement, &row, error))
    return FALSE;
  if (row)
    *shade = vanity_taste_get_shade (statement, 0);
  else if (passing != NULL)
    *shade = vanity_shade_ref (passing->shade);
  sqlite3_reset (statement);
  return TRUE;
}
