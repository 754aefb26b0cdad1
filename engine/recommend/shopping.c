#include "recommend/shopping.h"

#include "base/error.h"
#include "makeup/layer.h"
#include "recommend/taste-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
vanity_shopping_item_free (VanityShoppingItem *item)
{
  vanity_shade_unref (item->shade);
  g_free (item->layer);
  g_free (item);
}

static gboolean
check (const char *layer, int quantity, GError **error)
{
  if (layer != NULL && *layer != '\0' && vanity_layer_kind_find (layer) == NULL)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("there is no layer “%s”"), layer);
      return FALSE;
    }
  if (quantity >= 1 && quantity <= VANITY_SHOPPING_MAX_QUANTITY)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("the quantity is %d; it must be from 1 to %d"), quantity,
               VANITY_SHOPPING_MAX_QUANTITY);
  return FALSE;
}

static const char *
choose_layer (const VanityShade *shade, const char *layer)
{
  const char *usual = layer != NULL ? layer : vanity_category_get_layer (shade->category);

  return usual != NULL ? usual : "";
}

static gboolean
insert (VanityTaste *taste, const VanityShade *shade, const char *layer, int quantity,
        GError **error)
{
  sqlite3_stmt *statement
      = vanity_database_prepare (taste->database,
                                 "INSERT INTO list VALUES (?1, ?2, ?3, ?4) ON CONFLICT (uid, layer)"
                                 " DO UPDATE SET quantity = MIN(quantity + ?3, ?5)",
                                 error);
  gint64 now = g_get_real_time ();

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, shade->uid, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 2, layer, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int (statement, 3, quantity);
  sqlite3_bind_int64 (statement, 4, now);
  sqlite3_bind_int (statement, 5, VANITY_SHOPPING_MAX_QUANTITY);
  return vanity_database_finish (taste->database, statement, error)
         && vanity_taste_write_event (taste, shade, VANITY_EVENT_SAVE, 0, now, error);
}

gboolean
vanity_shopping_add (VanityTaste *taste, const VanityShade *shade, const char *layer, int quantity,
                     GError **error)
{
  g_return_val_if_fail (VANITY_IS_TASTE (taste), FALSE);
  g_return_val_if_fail (shade != NULL, FALSE);
  if (!check (layer, quantity, error) || !vanity_taste_begin (taste, error))
    return FALSE;
  return vanity_taste_end (
      taste, insert (taste, shade, choose_layer (shade, layer), quantity, error), error);
}

/* Runs `sql` for one shade, ?1, of one layer, ?2, or any, NULL; with a number, ?3. FALSE with
 * VANITY_ERROR_VALUE where that changed nothing. */
static gboolean
change (VanityTaste *taste, const char *sql, const char *uid, const char *layer, int number,
        GError **error)
{
  sqlite3_stmt *statement = vanity_database_prepare (taste->database, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, uid, -1, SQLITE_TRANSIENT);
  if (layer != NULL)
    sqlite3_bind_text (statement, 2, layer, -1, SQLITE_TRANSIENT);
  if (sqlite3_bind_parameter_count (statement) > 2)
    sqlite3_bind_int (statement, 3, number);
  if (!vanity_database_finish (taste->database, statement, error))
    return FALSE;
  if (sqlite3_changes (vanity_database_get_connection (taste->database)) > 0)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("no product “%s” is on the look list"),
               uid);
  return FALSE;
}

#define THIS "WHERE uid = ?1 AND (?2 IS NULL OR layer = ?2)"

/* FALSE with an error. */
static gboolean
is_listed (VanityTaste *taste, const char *uid, gboolean *listed, GError **error)
{
  sqlite3_stmt *statement
      = vanity_database_prepare (taste->database, "SELECT 1 FROM list WHERE uid = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, uid, -1, SQLITE_TRANSIENT);
  if (!vanity_database_step (taste->database, statement, listed, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

/* Off the list; with its last layer it is saved no longer. */
static gboolean
take_off (VanityTaste *taste, const char *uid, const char *layer, GError **error)
{
  g_autoptr (VanityShade) shade = NULL;
  gboolean listed;

  if (!change (taste, "DELETE FROM list " THIS, uid, layer, 0, error)
      || !is_listed (taste, uid, &listed, error))
    return FALSE;
  if (listed)
    return TRUE;
  if (!vanity_taste_find_shade (taste, uid, &shade, error))
    return FALSE;
  return shade == NULL
         || vanity_taste_write_event (taste, shade, VANITY_EVENT_UNSAVE, 0, g_get_real_time (),
                                      error);
}

gboolean
vanity_shopping_remove (VanityTaste *taste, const char *uid, const char *layer, GError **error)
{
  g_return_val_if_fail (VANITY_IS_TASTE (taste), FALSE);
  g_return_val_if_fail (uid != NULL, FALSE);
  if (!vanity_taste_begin (taste, error))
    return FALSE;
  return vanity_taste_end (taste, take_off (taste, uid, layer, error), error);
}

gboolean
vanity_shopping_set_quantity (VanityTaste *taste, const char *uid, const char *layer, int quantity,
                              GError **error)
{
  g_return_val_if_fail (VANITY_IS_TASTE (taste), FALSE);
  g_return_val_if_fail (uid != NULL, FALSE);
  if (!check (layer, quantity, error) || !vanity_taste_begin (taste, error))
    return FALSE;
  return vanity_taste_end (
      taste, change (taste, "UPDATE list SET quantity = ?3 " THIS, uid, layer, quantity, error),
      error);
}

/* Layer and quantity of what is on the list. */
static gboolean
find_place (VanityTaste *taste, const char *uid, const char *layer, char **place, int *quantity,
            GError **error)
{
  sqlite3_stmt *statement = vanity_database_prepare (
      taste->database, "SELECT layer, quantity FROM list " THIS " ORDER BY added LIMIT 1", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, uid, -1, SQLITE_TRANSIENT);
  if (layer != NULL)
    sqlite3_bind_text (statement, 2, layer, -1, SQLITE_TRANSIENT);
  if (!vanity_database_step (taste->database, statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("no product “%s” is on the look list"), uid);
      return FALSE;
    }
  *place = g_strdup (vanity_taste_get_text (statement, 0));
  *quantity = sqlite3_column_int (statement, 1);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
vanity_shopping_swap (VanityTaste *taste, const char *uid, const char *layer,
                      const VanityShade *alternative, GError **error)
{
  g_autofree char *place = NULL;
  int quantity = 1;
  gboolean ok;

  g_return_val_if_fail (VANITY_IS_TASTE (taste), FALSE);
  g_return_val_if_fail (uid != NULL && alternative != NULL, FALSE);
  if (!vanity_taste_begin (taste, error))
    return FALSE;
  ok = find_place (taste, uid, layer, &place, &quantity, error)
       && take_off (taste, uid, place, error)
       && insert (taste, alternative, place, quantity, error);
  return vanity_taste_end (taste, ok, error);
}

static VanityShoppingItem *
read_item (sqlite3_stmt *row)
{
  VanityShoppingItem *item = g_new0 (VanityShoppingItem, 1);
  const int column = VANITY_TASTE_N_SHADE_COLUMNS;

  item->shade = vanity_taste_get_shade (row, 0);
  item->layer = g_strdup (vanity_taste_get_text (row, column));
  item->quantity
      = (int)CLAMP (sqlite3_column_int64 (row, column + 1), 1, VANITY_SHOPPING_MAX_QUANTITY);
  item->added = sqlite3_column_int64 (row, column + 2);
  return item;
}

static GPtrArray *
read_items (VanityTaste *taste, GError **error)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&taste->mutex);
  g_autoptr (GPtrArray) items
      = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_shopping_item_free);
  sqlite3_stmt *statement
      = vanity_database_prepare (taste->database,
                                 "SELECT " VANITY_TASTE_SHADE_COLUMNS ", layer, quantity, added"
                                 " FROM list JOIN shade ON shade.uid = list.uid",
                                 error);
  gboolean ok = statement != NULL, row = TRUE;

  while (ok && (ok = vanity_database_step (taste->database, statement, &row, error)) && row)
    g_ptr_array_add (items, read_item (statement));
  return ok ? g_steal_pointer (&items) : NULL;
}

/* What no layer draws comes last. */
static int
get_rank (const VanityShoppingItem *item)
{
  int n_kinds;
  const VanityLayerKind *const *kinds = vanity_layer_kinds (&n_kinds);

  for (int i = 0; i < n_kinds; i++)
    if (g_str_equal (kinds[i]->id, item->layer))
      return i;
  return n_kinds;
}

static int
compare_items (gconstpointer one, gconstpointer other)
{
  const VanityShoppingItem *a = *(VanityShoppingItem *const *)one;
  const VanityShoppingItem *b = *(VanityShoppingItem *const *)other;
  int ranks[2] = { get_rank (a), get_rank (b) };

  if (ranks[0] != ranks[1])
    return ranks[0] - ranks[1];
  if (a->added != b->added)
    return a->added < b->added ? -1 : 1;
  return strcmp (a->shade->uid, b->shade->uid);
}

GPtrArray *
vanity_shopping_list (VanityTaste *taste, VanityCatalogue *catalogue, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;

  g_return_val_if_fail (VANITY_IS_TASTE (taste), NULL);
  items = read_items (taste, error);
  if (items == NULL)
    return NULL;
  for (guint i = 0; catalogue != NULL && i < items->len; i++)
    {
      VanityShoppingItem *item = items->pdata[i];
      /* Without the catalogue the copy serves. */
      VanityShade *row = vanity_catalogue_get (catalogue, item->shade->uid, NULL);

      if (row == NULL)
        continue;
      vanity_shade_unref (item->shade);
      item->shade = row;
      item->is_listed = TRUE;
    }
  g_ptr_array_sort (items, compare_items);
  return g_steal_pointer (&items);
}
