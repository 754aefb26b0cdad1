/* All colours of one hue: their saturation from left to right, their value (HSV) from below to
 * above, and a ring on one of them, moved by pointer or arrow keys. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_COLOR_PLANE (vanity_color_plane_get_type ())
G_DECLARE_FINAL_TYPE (VanityColorPlane, vanity_color_plane, VANITY, COLOR_PLANE, GtkWidget)

/* Signals: "grabbed", when somebody takes hold of it; "moved", by hand. Setting does not tell. All
 * of them in [0, 1]. */
void vanity_color_plane_set (VanityColorPlane *plane, double hue, double saturation, double value);
double vanity_color_plane_get_saturation (VanityColorPlane *plane);
double vanity_color_plane_get_value (VanityColorPlane *plane);

G_END_DECLS
