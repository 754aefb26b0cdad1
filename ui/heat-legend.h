/* What the colours of a map over the photo mean: from little to much. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_HEAT_LEGEND (vanity_heat_legend_get_type ())
G_DECLARE_FINAL_TYPE (VanityHeatLegend, vanity_heat_legend, VANITY, HEAT_LEGEND, GtkWidget)

/* What the map is of, for people. */
void vanity_heat_legend_set_title (VanityHeatLegend *legend, const char *title);

G_END_DECLS
