/* The line between before and after, with a handle to drag: a slider for assistive technology. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_DIVIDER (vanity_divider_get_type ())
G_DECLARE_FINAL_TYPE (VanityDivider, vanity_divider, VANITY, DIVIDER, GtkWidget)

/* Property "position": the share of the photo's visible width, from the left, that shows before.
 * The parent places the divider; "moved" (dx) is emitted while it is dragged, with the distance in
 * units that it has still to go from where it is. */
double vanity_divider_get_position (VanityDivider *divider);
void vanity_divider_set_position (VanityDivider *divider, double position);

/* Lets the handle hang at the foot of the line, where the photo is too low to bear it. */
void vanity_divider_set_hanging (VanityDivider *divider, gboolean hanging);

G_END_DECLS
