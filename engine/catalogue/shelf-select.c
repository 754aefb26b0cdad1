/* Which items a query admits: the same that vanity_query_admits () says of their shades. */
#include "catalogue/ingredient.h"
#include "catalogue/shelf.h"
#include "catalogue/text.h"

#include <string.h>

/* Ids of lists that have something to be avoided. */
static GHashTable *
select_ingredients (VanityDatabase *database, const VanityQuery *query, GError **error)
{
  g_autoptr (GHashTable) avoided = g_hash_table_new (NULL, NULL);
  sqlite3_stmt *statement
      = vanity_database_prepare (database, "SELECT id, list FROM ingredients", error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  while (vanity_database_step (database, statement, &row, error))
    {
      const unsigned char *list;

      if (!row)
        return g_steal_pointer (&avoided);
      list = sqlite3_column_text (statement, 1);
      if (list != NULL && vanity_ingredients_have ((const char *)list, query->avoid, NULL))
        g_hash_table_add (avoided, GSIZE_TO_POINTER ((gsize)sqlite3_column_int64 (statement, 0)));
    }
  return NULL;
}

/* By index of the brand. */
static guint8 *
select_brands (const VanityShelf *shelf, const VanityQuery *query)
{
  guint8 *set;

  if (query->brands == NULL || *query->brands == NULL)
    return NULL;
  set = g_malloc0 (shelf->brands->len + 1);
  for (char **wanted = query->brands; *wanted != NULL; wanted++)
    {
      g_autofree char *key = vanity_text_fold (*wanted);

      for (guint i = 0; i < shelf->brands->len; i++)
        if (strcmp (g_array_index (shelf->brands, VanityShelfBrand, i).key, key) == 0)
          set[i] = 1;
    }
  return set;
}

static gboolean
admits_price (const VanityShelf *shelf, const VanityShelfItem *item, const VanityQuery *query)
{
  if (!vanity_query_asks_price (query))
    return TRUE;
  for (guint i = 0; i < item->n_prices; i++)
    if (vanity_query_admits_money (
            query, &g_array_index (shelf->prices, VanityMoney, item->first_price + i)))
      return TRUE;
  return FALSE;
}

static gboolean
admits (const VanityShelf *shelf, const VanityShelfItem *item, const VanityQuery *query)
{
  return vanity_query_has_bit (query->categories, item->category)
         && vanity_query_has_bit (query->finishes, item->finish)
         && vanity_query_has_bit (query->coverages, item->coverage)
         && vanity_query_has_bit (query->undertones, item->undertone)
         && (query->labels & ~(unsigned)item->labels) == 0
         && (!query->only_colored || item->color_source != VANITY_COLOR_SOURCE_UNKNOWN)
         && (!query->only_available || item->availability != VANITY_AVAILABILITY_OUT_OF_STOCK)
         && admits_price (shelf, item, query);
}

GArray *
vanity_shelf_select (VanityShelf *shelf, VanityDatabase *database, const VanityQuery *query,
                     GError **error)
{
  gboolean failed;
  g_autofree guint8 *found = vanity_shelf_select_text (shelf, database, query, &failed, error);
  g_autofree guint8 *brands = select_brands (shelf, query);
  g_autoptr (GHashTable) avoided = NULL;
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (guint));

  if (failed)
    return NULL;
  if (query->avoid != NULL && *query->avoid != NULL)
    {
      avoided = select_ingredients (database, query, error);
      if (avoided == NULL)
        return NULL;
    }
  for (guint i = 0; i < shelf->items->len; i++)
    {
      const VanityShelfItem *item = vanity_shelf_get (shelf, i);

      if ((found == NULL || found[i])
          && (brands == NULL
              || brands[g_array_index (shelf->products, VanityShelfProduct, item->product).brand])
          && (avoided == NULL
              || !g_hash_table_contains (avoided, GSIZE_TO_POINTER ((gsize)item->ingredients)))
          && admits (shelf, item, query))
        g_array_append_val (items, i);
    }
  return g_steal_pointer (&items);
}
