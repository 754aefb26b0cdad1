/* The photo and the panel of looks: side by side where there is room, one above the other where
 * there is not. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_ADAPTIVE_SPLIT (vanity_adaptive_split_get_type ())
G_DECLARE_FINAL_TYPE (VanityAdaptiveSplit, vanity_adaptive_split, VANITY, ADAPTIVE_SPLIT, GtkWidget)

/* Properties: "content", "panel" (GtkWidget); "panel-visible"; "narrow", read only, notified
 * outside of layout so that the panel may change its shape in answer. */
gboolean vanity_adaptive_split_get_narrow (VanityAdaptiveSplit *split);

G_END_DECLS
