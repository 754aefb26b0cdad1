/* What the photo says about the selected face. The insight is the document's own; the panel shows
 * it and asks for it, from when it is first seen. */
#pragma once

#include "app/insight.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_ANALYSIS_PANEL (vanity_analysis_panel_get_type ())
G_DECLARE_FINAL_TYPE (VanityAnalysisPanel, vanity_analysis_panel, VANITY, ANALYSIS_PANEL, GtkWidget)

/* Property "insight": of the document, to be watched for its overlay; NULL without a document. */
void vanity_analysis_panel_set_document (VanityAnalysisPanel *panel, VanityDocument *document);
VanityInsight *vanity_analysis_panel_get_insight (VanityAnalysisPanel *panel);
void vanity_analysis_panel_set_narrow (VanityAnalysisPanel *panel, gboolean narrow);

/* The page shown: "waiting", "working", "stopped", "failed", "found". */
const char *vanity_analysis_panel_get_page (VanityAnalysisPanel *panel);

G_END_DECLS
