#include "catalogue/shelf.h"

#include "catalogue/color-tree.h"
#include "catalogue/text.h"

#include <string.h>

/* An item has a byte for them. */
G_STATIC_ASSERT (VANITY_N_PRODUCT_LABELS <= 8);

void
vanity_shelf_unref (VanityShelf *shelf)
{
  if (!g_atomic_ref_count_dec (&shelf->references))
    return;
  g_clear_pointer (&shelf->tree, vanity_color_tree_free);
  g_string_chunk_free (shelf->texts);
  g_array_unref (shelf->items);
  g_array_unref (shelf->products);
  g_array_unref (shelf->brands);
  g_array_unref (shelf->prices);
  g_array_unref (shelf->colors);
  g_free (shelf);
}

static const char *
keep_text (VanityShelf *shelf, sqlite3_stmt *row, int column)
{
  const unsigned char *text = sqlite3_column_text (row, column);

  return g_string_chunk_insert (shelf->texts, text != NULL ? (const char *)text : "");
}

/* Indices by ids, which may have gaps; G_MAXUINT32 of one that is not there. */
static guint32
find_index (GHashTable *indices, gint64 id)
{
  gpointer index;

  if (!g_hash_table_lookup_extended (indices, GSIZE_TO_POINTER ((gsize)id), NULL, &index))
    return G_MAXUINT32;
  return GPOINTER_TO_UINT (index);
}

static gboolean
load_brands (VanityShelf *shelf, VanityDatabase *database, GHashTable *indices, GError **error)
{
  sqlite3_stmt *row = vanity_database_prepare (database, "SELECT id, key, name FROM brands", error);
  gboolean more = row != NULL;

  while (more)
    {
      VanityShelfBrand brand;

      if (!vanity_database_step (database, row, &more, error))
        return FALSE;
      if (!more)
        return TRUE;
      brand.key = keep_text (shelf, row, 1);
      brand.name = keep_text (shelf, row, 2);
      g_hash_table_insert (indices, GSIZE_TO_POINTER ((gsize)sqlite3_column_int64 (row, 0)),
                           GUINT_TO_POINTER (shelf->brands->len));
      g_array_append_val (shelf->brands, brand);
    }
  return FALSE;
}

static const char *
keep_words (VanityShelf *shelf, const VanityShelfProduct *product, VanityCategory category)
{
  g_autoptr (GString) words = g_string_new (NULL);

  vanity_shade_append_words (g_array_index (shelf->brands, VanityShelfBrand, product->brand).name,
                             product->line, "", category, words);
  g_string_prepend_c (words, ' ');
  return g_string_chunk_insert (shelf->texts, words->str);
}

/* The category of a product is read with it, and given to its shades. */
static gboolean
load_products (VanityShelf *shelf, VanityDatabase *database, GHashTable *brands,
               GHashTable *indices, GArray *categories, GError **error)
{
  sqlite3_stmt *row = vanity_database_prepare (
      database, "SELECT id, brand_id, category, line FROM products", error);
  gboolean more = row != NULL;

  while (more)
    {
      VanityShelfProduct product = { 0 };
      int category;

      if (!vanity_database_step (database, row, &more, error))
        return FALSE;
      if (!more)
        return TRUE;
      category = sqlite3_column_int (row, 2);
      if (category < 0 || category >= VANITY_N_CATEGORIES)
        category = VANITY_CATEGORY_OTHER;
      product.brand = find_index (brands, sqlite3_column_int64 (row, 1));
      if (product.brand >= shelf->brands->len)
        continue;
      product.line = keep_text (shelf, row, 3);
      product.words = keep_words (shelf, &product, (VanityCategory)category);
      g_hash_table_insert (indices, GSIZE_TO_POINTER ((gsize)sqlite3_column_int64 (row, 0)),
                           GUINT_TO_POINTER (shelf->products->len));
      g_array_append_val (shelf->products, product);
      g_array_append_val (categories, category);
    }
  return FALSE;
}

static VanityLab
unpack_lab (guint32 rgb)
{
  return vanity_lab_from_linear (vanity_rgb_unpack (rgb));
}

static void
load_color (VanityShelf *shelf, VanityShelfItem *item, sqlite3_stmt *row)
{
  const guint8 *palette = sqlite3_column_blob (row, 5);
  int n = MIN (sqlite3_column_bytes (row, 5) / 3, VANITY_SHADE_MAX_PALETTE);

  item->first_color = shelf->colors->len;
  if (sqlite3_column_type (row, 3) == SQLITE_NULL)
    return;
  item->color_source = (guint8)CLAMP (sqlite3_column_int (row, 4), VANITY_COLOR_SOURCE_ESTIMATED,
                                      VANITY_COLOR_SOURCE_GIVEN);
  item->lab = unpack_lab ((guint32)sqlite3_column_int (row, 3));
  for (int i = 1; i < n; i++)
    {
      VanityLab lab = unpack_lab ((guint32)palette[3 * i] << 16 | (guint32)palette[3 * i + 1] << 8
                                  | (guint32)palette[3 * i + 2]);

      g_array_append_val (shelf->colors, lab);
      item->n_colors++;
    }
}

static guint8
get_choice (sqlite3_stmt *row, int column, int n_choices)
{
  int number = sqlite3_column_int (row, column);

  return (guint8)(number >= 0 && number < n_choices ? number : 0);
}

static gboolean
load_items (VanityShelf *shelf, VanityDatabase *database, GHashTable *products, GArray *categories,
            GError **error)
{
  sqlite3_stmt *row = vanity_database_prepare (
      database,
      "SELECT id, product_id, name, rgb, color_source, palette, finish, coverage, undertone,"
      " labels, availability, popularity, ingredients_id FROM shades ORDER BY id",
      error);
  gboolean more = row != NULL;

  while (more)
    {
      VanityShelfItem item = { 0 };

      if (!vanity_database_step (database, row, &more, error))
        return FALSE;
      if (!more)
        return TRUE;
      item.id = sqlite3_column_int64 (row, 0);
      item.product = find_index (products, sqlite3_column_int64 (row, 1));
      if (item.product >= shelf->products->len)
        continue;
      item.category = (guint8)g_array_index (categories, int, item.product);
      item.name = keep_text (shelf, row, 2);
      if (!g_str_is_ascii (item.name))
        {
          g_autofree char *key = vanity_text_fold (item.name);

          item.key = g_string_chunk_insert (shelf->texts, key);
        }
      load_color (shelf, &item, row);
      item.finish = get_choice (row, 6, VANITY_N_FINISHES);
      item.coverage = get_choice (row, 7, VANITY_N_COVERAGES);
      item.undertone = get_choice (row, 8, VANITY_N_UNDERTONE_LABELS);
      item.labels = (guint8)((unsigned)sqlite3_column_int (row, 9) & VANITY_PRODUCT_LABELS);
      item.availability = get_choice (row, 10, VANITY_N_AVAILABILITIES);
      item.popularity = sqlite3_column_type (row, 11) == SQLITE_NULL
                            ? -1.0f
                            : (float)sqlite3_column_double (row, 11);
      item.ingredients = (guint32)sqlite3_column_int64 (row, 12);
      g_array_index (shelf->products, VanityShelfProduct, item.product).n_items++;
      g_array_append_val (shelf->items, item);
    }
  return FALSE;
}

/* Both are in the order of the shades' ids. */
static gboolean
load_prices (VanityShelf *shelf, VanityDatabase *database, GError **error)
{
  sqlite3_stmt *row = vanity_database_prepare (
      database, "SELECT shade_id, currency, minor FROM prices ORDER BY shade_id", error);
  gboolean more = row != NULL;
  guint at = 0;

  while (more)
    {
      VanityMoney money = { 0 };
      const unsigned char *currency;
      gint64 id;

      if (!vanity_database_step (database, row, &more, error))
        return FALSE;
      if (!more)
        return TRUE;
      id = sqlite3_column_int64 (row, 0);
      while (at < shelf->items->len && vanity_shelf_get (shelf, at)->id < id)
        at++;
      if (at == shelf->items->len || vanity_shelf_get (shelf, at)->id != id)
        continue;

      VanityShelfItem *item = &g_array_index (shelf->items, VanityShelfItem, at);
      if (item->n_prices == G_MAXUINT8)
        continue;
      if (item->n_prices++ == 0)
        item->first_price = shelf->prices->len;
      currency = sqlite3_column_text (row, 1);
      g_strlcpy (money.currency, currency != NULL ? (const char *)currency : "",
                 sizeof money.currency);
      money.minor = sqlite3_column_int64 (row, 2);
      g_array_append_val (shelf->prices, money);
    }
  return FALSE;
}

static int
compare_products (gconstpointer one, gconstpointer other, gpointer data)
{
  const VanityShelf *shelf = data;
  const VanityShelfProduct *a
      = &g_array_index (shelf->products, VanityShelfProduct, *(const guint32 *)one);
  const VanityShelfProduct *b
      = &g_array_index (shelf->products, VanityShelfProduct, *(const guint32 *)other);
  const char *brand_a = g_array_index (shelf->brands, VanityShelfBrand, a->brand).key;
  const char *brand_b = g_array_index (shelf->brands, VanityShelfBrand, b->brand).key;
  int order = a->brand == b->brand ? 0 : vanity_shelf_compare_names (brand_a, brand_b);

  return order != 0 ? order : vanity_shelf_compare_names (a->line, b->line);
}

static void
rank_products (VanityShelf *shelf)
{
  guint n = shelf->products->len;
  g_autofree guint32 *order = g_new (guint32, n + 1);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, (int)n, sizeof *order, compare_products, shelf);
  for (guint i = 0; i < n; i++)
    g_array_index (shelf->products, VanityShelfProduct, order[i]).rank = i;
}

static VanityShelf *
load (VanityDatabase *database, guint64 generation, GError **error)
{
  g_autoptr (VanityShelf) shelf = g_new0 (VanityShelf, 1);
  g_autoptr (GHashTable) brands = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) products = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) categories = g_array_new (FALSE, FALSE, sizeof (int));

  g_atomic_ref_count_init (&shelf->references);
  shelf->generation = generation;
  shelf->texts = g_string_chunk_new (65536);
  shelf->items = g_array_new (FALSE, FALSE, sizeof (VanityShelfItem));
  shelf->products = g_array_new (FALSE, FALSE, sizeof (VanityShelfProduct));
  shelf->brands = g_array_new (FALSE, FALSE, sizeof (VanityShelfBrand));
  shelf->prices = g_array_new (FALSE, FALSE, sizeof (VanityMoney));
  shelf->colors = g_array_new (FALSE, FALSE, sizeof (VanityLab));
  if (!load_brands (shelf, database, brands, error)
      || !load_products (shelf, database, brands, products, categories, error)
      || !load_items (shelf, database, products, categories, error)
      || !load_prices (shelf, database, error))
    return NULL;
  rank_products (shelf);
  return g_steal_pointer (&shelf);
}

VanityShelf *
vanity_catalogue_take_shelf (VanityCatalogue *catalogue, VanityDatabase *database, GError **error)
{
  VanityShelf *shelf;
  guint64 generation;

  /* What a batch sees is of no generation yet. */
  if (vanity_catalogue_is_owner (catalogue))
    return load (database, 0, error);
  if (!vanity_catalogue_see_generation (catalogue, database, &generation, error))
    return NULL;
  if (catalogue->shelf == NULL || catalogue->shelf->generation != generation)
    {
      shelf = load (database, generation, error);
      if (shelf == NULL)
        return NULL;
      g_clear_pointer (&catalogue->shelf, vanity_shelf_unref);
      catalogue->shelf = shelf;
    }
  g_atomic_ref_count_inc (&catalogue->shelf->references);
  return catalogue->shelf;
}

const VanityColorTree *
vanity_shelf_find_tree (VanityShelf *shelf)
{
  g_autoptr (GArray) points = NULL;

  if (shelf->tree != NULL)
    return shelf->tree;
  points = g_array_new (FALSE, FALSE, sizeof (VanityColorPoint));
  for (guint i = 0; i < shelf->items->len; i++)
    {
      const VanityShelfItem *item = vanity_shelf_get (shelf, i);
      VanityColorPoint point = { item->lab, i };

      if (item->color_source == VANITY_COLOR_SOURCE_UNKNOWN)
        continue;
      g_array_append_val (points, point);
      for (guint j = 0; j < item->n_colors; j++)
        {
          point.lab = g_array_index (shelf->colors, VanityLab, item->first_color + j);
          g_array_append_val (points, point);
        }
    }
  shelf->tree = vanity_color_tree_new ((const VanityColorPoint *)points->data, points->len);
  return shelf->tree;
}
