/* What a photo can carry: what stands in the way of an answer, what the face wears already, and
 * what only a person can say. */
#pragma once

#include "analysis/analysis.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_CONDITION_LIST (vanity_condition_list_get_type ())
G_DECLARE_FINAL_TYPE (VanityConditionList, vanity_condition_list, VANITY, CONDITION_LIST, GtkWidget)

/* Signal "options-changed": the person has said whether it is a child. */
void vanity_condition_list_set_analysis (VanityConditionList *list, const VanityAnalysis *analysis);
void vanity_condition_list_set_child (VanityConditionList *list, gboolean is_child);
gboolean vanity_condition_list_get_child (VanityConditionList *list);

G_END_DECLS
