/* Something else of the look list in the place of one: like it, in other brands. */
#pragma once

#include "app/shop.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define VANITY_TYPE_SWAP_WINDOW (vanity_swap_window_get_type ())
G_DECLARE_FINAL_TYPE (VanitySwapWindow, vanity_swap_window, VANITY, SWAP_WINDOW, AdwWindow)

/* `shade` is on the list for `layer`. */
VanitySwapWindow *vanity_swap_window_new (GtkWindow *parent, VanityShop *shop, VanityShade *shade,
                                          const char *layer);

G_END_DECLS
