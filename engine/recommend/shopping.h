/* The look list: shades somebody means to buy, each for a layer of a look, or for none. */
#pragma once

#include "catalogue/catalogue.h"
#include "recommend/taste.h"

G_BEGIN_DECLS

#define VANITY_SHOPPING_MAX_QUANTITY 99

typedef struct
{
  VanityShade
      *shade; /* the catalogue's row where it has one, with prices and link; else the copy */
  gboolean is_listed; /* whether the catalogue has it now */
  char *layer;        /* id of a kind of layer ("lipstick"), or "" */
  int quantity;
  gint64 added; /* microseconds since 1970, UTC */
} VanityShoppingItem;

void vanity_shopping_item_free (VanityShoppingItem *item);

/* Puts a shade on the list, and VANITY_EVENT_SAVE among the events. `layer` NULL: the one the
 * shade's category is worn as. What is there for this layer already gets the sum of both
 * quantities. VANITY_ERROR_VALUE for an unknown layer or a quantity out of 1 to the most. */
gboolean vanity_shopping_add (VanityTaste *taste, const VanityShade *shade, const char *layer,
                              int quantity, GError **error);
/* VANITY_ERROR_VALUE where it is not there. `layer` NULL: for whatever layer. */
gboolean vanity_shopping_remove (VanityTaste *taste, const char *uid, const char *layer,
                                 GError **error);
gboolean vanity_shopping_set_quantity (VanityTaste *taste, const char *uid, const char *layer,
                                       int quantity, GError **error);
/* An alternative in its place: the same layer and quantity. */
gboolean vanity_shopping_swap (VanityTaste *taste, const char *uid, const char *layer,
                               const VanityShade *alternative, GError **error);

/* VanityShoppingItem in the order in which layers lie on the skin. `catalogue` (may be NULL) gives
 * the present rows: prices are never kept here, where they would grow old. */
GPtrArray *vanity_shopping_list (VanityTaste *taste, VanityCatalogue *catalogue, GError **error);

/* The sum in one currency, and how many pieces are in it. */
typedef struct
{
  VanityMoney money;
  int n_pieces;
} VanityShoppingTotal;

/* The price at which an item counts: in `currency` (may be NULL) where it has one, else its first;
 * NULL without any. */
const VanityPrice *vanity_shopping_item_get_price (const VanityShoppingItem *item,
                                                   const char *currency);
/* VanityShoppingTotal for each currency, by code; every piece is in one of them or in `unpriced`
 * (may be NULL). Currencies are never converted. */
GArray *vanity_shopping_total (const GPtrArray *items, const char *currency, int *unpriced);
/* "EUR 31.80 for 3 pieces; 2 pieces without a known price", translated. */
char *vanity_shopping_dup_total (const GPtrArray *items, const char *currency);

/* For the clipboard: a line for each shade, then the total. */
char *vanity_shopping_to_text (const GPtrArray *items, const char *currency);
/* RFC 4180, UTF-8; a field that a spreadsheet would take for a formula gets an apostrophe before
 * it. Atomic. */
gboolean vanity_shopping_export_csv (const GPtrArray *items, const char *currency, GFile *file,
                                     GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityShoppingItem, vanity_shopping_item_free)

G_END_DECLS
