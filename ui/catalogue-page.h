/* The whole catalogue without a photo: searched as one types, filtered, ordered, by colour; filled
 * by files that are imported, and written out. */
#pragma once

#include "app/offer.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_CATALOGUE_PAGE (vanity_catalogue_page_get_type ())
G_DECLARE_FINAL_TYPE (VanityCataloguePage, vanity_catalogue_page, VANITY, CATALOGUE_PAGE, GtkWidget)

/* Once, before it is shown. */
void vanity_catalogue_page_set_shop (VanityCataloguePage *page, VanityShop *shop);
void vanity_catalogue_page_set_offer (VanityCataloguePage *page, VanityOffer *offer);
/* What is worn has changed. */
void vanity_catalogue_page_update (VanityCataloguePage *page);

/* Puts the focus into the search. */
void vanity_catalogue_page_find (VanityCataloguePage *page);
/* From a shade, or the filters, back to the list; FALSE where that is shown already. */
gboolean vanity_catalogue_page_back (VanityCataloguePage *page);
/* Shades near a colour, the nearest first. */
void vanity_catalogue_page_find_color (VanityCataloguePage *page, const GdkRGBA *color);

/* Reads files (GFile) into the catalogue. */
void vanity_catalogue_page_import (VanityCataloguePage *page, GListModel *files);
void vanity_catalogue_page_choose_import (VanityCataloguePage *page);
/* Writes what the filters leave, or everything: as JSON-LD where the name ends with "json" or
 * "jsonld", else as CSV. */
void vanity_catalogue_page_export (VanityCataloguePage *page, gboolean all, GFile *file);
void vanity_catalogue_page_choose_export (VanityCataloguePage *page, gboolean all, gboolean json);

/* The page shown: "working", "failed", "empty", "list", "filters". */
const char *vanity_catalogue_page_get_page (VanityCataloguePage *page);
/* How many were found, as shown. */
const char *vanity_catalogue_page_get_count (VanityCataloguePage *page);

G_END_DECLS
