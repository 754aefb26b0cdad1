/* What a query finds in a catalogue as a list that is read where somebody looks: pages of it are
 * searched for beside the main loop when their items are asked for, and forgotten when many others
 * were. A hundred thousand shades need no more memory than some pages. For the main thread. */
#pragma once

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

#define VANITY_TYPE_SHADE_ITEM (vanity_shade_item_get_type ())
G_DECLARE_FINAL_TYPE (VanityShadeItem, vanity_shade_item, VANITY, SHADE_ITEM, GObject)

/* NULL until it is read, which the signal "read" tells of. Owned by the item. */
VanityShade *vanity_shade_item_get_shade (VanityShadeItem *item);

#define VANITY_TYPE_SHADE_LIST (vanity_shade_list_get_type ())
G_DECLARE_FINAL_TYPE (VanityShadeList, vanity_shade_list, VANITY, SHADE_LIST, GObject)

/* A GListModel of VanityShadeItem. Property to watch: "busy", until it is known how many there are.
 */
VanityShadeList *vanity_shade_list_new (void);

/* Takes a reference of the catalogue (NULL: nothing is shown) and a copy of the query, whose offset
 * and limit count for nothing. What was found before stays until the new answer comes. */
void vanity_shade_list_set_query (VanityShadeList *list, VanityCatalogue *catalogue,
                                  const VanityQuery *query);

gboolean vanity_shade_list_is_busy (VanityShadeList *list);
/* Why nothing could be read, or NULL. Owned by the list. */
const GError *vanity_shade_list_get_error (VanityShadeList *list);

G_END_DECLS
