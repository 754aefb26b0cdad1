/* The shape of a face and of its parts, as probabilities; opened, the measures behind them beside
 * what is usual, and the advice that is conventional for each. */
#pragma once

#include "analysis/analysis.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_FEATURE_SECTION (vanity_feature_section_get_type ())
G_DECLARE_FINAL_TYPE (VanityFeatureSection, vanity_feature_section, VANITY, FEATURE_SECTION,
                      GtkWidget)

void vanity_feature_section_set_analysis (VanityFeatureSection *section,
                                          const VanityAnalysis *analysis);

G_END_DECLS
