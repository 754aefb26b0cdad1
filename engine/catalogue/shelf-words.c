/* Which items have the words of a query.
 *
 * The index of words is quick where few have them. A word that many have, such as a brand's or the
 * first letter of one, is quicker looked for in the lines, of which there are far fewer than
 * shades, and in the names of those whose line has it not. */
#include "catalogue/gtin.h"
#include "catalogue/shelf.h"
#include "catalogue/text.h"

#include <string.h>

/* A word that a larger share of the items has by their line is not asked of the index. */
#define BROAD_SHARE 0.2
/* Nor one of so few letters. */
#define SHORT 2

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
  return vanity_text_has_words (text->str, words);
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

gboolean
vanity_shelf_has_plain (const char *text, const char *word, gboolean whole)
{
  for (const char *at = text; *at != '\0';)
    {
      gsize length = 0;

      while (word[length] != '\0' && g_ascii_tolower (at[length]) == word[length])
        length++;
      if (word[length] == '\0' && !(whole && g_ascii_isalnum (at[length])))
        return TRUE;
      while (g_ascii_isalnum (*at))
        at++;
      while (*at != '\0' && !g_ascii_isalnum (*at))
        at++;
    }
  return FALSE;
}

/* By index of the product, whether its brand, line or category has the word; `*n_items` gets how
 * many items are of such. */
static guint8 *
select_products (const VanityShelf *shelf, const char *word, guint *n_items)
{
  guint8 *set = g_malloc0 (shelf->products->len + 1);
  g_autofree char *begin = g_strconcat (" ", word, NULL);

  *n_items = 0;
  for (guint i = 0; i < shelf->products->len; i++)
    {
      const VanityShelfProduct *product = &g_array_index (shelf->products, VanityShelfProduct, i);

      set[i] = strstr (product->words, begin) != NULL;
      if (set[i])
        *n_items += product->n_items;
    }
  return set;
}

/* Takes those out that lack the word. */
static void
narrow (const VanityShelf *shelf, const char *word, const guint8 *products, guint8 *set)
{
  char *const words[] = { (char *)word, NULL };

  for (guint i = 0; i < shelf->items->len; i++)
    {
      const VanityShelfItem *item = vanity_shelf_get (shelf, i);

      if (set[i] && !products[item->product])
        set[i] = item->key == NULL ? vanity_shelf_has_plain (item->name, word, FALSE)
                                   : has_words (shelf, item, (char **)words);
    }
}

/* All words, whether they are many's or few's. */
static guint8 *
select_all_words (VanityShelf *shelf, VanityDatabase *database, char **words, GError **error)
{
  g_autoptr (GPtrArray) rare = g_ptr_array_new (), broad = g_ptr_array_new ();
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func (g_free);
  guint8 *set;

  for (char **word = words; *word != NULL; word++)
    {
      guint n_items;
      g_autofree guint8 *products = select_products (shelf, *word, &n_items);

      if (g_str_is_ascii (*word)
          && (strlen (*word) <= SHORT || n_items > BROAD_SHARE * shelf->items->len))
        {
          g_ptr_array_add (broad, *word);
          g_ptr_array_add (sets, g_steal_pointer (&products));
        }
      else
        g_ptr_array_add (rare, *word);
    }
  g_ptr_array_add (rare, NULL);
  if (rare->len > 1)
    set = select_words (shelf, database, (char **)rare->pdata, error);
  else
    {
      set = new_set (shelf);
      memset (set, 1, shelf->items->len);
    }
  for (guint i = 0; set != NULL && i < broad->len; i++)
    narrow (shelf, broad->pdata[i], sets->pdata[i], set);
  return set;
}

guint8 *
vanity_shelf_select_text (VanityShelf *shelf, VanityDatabase *database, const VanityQuery *query,
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
      set = select_all_words (shelf, database, words, error);
    }
  *failed = set == NULL;
  return set;
}
