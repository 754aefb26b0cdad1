/* One concern of the skin: how little of it is to be seen, where on the photo, and, opened, in
 * which zones and what the number cannot know. */
#pragma once

#include "analysis/analysis.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_CONCERN_ROW (vanity_concern_row_get_type ())
G_DECLARE_FINAL_TYPE (VanityConcernRow, vanity_concern_row, VANITY, CONCERN_ROW, GtkWidget)

/* Signal "show-map" (zone): a map was asked for; −1 is that of the whole face, VANITY_N_ZONES none.
 */
VanityConcernRow *vanity_concern_row_new (VanityConcern concern);

/* `analysis` has concerns. */
void vanity_concern_row_set_analysis (VanityConcernRow *row, const VanityAnalysis *analysis);
/* Which of its maps lies over the photo; VANITY_N_ZONES: none. */
void vanity_concern_row_set_shown (VanityConcernRow *row, int zone);

/* Shows or hides the zones, as a click on the arrow does. */
void vanity_concern_row_set_open (VanityConcernRow *row, gboolean open);
/* The number or why there is none, as shown. */
const char *vanity_concern_row_get_text (VanityConcernRow *row);

G_END_DECLS
