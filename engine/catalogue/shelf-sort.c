/* The orders of what was found. */
#include "catalogue/color-tree.h"
#include "catalogue/shelf.h"
#include "catalogue/text.h"

#include <string.h>

int
vanity_shelf_compare_names (const char *one, const char *other)
{
  const char *a = one, *b = other;

  while (*a != '\0' && *b != '\0')
    if (g_ascii_isdigit (*a) && g_ascii_isdigit (*b))
      {
        const char *number_a = a + strspn (a, "0"), *number_b = b + strspn (b, "0");
        gsize length_a = strspn (number_a, "0123456789");
        gsize length_b = strspn (number_b, "0123456789");
        int order = length_a != length_b ? (length_a < length_b ? -1 : 1)
                                         : memcmp (number_a, number_b, length_a);

        if (order != 0)
          return order;
        a = number_a + length_a;
        b = number_b + length_b;
      }
    else
      {
        int letter_a = (guchar)g_ascii_tolower (*a++), letter_b = (guchar)g_ascii_tolower (*b++);

        if (letter_a != letter_b)
          return letter_a < letter_b ? -1 : 1;
      }
  if (*a != *b)
    return *a == '\0' ? -1 : 1;
  /* "01" and "1", "a" and "A" are still two names. */
  return strcmp (one, other);
}

typedef struct
{
  guint item;
  double value; /* the less the earlier */
} Place;

typedef struct
{
  const VanityShelf *shelf;
  gboolean by_item; /* of equal values, as a tree of colours has it; else by name */
} Sorter;

static int
compare (const Sorter *sorter, const Place *one, const Place *other)
{
  const VanityShelf *shelf = sorter->shelf;
  const VanityShelfItem *a, *b;
  guint32 rank_a, rank_b;
  int order;

  if (one->value != other->value)
    return one->value < other->value ? -1 : 1;
  if (sorter->by_item)
    return one->item < other->item ? -1 : one->item > other->item;
  a = vanity_shelf_get (shelf, one->item);
  b = vanity_shelf_get (shelf, other->item);
  if (a->product != b->product)
    {
      rank_a = g_array_index (shelf->products, VanityShelfProduct, a->product).rank;
      rank_b = g_array_index (shelf->products, VanityShelfProduct, b->product).rank;
      return rank_a < rank_b ? -1 : 1;
    }
  order = vanity_shelf_compare_names (a->name, b->name);
  return order != 0 ? order : one->item < other->item ? -1 : one->item > other->item;
}

static int
compare_places (gconstpointer one, gconstpointer other, gpointer data)
{
  return compare (data, one, other);
}

/* Hoare's selection: the `n` first of all come to the front. */
static void
select_first (const Sorter *sorter, Place *places, guint n_places, guint n)
{
  guint low = 0, high = n_places;

  while (high - low > 32 && n > low && n < high)
    {
      Place pivot = places[low + (high - low) / 2];
      guint i = low, j = high - 1;

      for (;;)
        {
          while (compare (sorter, &places[i], &pivot) < 0)
            i++;
          while (compare (sorter, &places[j], &pivot) > 0)
            j--;
          if (i >= j)
            break;
          Place kept = places[i];
          places[i++] = places[j];
          places[j--] = kept;
        }
      if (n <= j)
        high = j + 1;
      else
        low = j + 1;
    }
  /* The few among which the border still lies. */
  g_qsort_with_data (places + low, (int)(high - low), sizeof *places, compare_places,
                     (gpointer)sorter);
}

static gboolean
has_folded (const char *folded, const char *word)
{
  gsize length = strlen (word);

  for (const char *at = folded; (at = strstr (at, word)) != NULL; at++)
    if ((at == folded || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
      return TRUE;
  return FALSE;
}

/* How many of the words are a whole word of a text, and not only the beginning of one. `folded` may
 * be NULL where the text is plain. */
static int
count_whole (const char *text, const char *folded, char **words)
{
  int n = 0;

  for (char **word = words; *word != NULL; word++)
    n += folded != NULL ? has_folded (folded, *word) : vanity_shelf_has_plain (text, *word, TRUE);
  return n;
}

/* Names of brands and lines count once for all of their shades. */
static float *
count_products (const VanityShelf *shelf, char **words)
{
  float *counts = g_new (float, shelf->products->len + 1);

  for (guint i = 0; i < shelf->products->len; i++)
    counts[i] = -1.0f;
  return counts;
}

static float
measure_fit (const VanityShelf *shelf, const VanityShelfItem *item, char **words, float *products)
{
  float fit;

  if (products[item->product] < 0.0f)
    {
      const VanityShelfProduct *product
          = &g_array_index (shelf->products, VanityShelfProduct, item->product);
      const char *brand = g_array_index (shelf->brands, VanityShelfBrand, product->brand).key;

      g_autofree char *line = vanity_text_fold (product->line);

      products[item->product]
          = (float)(count_whole (brand, brand, words) + count_whole (product->line, line, words));
    }
  fit = products[item->product] + 1.5f * (float)count_whole (item->name, item->key, words);
  /* Popularity decides between those that fit alike. */
  return -fit - 0.4f * MAX (item->popularity, 0.0f);
}

static double
measure_price (const VanityShelf *shelf, const VanityShelfItem *item, const VanityQuery *query)
{
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < item->n_prices; i++)
    {
      const VanityMoney *money = &g_array_index (shelf->prices, VanityMoney, item->first_price + i);

      if (query->currency == NULL || g_ascii_strcasecmp (query->currency, money->currency) == 0)
        least = MIN (least, (double)money->minor);
    }
  return least;
}

static double
measure_distance (const VanityShelf *shelf, const VanityShelfItem *item, VanityLab near)
{
  double least;

  if (item->color_source == VANITY_COLOR_SOURCE_UNKNOWN)
    return G_MAXDOUBLE;
  least = vanity_lab_delta_e2000 (near, item->lab);
  for (guint i = 0; i < item->n_colors; i++)
    least = MIN (least, vanity_lab_delta_e2000 (
                            near, g_array_index (shelf->colors, VanityLab, item->first_color + i)));
  return least;
}

static void
measure (const VanityShelf *shelf, const VanityQuery *query, Place *places, guint n_places)
{
  g_auto (GStrv) words = vanity_query_dup_words (query);
  g_autofree float *products = NULL;

  if (query->order == VANITY_ORDER_RELEVANCE && *words != NULL)
    products = count_products (shelf, words);
  for (guint i = 0; i < n_places; i++)
    {
      const VanityShelfItem *item = vanity_shelf_get (shelf, places[i].item);

      switch (query->order)
        {
        case VANITY_ORDER_RELEVANCE:
          places[i].value = products != NULL ? measure_fit (shelf, item, words, products)
                                             : -MAX (item->popularity, 0.0f);
          break;
        case VANITY_ORDER_PRICE:
          places[i].value = measure_price (shelf, item, query);
          break;
        case VANITY_ORDER_POPULARITY:
          places[i].value = item->popularity < 0.0f ? 1.0f : -item->popularity;
          break;
        case VANITY_ORDER_DISTANCE:
          places[i].value = measure_distance (shelf, item, query->near);
          break;
        default:
          places[i].value = 0.0f;
        }
    }
}

/* The first by colour need no look at all others. FALSE where there are too many of them. */
static gboolean
sort_by_tree (VanityShelf *shelf, const VanityQuery *query, GArray *items, guint n_first)
{
  g_autofree guint8 *admitted = NULL;
  g_autoptr (GArray) found = NULL;

  if (n_first > items->len / 8)
    return FALSE;
  admitted = g_malloc0 (shelf->items->len + 1);
  for (guint i = 0; i < items->len; i++)
    admitted[g_array_index (items, guint, i)] = 1;
  found = vanity_color_tree_search (vanity_shelf_find_tree (shelf), query->near, admitted, n_first);
  /* The rest has no colour. */
  if (found->len < n_first)
    return FALSE;
  for (guint i = 0; i < n_first; i++)
    g_array_index (items, guint, i) = g_array_index (found, VanityColorMatch, i).item;
  return TRUE;
}

void
vanity_shelf_sort (VanityShelf *shelf, const VanityQuery *query, GArray *items, int n)
{
  const Sorter sorter = { shelf, query->order == VANITY_ORDER_DISTANCE };
  guint n_first = n < 0 ? items->len : MIN ((guint)n, items->len);
  g_autofree Place *places = NULL;

  if (query->order == VANITY_ORDER_DISTANCE && sort_by_tree (shelf, query, items, n_first))
    return;
  places = g_new (Place, items->len + 1);
  for (guint i = 0; i < items->len; i++)
    places[i].item = g_array_index (items, guint, i);
  measure (shelf, query, places, items->len);
  select_first (&sorter, places, items->len, n_first);
  g_qsort_with_data (places, (int)n_first, sizeof *places, compare_places, (gpointer)&sorter);
  for (guint i = 0; i < items->len; i++)
    g_array_index (items, guint, i) = places[i].item;
}
