/* Filters for products: what is to be shown at all. */
#pragma once

#include "app/shop.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_QUERY_EDITOR (vanity_query_editor_get_type ())
G_DECLARE_FINAL_TYPE (VanityQueryEditor, vanity_query_editor, VANITY, QUERY_EDITOR, GtkWidget)

/* Brands and currencies are those of the shop's catalogue, and it is told of what is to be avoided.
 */
void vanity_query_editor_set_shop (VanityQueryEditor *editor, VanityShop *shop);

/* Signal "changed": a filter was set. Setting them here does not tell. */
void vanity_query_editor_set_query (VanityQueryEditor *editor, const VanityQuery *query);
const VanityQuery *vanity_query_editor_get_query (VanityQueryEditor *editor);

G_END_DECLS
