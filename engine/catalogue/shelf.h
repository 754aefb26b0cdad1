/* The catalogue of one generation in memory, as far as filters, orders and colours need it: some
 * 80 bytes a shade. Made in a tenth of a second for 100,000 shades, when first asked for. */
#pragma once

#include "catalogue/catalogue-private.h"

typedef struct
{
  gint64 id;
  const char *name; /* of the shade, as it is */
  const char *key;  /* folded, where that takes time: of a name that is not plain; else NULL */
  VanityLab lab;
  float popularity;    /* < 0: not known */
  guint32 product;     /* index into products */
  guint32 first_price; /* index into prices */
  guint32 first_color; /* index into colors, of a palette the colours after the first */
  guint32 ingredients; /* id of the list, 0: none */
  guint8 n_prices, n_colors;
  guint8 category, finish, coverage, undertone, labels, availability;
  guint8 color_source; /* 0: no colour */
} VanityShelfItem;

typedef struct
{
  guint32 brand; /* index into brands */
  guint32 rank;  /* of brand and line among all, by name */
  guint32 n_items;
  const char *line;
  const char *words; /* of brand, line and category, each with a space before */
} VanityShelfProduct;

typedef struct
{
  const char *name;
  const char *key; /* folded */
} VanityShelfBrand;

typedef struct _VanityColorTree VanityColorTree;

struct _VanityShelf
{
  gatomicrefcount references;
  guint64 generation;
  GStringChunk *texts;
  GArray *items;         /* VanityShelfItem, ascending by id */
  GArray *products;      /* VanityShelfProduct */
  GArray *brands;        /* VanityShelfBrand */
  GArray *prices;        /* VanityMoney */
  GArray *colors;        /* VanityLab */
  int words_damaged;     /* the index of words is; atomic */
  VanityColorTree *tree; /* or NULL, until it is asked for; under the read lock */
};

/* Its tree, made when first asked for. */
const VanityColorTree *vanity_shelf_find_tree (VanityShelf *shelf);

/* The shelf of what `database` sees now, inside its transaction; kept by the catalogue for as long
 * as it is good. A new reference, or NULL with an error. */
VanityShelf *vanity_catalogue_take_shelf (VanityCatalogue *catalogue, VanityDatabase *database,
                                          GError **error);
void vanity_shelf_unref (VanityShelf *shelf);

static inline const VanityShelfItem *
vanity_shelf_get (const VanityShelf *shelf, guint at)
{
  return &g_array_index (shelf->items, VanityShelfItem, at);
}

/* The items that a query admits, as indices, ascending. `database` is asked for words and lists of
 * ingredients. NULL with an error. */
GArray *vanity_shelf_select (VanityShelf *shelf, VanityDatabase *database, const VanityQuery *query,
                             GError **error);

/* By index, 1 for those that have the words or the GTIN of the query's text. NULL where it asks for
 * none, and with an error and `*failed`. */
guint8 *vanity_shelf_select_text (VanityShelf *shelf, VanityDatabase *database,
                                  const VanityQuery *query, gboolean *failed, GError **error);

/* Whether a word of a plain (ASCII) text begins with a folded word, or `whole` is it. */
gboolean vanity_shelf_has_plain (const char *text, const char *word, gboolean whole);

/* Sorts the `n` first of `items` to their places (n < 0: all); what follows them is undefined. */
void vanity_shelf_sort (VanityShelf *shelf, const VanityQuery *query, GArray *items, int n);

/* By name, as people read it: letters without case, numbers by their value. */
int vanity_shelf_compare_names (const char *one, const char *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityShelf, vanity_shelf_unref)
