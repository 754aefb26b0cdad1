/* What a skin shows: an overall figure, and a row for each concern. */
#pragma once

#include "analysis/evidence.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_CONCERN_LIST (vanity_concern_list_get_type ())
G_DECLARE_FINAL_TYPE (VanityConcernList, vanity_concern_list, VANITY, CONCERN_LIST, GtkWidget)

/* Signal "show-map" (evidence, a pointer to VanityEvidence; NULL: nothing): a picture of what a
 * figure rests on was asked for. */
void vanity_concern_list_set_analysis (VanityConcernList *list, const VanityAnalysis *analysis);
/* What lies over the photo; NULL: nothing. */
void vanity_concern_list_set_shown (VanityConcernList *list, const VanityEvidence *evidence);

G_END_DECLS
