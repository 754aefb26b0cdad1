/* What a person says of the colour of their skin, or of the light: lighter or darker, warmer or
 * cooler, more muted or brighter; and, from the photo, what is white. */
#pragma once

#include "analysis/analysis.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_NUDGE_BOX (vanity_nudge_box_get_type ())
G_DECLARE_FINAL_TYPE (VanityNudgeBox, vanity_nudge_box, VANITY, NUDGE_BOX, GtkWidget)

/* Signal "changed": the person has said something else. Its button for white activates the
 * window's action "pick-white". */
void vanity_nudge_box_set_options (VanityNudgeBox *box, const VanityAnalysisOptions *options);
/* What is said now, in `options`; all else of them stays. */
void vanity_nudge_box_get_options (VanityNudgeBox *box, VanityAnalysisOptions *options);

G_END_DECLS
