/* The layers of what the selected face wears: each with its strength and whether it is seen, to be
 * added, removed, looked at alone and edited. What is worn is the document's: the panel follows it
 * and sets it. */
#pragma once

#include "ui/compare-view.h"
#include "ui/copy-panel.h"

G_BEGIN_DECLS

#define VANITY_TYPE_LAYERS_PANEL (vanity_layers_panel_get_type ())
G_DECLARE_FINAL_TYPE (VanityLayersPanel, vanity_layers_panel, VANITY, LAYERS_PANEL, GtkWidget)

/* Signal "looks-changed": a look of the person's own was written. */
void vanity_layers_panel_set_document (VanityLayersPanel *panel, VanityDocument *document);
void vanity_layers_panel_set_narrow (VanityLayersPanel *panel, gboolean narrow);
/* All looks there are, VanityLook and NULL: where an edited one came from. A reference is taken. */
void vanity_layers_panel_set_looks (VanityLayersPanel *panel, GPtrArray *looks);
/* What colours can be taken from: the view of the photo, and the photo that was copied from. Both
 * outlive the panel. */
void vanity_layers_panel_set_eyedropper (VanityLayersPanel *panel, VanityCompareView *view,
                                         VanityCopyPanel *copy);

/* The page shown: "message", "list", "editor", "color", "shades", "reference". */
const char *vanity_layers_panel_get_page (VanityLayersPanel *panel);
/* Opens a layer, by its place in the look. */
void vanity_layers_panel_edit (VanityLayersPanel *panel, int index);

G_END_DECLS
