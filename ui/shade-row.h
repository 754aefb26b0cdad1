/* A shade as a row of a long list: colour, brand, name, price and what was said of it. The same row
 * shows one shade after another. */
#pragma once

#include "app/shop.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_SHADE_ROW (vanity_shade_row_get_type ())
G_DECLARE_FINAL_TYPE (VanityShadeRow, vanity_shade_row, VANITY, SHADE_ROW, GtkWidget)

VanityShadeRow *vanity_shade_row_new (VanityShop *shop);

/* NULL: it is being read. `near` (may be NULL): a colour whose distance is told. */
void vanity_shade_row_set_shade (VanityShadeRow *row, VanityShade *shade, const VanityLab *near);
/* A few words in place of the price; NULL: none. */
void vanity_shade_row_set_note (VanityShadeRow *row, const char *note);

VanityShade *vanity_shade_row_get_shade (VanityShadeRow *row);

/* A row of a short list (an AdwActionRow) for a shade. `subtitle` NULL: its brand and kind. */
GtkWidget *vanity_shade_row_new_action (VanityShade *shade, const char *subtitle);
/* As a colour that somebody chose is measured. */
VanityLab vanity_shade_row_read_color (const GdkRGBA *color);
/* The CIEDE2000 of a shade from a colour: of a palette its nearest; NaN without a colour. */
double vanity_shade_row_measure (const VanityShade *shade, const VanityLab *near);

G_END_DECLS
