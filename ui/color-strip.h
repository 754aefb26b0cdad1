/* The colours of hair, brows, eyes and lips. */
#pragma once

#include "analysis/analysis.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_COLOR_STRIP (vanity_color_strip_get_type ())
G_DECLARE_FINAL_TYPE (VanityColorStrip, vanity_color_strip, VANITY, COLOR_STRIP, GtkWidget)

/* Not visible where none of them is known. */
void vanity_color_strip_set_analysis (VanityColorStrip *strip, const VanityAnalysis *analysis);

/* How sure something is, [0, 1], in words. */
const char *vanity_get_sure_label (float sure);

G_END_DECLS
