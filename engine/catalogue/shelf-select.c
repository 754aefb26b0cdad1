/* Which items a query admits: the same that vanity_query_admits () says of their shades. */
#include "catalogue/gtin.h"
#include "catalogue/ingredient.h"
#include "catalogue/shelf.h"
#include "catalogue/text.h"

#include <string.h>

/* Sets of items by index. */
static guint8 *
new_set (const VanityShelf *shelf)
{
  return g_malloc0 (shelf->items->len + 1);
}

static gboolean
find_item (const VanityShelf *shelf, gint64 id, guint *at)
{
  guint low = 0, high = shelf->items->len;

  /* Mostly there are no gaps. */
  if (id >= 1 && (guint64)id <= shelf->items->len
      && vanity_shelf_get (shelf, (guint)id - 1)->id == id)
    {
      *at = (guint)id - 1;
      return TRUE;
    }
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (vanity_shelf_get (shelf, middle)->id < id)
        low = middle + 1;
      else
        high = middle;
    }
  *at = low;
  return low < shelf->items->len && vanity_shelf_get (shelf, low)->id == id;
}

/* Words are letters and digits only, so that quotes are all it takes for FTS5 to read no syntax. */
static char *
dup_match (char **words)
{
  GString *match = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    g_string_append_printf (match, "%s\"%s\"*", match->len > 0 ? " AND " : "", *word);
  return g_string_free (match, FALSE);
}

static gboolean
collect (const VanityShelf *shelf, VanityDatabase *database, sqlite3_stmt *statement, guint8 *set,
         GError **error)
{
  gboolean row;

  while (vanity_database_step (database, statement, &row, error))
    {
      guint at;

      if (!row)
        return TRUE;
      if (find_item (shelf, sqlite3_column_int64 (statement, 0), &at))
        set[at] = 1;
    }
  return FALSE;
}

static gboolean
has_words (const VanityShelf *shelf, const VanityShelfItem *item, char **words)
{
  const VanityShelfProduct *product
      = &g_array_index (shelf->products, VanityShelfProduct, item->product);
  g_autoptr (GString) text = g_string_new (" ");

  vanity_shade_append_words (g_array_index (shelf->brands, VanityShelfBrand, product->brand).name,
                             product->line, item->name, item->category, text);
  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *begin = g_strconcat (" ", *word, NULL);

      if (strstr (text->str, begin) == NULL)
        return FALSE;
    }
  return TRUE;
}

/* The index of words is damaged, which the check of pages does not see. What it was made of is
 * still there; it is made anew with the next change. */
static void
select_without_index (VanityShelf *shelf, char **words, guint8 *set)
{
  g_atomic_int_set (&shelf->words_damaged, TRUE);
  for (guint i = 0; i < shelf->items->len; i++)
    set[i] = has_words (shelf, vanity_shelf_get (shelf, i), words);
}

static guint8 *
select_words (VanityShelf *shelf, VanityDatabase *database, char **words, GError **error)
{
  g_autofree guint8 *set = new_set (shelf);
  g_autofree char *match = dup_match (words);
  g_autoptr (GError) cause = NULL;
  sqlite3_stmt *statement
      = vanity_database_prepare (database, "SELECT rowid FROM words WHERE words MATCH ?", &cause);

  if (statement != NULL)
    sqlite3_bind_text (statement, 1, match, -1, SQLITE_TRANSIENT);
  if (statement != NULL && collect (shelf, database, statement, set, &cause))
    return g_steal_pointer (&set);
  if ((sqlite3_errcode (vanity_database_get_connection (database)) & 0xff) == SQLITE_CORRUPT)
    {
      g_debug ("%s", cause->message);
      select_without_index (shelf, words, set);
      return g_steal_pointer (&set);
    }
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

static guint8 *
select_gtin (const VanityShelf *shelf, VanityDatabase *database, const char *gtin, GError **error)
{
  g_autofree guint8 *set = new_set (shelf);
  sqlite3_stmt *statement
      = vanity_database_prepare (database, "SELECT id FROM shades WHERE gtin = ?", error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, g_ascii_strtoll (gtin, NULL, 10));
  return collect (shelf, database, statement, set, error) ? g_steal_pointer (&set) : NULL;
}

/* NULL without an error: the text asks for nothing. */
static guint8 *
select_text (VanityShelf *shelf, VanityDatabase *database, const VanityQuery *query,
             gboolean *failed, GError **error)
{
  g_auto (GStrv) words = NULL;
  guint8 *set;
  char gtin[15];

  *failed = FALSE;
  if (query->text == NULL || *query->text == '\0')
    return NULL;
  if (vanity_gtin_check (query->text, gtin, NULL))
    set = select_gtin (shelf, database, gtin, error);
  else
    {
      words = vanity_query_dup_words (query);
      if (*words == NULL)
        return NULL;
      set = select_words (shelf, database, words, error);
    }
  *failed = set == NULL;
  return set;
}

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
is_among (unsigned bits, int bit)
{
  return bits == 0 || (bits >> bit & 1) != 0;
}

static gboolean
admits_price (const VanityShelf *shelf, const VanityShelfItem *item, const VanityQuery *query)
{
  if (query->price_least < 0 && query->price_most < 0)
    return TRUE;
  for (guint i = 0; i < item->n_prices; i++)
    {
      const VanityMoney *money = &g_array_index (shelf->prices, VanityMoney, item->first_price + i);

      if ((query->currency == NULL || g_ascii_strcasecmp (query->currency, money->currency) == 0)
          && (query->price_least < 0 || money->minor >= query->price_least)
          && (query->price_most < 0 || money->minor <= query->price_most))
        return TRUE;
    }
  return FALSE;
}

static gboolean
admits (const VanityShelf *shelf, const VanityShelfItem *item, const VanityQuery *query)
{
  return is_among (query->categories, item->category) && is_among (query->finishes, item->finish)
         && is_among (query->coverages, item->coverage)
         && is_among (query->undertones, item->undertone)
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
  g_autofree guint8 *found = select_text (shelf, database, query, &failed, error);
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
