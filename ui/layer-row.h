/* A layer of makeup in a list: its colours, name and product, and at hand how strongly it is worn,
 * whether it is seen, and what else can be done with it. */
#pragma once

#include "makeup/layer.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_LAYER_ROW (vanity_layer_row_get_type ())
G_DECLARE_FINAL_TYPE (VanityLayerRow, vanity_layer_row, VANITY, LAYER_ROW, GtkListBoxRow)

/* Signals: "grabbed", when somebody takes hold of the slider; "opacity" (double, [0, 1]), when it
 * is moved; "muted" (gboolean). Setting the layer does not tell. */
VanityLayerRow *vanity_layer_row_new (void);

/* `index` is its place in the look; `number` which of several of its kind it is, counted from 1, or
 * 0 where it is the only one. */
void vanity_layer_row_set_layer (VanityLayerRow *row, const VanityLayer *layer, int index,
                                 int number, gboolean solo);
int vanity_layer_row_get_index (VanityLayerRow *row);
const VanityLayerKind *vanity_layer_row_get_kind (VanityLayerRow *row);
/* What the product is called; NULL: none is worn. */
void vanity_layer_row_set_product (VanityLayerRow *row, const char *product);
/* The menu of its button is made when it is opened. */
void vanity_layer_row_set_menu_func (VanityLayerRow *row, GtkMenuButtonCreatePopupFunc func,
                                     gpointer user_data);

/* "Lipstick", or "Lipstick 2"; free it. */
char *vanity_layer_dup_title (const VanityLayer *layer, int number);
/* The colours that a layer is told by, at most `max`; their number. */
int vanity_layer_list_colors (const VanityLayer *layer, guint32 *colors, int max);

G_END_DECLS
