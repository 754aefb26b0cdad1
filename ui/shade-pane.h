/* One shade with all that is known of it, and what is like it. */
#pragma once

#include "app/offer.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_SHADE_PANE (vanity_shade_pane_get_type ())
G_DECLARE_FINAL_TYPE (VanityShadePane, vanity_shade_pane, VANITY, SHADE_PANE, GtkWidget)

void vanity_shade_pane_set_shop (VanityShadePane *pane, VanityShop *shop);
/* The face that products can be tried on; NULL: there is none. */
void vanity_shade_pane_set_offer (VanityShadePane *pane, VanityOffer *offer);
/* What is worn has changed. */
void vanity_shade_pane_update (VanityShadePane *pane);

/* NULL: none. Signal "find-like": shades near its colour are asked for. */
void vanity_shade_pane_set_shade (VanityShadePane *pane, VanityShade *shade);
VanityShade *vanity_shade_pane_get_shade (VanityShadePane *pane);

G_END_DECLS
