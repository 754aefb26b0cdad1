/* What can be worn, looks or the makeup of other photos, how strongly it is, what is seen of the
 * face itself, and the products for both. */
#pragma once

#include "app/document.h"
#include "ui/analysis-panel.h"
#include "ui/copy-panel.h"
#include "ui/layers-panel.h"
#include "ui/products-panel.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_LOOK_PANEL (vanity_look_panel_get_type ())
G_DECLARE_FINAL_TYPE (VanityLookPanel, vanity_look_panel, VANITY, LOOK_PANEL, GtkWidget)

/* Property "narrow": for the foot of a narrow window. */
void vanity_look_panel_set_document (VanityLookPanel *panel, VanityDocument *document);

VanityLayersPanel *vanity_look_panel_get_layers (VanityLookPanel *panel);
VanityCopyPanel *vanity_look_panel_get_copy (VanityLookPanel *panel);
VanityAnalysisPanel *vanity_look_panel_get_analysis (VanityLookPanel *panel);
VanityProductsPanel *vanity_look_panel_get_products (VanityLookPanel *panel);
/* "looks", "layers", "copy", "analysis" or "products". */
void vanity_look_panel_show_page (VanityLookPanel *panel, const char *page);

/* Reads the person's own looks anew. */
void vanity_look_panel_reload (VanityLookPanel *panel);

/* Element NULL for none, then VanityLook; owned by the gallery. */
GPtrArray *vanity_look_panel_get_looks (VanityLookPanel *panel);

/* One of the looks in the gallery by its id, or NULL; owned by the gallery. */
VanityLook *vanity_look_panel_find_look (VanityLookPanel *panel, const char *id);

/* Moves the choice by so many looks, within the gallery. */
void vanity_look_panel_step_look (VanityLookPanel *panel, int by);
void vanity_look_panel_step_strength (VanityLookPanel *panel, double by);

G_END_DECLS
