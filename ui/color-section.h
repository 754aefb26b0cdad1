/* The colours of a face: the light, the skin on its scales, hair, brows, eyes and lips, and the
 * season that stylists make of them. */
#pragma once

#include "analysis/analysis.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_COLOR_SECTION (vanity_color_section_get_type ())
G_DECLARE_FINAL_TYPE (VanityColorSection, vanity_color_section, VANITY, COLOR_SECTION, GtkWidget)

/* Signal "options-changed": the person has said something about the colour; see
 * vanity_color_section_get_options (). */
void vanity_color_section_set_analysis (VanityColorSection *section,
                                        const VanityAnalysis *analysis);
/* What the person has said of this face, to begin with; and what is said now, all else of `options`
 * as it was. */
void vanity_color_section_set_options (VanityColorSection *section,
                                       const VanityAnalysisOptions *options);
void vanity_color_section_get_options (VanityColorSection *section, VanityAnalysisOptions *options);

/* Shows or hides the sliders, as a click on their title does. */
void vanity_color_section_set_open (VanityColorSection *section, gboolean open);
/* What the skin is called, or why it is not told, as shown. */
const char *vanity_color_section_get_text (VanityColorSection *section);

G_END_DECLS
