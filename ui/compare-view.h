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

/* Lays `texture` over all of the photo. While one is there the photo is shown as it was, undivided
 * and with hardly any colour of its own. NULL takes it away. */
void vanity_compare_view_set_overlay (VanityCompareView *view, GdkTexture *texture);
gboolean vanity_compare_view_has_overlay (VanityCompareView *view);

/* Lets the person point at a place of the photo as it was, by a click or by arrow keys and Enter:
 * then "picked" (x, y in the photo's pixels) is emitted, and picking is over. Escape ends it
 * without. Property "picking". */
gboolean vanity_compare_view_get_picking (VanityCompareView *view);
/* The same for a colour: what lies under the pointer is seen enlarged, and "color-picked" (guint,
 * 0xRRGGBB, sRGB) is emitted, the mean of what a few units of the view show. */
void vanity_compare_view_pick_color (VanityCompareView *view);
gboolean vanity_compare_view_is_picking_color (VanityCompareView *view);
void vanity_compare_view_set_picking (VanityCompareView *view, gboolean picking);

double vanity_compare_view_get_zoom (VanityCompareView *view);
/* About the middle of the view; clamped. */
void vanity_compare_view_set_zoom (VanityCompareView *view, double zoom);
void vanity_compare_view_zoom_fit (VanityCompareView *view);
/* Fills the view with the selected face. */
void vanity_compare_view_zoom_face (VanityCompareView *view);
gboolean vanity_compare_view_is_fit (VanityCompareView *view);

/* Whether the photo moves on by itself after it was thrown. */
gboolean vanity_compare_view_is_gliding (VanityCompareView *view);

G_END_DECLS
