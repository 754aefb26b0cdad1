/* The filters that are on, each to be taken off by a click. */
#pragma once

#include "app/shop.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_QUERY_CHIPS (vanity_query_chips_get_type ())
G_DECLARE_FINAL_TYPE (VanityQueryChips, vanity_query_chips, VANITY, QUERY_CHIPS, GtkWidget)

/* The ingredients to avoid are the shop's: it is told when one goes. NULL: none are shown. */
void vanity_query_chips_set_shop (VanityQueryChips *chips, VanityShop *shop);

/* Signal "changed": a filter was taken off. Setting them does not tell. */
void vanity_query_chips_set_query (VanityQueryChips *chips, const VanityQuery *query);
const VanityQuery *vanity_query_chips_get_query (VanityQueryChips *chips);

/* How many filters are on. */
int vanity_query_chips_count (VanityQueryChips *chips);

G_END_DECLS
