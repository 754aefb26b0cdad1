/* Products without a photo: the whole catalogue, my bag, the look list, and what is remembered. */
#pragma once

#include "app/offer.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define VANITY_TYPE_SHOP_WINDOW (vanity_shop_window_get_type ())
G_DECLARE_FINAL_TYPE (VanityShopWindow, vanity_shop_window, VANITY, SHOP_WINDOW, AdwWindow)

/* Signal "wear" (VanityLook as a pointer): to be put on the photo. */
VanityShopWindow *vanity_shop_window_new (GtkApplication *application);

/* The face that products can be tried on; NULL: there is none. */
void vanity_shop_window_set_offer (VanityShopWindow *window, VanityOffer *offer);
/* What is worn has changed. */
void vanity_shop_window_update (VanityShopWindow *window);

/* "catalogue", "bag", "list" or "remembered". */
void vanity_shop_window_show_page (VanityShopWindow *window, const char *page);
const char *vanity_shop_window_get_page (VanityShopWindow *window);
VanityShop *vanity_shop_window_get_shop (VanityShopWindow *window);

G_END_DECLS
