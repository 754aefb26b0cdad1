/* All that can be changed of one layer of makeup, made from what its kind declares. What is worn is
 * the document's: the editor follows it and sets it. */
#pragma once

#include "app/layer-edit.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_LAYER_EDITOR (vanity_layer_editor_get_type ())
G_DECLARE_FINAL_TYPE (VanityLayerEditor, vanity_layer_editor, VANITY, LAYER_EDITOR, GtkWidget)

/* Signals: "color-asked" (int, into the kind's parameters); "shades-asked": products of this
 * colour.
 *
 * `index` is the layer's place in the look that is worn; −1: none. `origin`
 * (may be NULL): the look whose values "reset" leads to; a reference is taken. */
void vanity_layer_editor_set_layer (VanityLayerEditor *editor, VanityDocument *document, int index,
                                    VanityLook *origin);
int vanity_layer_editor_get_index (VanityLayerEditor *editor);
/* What it shows controls for; NULL before there was any. */
const VanityLayerKind *vanity_layer_editor_get_kind (VanityLayerEditor *editor);
/* What the product is called; NULL: none is worn. */
void vanity_layer_editor_set_product (VanityLayerEditor *editor, const char *product);

/* The side that is being edited. */
VanityLayersSide vanity_layer_editor_get_side (VanityLayerEditor *editor);

G_END_DECLS
