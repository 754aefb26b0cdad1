/* What the compare view's files share: the view, its layout and drawing, the hands. */
#pragma once

#include "ui/compare-view.h"
#include "ui/viewport.h"

/* Draws over the photo, in the view's units. */
typedef void (*VanityCompareViewPaint) (VanityCompareView *view, GtkSnapshot *snapshot,
                                        gpointer data);

struct _VanityCompareView
{
  GtkWidget parent_instance;

  VanityDocument *document;
  VanityCompareMode mode;
  const VanityFace *face; /* the selected one, the document's */
  gboolean holding;
  VanityViewport viewport; /* of one pane */
  gboolean stacked;        /* side by side, one above the other */

  GdkTexture *overlay; /* or NULL */
  VanityCompareViewPaint paint;
  gpointer paint_data;
  gboolean picking;
  gboolean for_color;  /* a colour, not a place */
  gboolean aiming;     /* by keys: the aim is shown */
  double aim_x, aim_y; /* photo pixels */

  double told_zoom; /* as notified last */
  guint tell_idle;

  GtkWidget *divider;
  GtkWidget *before_label;
  GtkWidget *after_label;

  /* Input */
  double pinch_zoom;
  double drag_x, drag_y;
  gboolean pressed; /* and neither moved nor held so far */
  double pointer_x, pointer_y;
  double velocity_x, velocity_y; /* units per second, after a swipe */
  guint glide_tick;
  gint64 glide_time;
};

/* The pane, 0 or 1, that a point of the view is in, and the point in that pane. */
int vanity_compare_view_get_pane (VanityCompareView *view, double *x, double *y);
/* Where the photo is seen, in the view's units; of the first pane. */
graphene_rect_t vanity_compare_view_get_covered (VanityCompareView *view);
/* A point of the view → the photo's, in its pixels; and back, in the first pane. */
void vanity_compare_view_to_photo (VanityCompareView *view, double *x, double *y);
void vanity_compare_view_from_photo (VanityCompareView *view, double *x, double *y);
/* Whether the photo as it was is all that is shown. */
gboolean vanity_compare_view_is_plain (VanityCompareView *view);
void vanity_compare_view_size_allocate (GtkWidget *widget, int width, int height, int baseline);
void vanity_compare_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);

/* Asks the document for the photo's own size, or gives it back, as the zoom needs. */
void vanity_compare_view_update_wish (VanityCompareView *view);
/* Notifies "zoom", once the layout is done, where it has changed. */
void vanity_compare_view_tell_zoom (VanityCompareView *view);
/* Chooses the face under a point of the view. */
void vanity_compare_view_select_at (VanityCompareView *view, double x, double y);
void vanity_compare_view_zoom_at (VanityCompareView *view, double zoom, double x, double y);
void vanity_compare_view_pan (VanityCompareView *view, double dx, double dy);

/* compare-view-overlay.c: what is laid over the photo, and pointing at a place in it. `rect` is the
 * pane. A key or click that belongs to the pointing is taken. */
void vanity_compare_view_snapshot_overlay (VanityCompareView *view, GtkSnapshot *snapshot,
                                           const graphene_rect_t *rect);
/* What is drawn until gtk_snapshot_pop () has hardly any colour. */
void vanity_compare_view_push_muted (VanityCompareView *view, GtkSnapshot *snapshot);
gboolean vanity_compare_view_pick_key (VanityCompareView *view, guint key);
gboolean vanity_compare_view_pick_at (VanityCompareView *view, double x, double y);
void vanity_compare_view_emit_picked (VanityCompareView *view, double x, double y);

/* While there is a `paint` the photo is shown made up and undivided, with what that draws over it.
 * NULL ends it. */
void vanity_compare_view_set_paint (VanityCompareView *view, VanityCompareViewPaint paint,
                                    gpointer data);

/* compare-view-loupe.c: what a colour is taken of. */
guint32 vanity_compare_view_sample (VanityCompareView *view, double x, double y);
void vanity_compare_view_snapshot_loupe (VanityCompareView *view, GtkSnapshot *snapshot);
void vanity_compare_view_emit_color (VanityCompareView *view, guint32 color);

void vanity_compare_view_init_input (VanityCompareView *view);
void vanity_compare_view_stop_gliding (VanityCompareView *view);
