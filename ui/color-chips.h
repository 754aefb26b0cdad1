/* A few colours to choose from: a button for each. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_COLOR_CHIPS (vanity_color_chips_get_type ())
G_DECLARE_FINAL_TYPE (VanityColorChips, vanity_color_chips, VANITY, COLOR_CHIPS, GtkWidget)

/* 0xRRGGBB, sRGB. Signal: "chosen" (guint, the same). */
void vanity_color_chips_set_colors (VanityColorChips *chips, const guint32 *colors, guint n);

G_END_DECLS
