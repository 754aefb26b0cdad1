/* Products that exist, for the selected face: for each layer of what it wears, and for its skin.
 * The offer is the document's own; the panel shows it and asks for it, from when it is first seen.
 */
#pragma once

#include "app/offer.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_PRODUCTS_PANEL (vanity_products_panel_get_type ())
G_DECLARE_FINAL_TYPE (VanityProductsPanel, vanity_products_panel, VANITY, PRODUCTS_PANEL, GtkWidget)

/* The insight is of the photo on the table; NULL: there is none. Property "offer": NULL then. */
void vanity_products_panel_set_insight (VanityProductsPanel *panel, VanityInsight *insight);
VanityOffer *vanity_products_panel_get_offer (VanityProductsPanel *panel);
void vanity_products_panel_set_narrow (VanityProductsPanel *panel, gboolean narrow);

/* Shows the filters, or products that are like `shade`. */
void vanity_products_panel_show_filters (VanityProductsPanel *panel);
void vanity_products_panel_show_alternatives (VanityProductsPanel *panel, VanityShade *shade);
/* From those back to what is proposed; FALSE where that is shown already. */
gboolean vanity_products_panel_back (VanityProductsPanel *panel);

/* Signal "dismissed" (shade as a pointer, VanityEventKind): it was hidden or found wrong, which can
 * be taken back.
 *
 * The page shown: "waiting", "working", "failed", "empty", "found", "filters", "alternatives". */
const char *vanity_products_panel_get_page (VanityProductsPanel *panel);

G_END_DECLS
