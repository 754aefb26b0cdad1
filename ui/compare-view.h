/* A photo before and after, with a divider between the two, side by side, or one at a time; zoomed
 * and panned by wheel, pinch, drag and keyboard. */
#pragma once

#include "app/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_COMPARE_VIEW (vanity_compare_view_get_type ())
G_DECLARE_FINAL_TYPE (VanityCompareView, vanity_compare_view, VANITY, COMPARE_VIEW, GtkWidget)

typedef enum
{
  VANITY_COMPARE_DIVIDER,
  VANITY_COMPARE_SIDE_BY_SIDE,
  VANITY_COMPARE_SINGLE, /* only after; before while held */
} VanityCompareMode;

/* Properties: "zoom" (device pixels per photo pixel, read only), "position" of the divider,
 * "holding". */
void vanity_compare_view_set_document (VanityCompareView *view, VanityDocument *document);

VanityCompareMode vanity_compare_view_get_mode (VanityCompareView *view);
void vanity_compare_view_set_mode (VanityCompareView *view, VanityCompareMode mode);

/* Share of the photo's visible width that shows before, [0, 1]. */
double vanity_compare_view_get_position (VanityCompareView *view);
void vanity_compare_view_set_position (VanityCompareView *view, double position);

/* While TRUE only before is shown. */
gboolean vanity_compare_view_get_holding (VanityCompareView *view);
void vanity_compare_view_set_holding (VanityCompareView *view, gboolean holding);

double vanity_compare_view_get_zoom (VanityCompareView *view);
/* About the middle of the view; clamped. */
void vanity_compare_view_set_zoom (VanityCompareView *view, double zoom);
void vanity_compare_view_zoom_fit (VanityCompareView *view);
/* Fills the view with the selected face. */
void vanity_compare_view_zoom_face (VanityCompareView *view);
gboolean vanity_compare_view_is_fit (VanityCompareView *view);

G_END_DECLS
