#include "recommend/bag.h"

#include "base/date.h"
#include "base/error.h"
#include "catalogue/color-words.h"
#include "catalogue/text.h"
#include "recommend/taste-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The longest brand, line or name that somebody types. */
#define MAX_NAME 200

void
vanity_bag_item_free (VanityBagItem *item)
{
  vanity_shade_unref (item->shade);
  g_free (item);
}

static gboolean
check_names (const char *const names[3], GError **error)
{
  g_autofree char *brand = vanity_text_fold (names[0]), *name = vanity_text_fold (names[2]);

  for (int i = 0; i < 3; i++)
    if (!g_utf8_validate (names[i], -1, NULL) || g_utf8_strlen (names[i], -1) > MAX_NAME)
      {
        g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                     _ ("a name is longer than %d characters, or not in UTF-8"), MAX_NAME);
        return FALSE;
      }
  if (*brand != '\0' || *name != '\0')
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("a product needs a brand or a name to be known by"));
  return FALSE;
}

/* The first colour of a palette is the shade's; all of them are kept nowhere. */
static gboolean
read_color (VanityShade *shade, const char *hex, GError **error)
{
  g_autoptr (GArray) colors = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (hex == NULL || *hex == '\0')
    return TRUE;
  if (!vanity_color_read (hex, colors, error))
    return FALSE;
  vanity_shade_set_color (shade, g_array_index (colors, guint32, 0), VANITY_COLOR_SOURCE_ESTIMATED);
  return TRUE;
}

VanityShade *
vanity_bag_make_shade (const char *brand, const char *line, const char *name,
                       VanityCategory category, const char *hex, VanityFinish finish,
                       GError **error)
{
  const char *const names[3]
      = { brand != NULL ? brand : "", line != NULL ? line : "", name != NULL ? name : "" };
  g_autoptr (VanityShade) shade = NULL;

  g_return_val_if_fail ((guint)category < VANITY_N_CATEGORIES, NULL);
  g_return_val_if_fail ((guint)finish < VANITY_N_FINISHES, NULL);
  if (!check_names (names, error))
    return NULL;
  shade = vanity_shade_new (names[0], names[1], names[2], category);
  shade->finish = finish;
  return read_color (shade, hex, error) ? g_steal_pointer (&shade) : NULL;
}

static gboolean
check_date (const char *date, GError **error)
{
  if (date == NULL || *date == '\0' || vanity_date_parse (date, NULL))
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("“%.40s” is no date; one is written as 2026-03-14"), date);
  return FALSE;
}

static gboolean
insert (VanityTaste *taste, const VanityShade *shade, gboolean by_hand, const char *opened,
        const char *expires, GError **error)
{
  sqlite3_stmt *statement = vanity_database_prepare (
      taste->database,
      "INSERT INTO bag VALUES (?, ?, ?, ?, ?) ON CONFLICT (uid) DO UPDATE"
      " SET opened = excluded.opened, expires = excluded.expires",
      error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, shade->uid, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int (statement, 2, by_hand);
  sqlite3_bind_text (statement, 3, opened != NULL ? opened : "", -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 4, expires != NULL ? expires : "", -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 5, g_get_real_time ());
  return vanity_database_finish (taste->database, statement, error);
}

gboolean
vanity_bag_add (VanityTaste *taste, const VanityShade *shade, gboolean by_hand, const char *opened,
                const char *expires, GError **error)
{
  g_return_val_if_fail (VANITY_IS_TASTE (taste), FALSE);
  g_return_val_if_fail (shade != NULL, FALSE);
  if (!check_date (opened, error) || !check_date (expires, error)
      || !vanity_taste_begin (taste, error))
    return FALSE;
  return vanity_taste_end (taste,
                           vanity_taste_put_shade (taste, shade, error)
                               && insert (taste, shade, by_hand, opened, expires, error),
                           error);
}

gboolean
vanity_bag_remove (VanityTaste *taste, const char *uid, GError **error)
{
  gboolean ok;

  g_return_val_if_fail (VANITY_IS_TASTE (taste), FALSE);
  if (!vanity_taste_begin (taste, error))
    return FALSE;
  ok = vanity_taste_run_text (taste, "DELETE FROM bag WHERE uid = ?", uid, error);
  if (ok && sqlite3_changes (vanity_database_get_connection (taste->database)) == 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("no product “%s” is in the bag"),
                   uid);
      ok = FALSE;
    }
  return vanity_taste_end (taste, ok && vanity_taste_sweep_shades (taste, error), error);
}

static VanityBagItem *
read_item (sqlite3_stmt *row)
{
  VanityBagItem *item = g_new0 (VanityBagItem, 1);
  const int column = VANITY_TASTE_N_SHADE_COLUMNS;

  item->shade = vanity_taste_get_shade (row, 0);
  item->by_hand = sqlite3_column_int (row, column) != 0;
  g_strlcpy (item->opened, vanity_taste_get_text (row, column + 1), sizeof item->opened);
  g_strlcpy (item->expires, vanity_taste_get_text (row, column + 2), sizeof item->expires);
  item->added = sqlite3_column_int64 (row, column + 3);
  return item;
}

GPtrArray *
vanity_bag_list (VanityTaste *taste, GError **error)
{
  g_autoptr (GRecMutexLocker) locker = NULL;
  g_autoptr (GPtrArray) items
      = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_bag_item_free);
  sqlite3_stmt *statement;
  gboolean ok, row = TRUE;

  g_return_val_if_fail (VANITY_IS_TASTE (taste), NULL);
  locker = g_rec_mutex_locker_new (&taste->mutex);
  statement = vanity_database_prepare (
      taste->database,
      "SELECT " VANITY_TASTE_SHADE_COLUMNS ", by_hand, opened, expires, added"
      " FROM bag JOIN shade ON shade.uid = bag.uid ORDER BY added DESC, brand, line, name",
      error);
  ok = statement != NULL;
  while (ok && (ok = vanity_database_step (taste->database, statement, &row, error)) && row)
    g_ptr_array_add (items, read_item (statement));
  return ok ? g_steal_pointer (&items) : NULL;
}

gboolean
vanity_bag_item_is_expired (const VanityBagItem *item, const char *today)
{
  return *item->expires != '\0' && strcmp (item->expires, today) < 0;
}
