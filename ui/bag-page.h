/* My bag: what somebody owns, and the looks that can be made from it. */
#pragma once

#include "app/bag.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_BAG_PAGE (vanity_bag_page_get_type ())
G_DECLARE_FINAL_TYPE (VanityBagPage, vanity_bag_page, VANITY, BAG_PAGE, GtkWidget)

/* Once, before it is shown. */
void vanity_bag_page_set_shop (VanityBagPage *page, VanityShop *shop);
/* Whether there is a face to put looks on. Signal "wear" (VanityLook as a pointer): to be put on.
 */
void vanity_bag_page_set_wearable (VanityBagPage *page, gboolean wearable);

/* The page shown: "working", "empty", "list". */
const char *vanity_bag_page_get_page (VanityBagPage *page);

G_END_DECLS
