#include "ui/compare-view-private.h"

#include "ui/divider.h"

#include <math.h>

/* Between the panes when they stand side by side. */
#define GAP 6
/* Of the labels to the edges of what they name. */
#define MARGIN 12
/* The divider takes hold of this much about its line: a finger's width. */
#define GRIP 44
/* On a photo lower than this, labels and handle would hide the face: they go beside it where there
 * is room. */
#define LOW 220
/* What the handle takes below the photo, and the controls at the foot of the view. */
#define TAIL 44
#define FOOT 72

/* Who paints looks at one picture. */
static VanityCompareMode
get_mode (VanityCompareView *self)
{
  return self->paint != NULL ? VANITY_COMPARE_SINGLE : self->mode;
}

static int
get_n_panes (VanityCompareView *self)
{
  return get_mode (self) == VANITY_COMPARE_SIDE_BY_SIDE && !vanity_compare_view_is_plain (self) ? 2
                                                                                                : 1;
}

static graphene_rect_t
get_pane_rect (VanityCompareView *self, int pane)
{
  double step_x = self->stacked ? 0 : self->viewport.pane_width + GAP;
  double step_y = self->stacked ? self->viewport.pane_height + GAP : 0;

  return GRAPHENE_RECT_INIT (pane * step_x, pane * step_y, self->viewport.pane_width,
                             self->viewport.pane_height);
}

int
vanity_compare_view_get_pane (VanityCompareView *self, double *x, double *y)
{
  int pane = 0;
  graphene_rect_t rect;

  if (get_n_panes (self) == 2)
    pane = self->stacked ? *y > self->viewport.pane_height + GAP / 2.0
                         : *x > self->viewport.pane_width + GAP / 2.0;
  rect = get_pane_rect (self, pane);
  *x -= rect.origin.x;
  *y -= rect.origin.y;

  return pane;
}

graphene_rect_t
vanity_compare_view_get_covered (VanityCompareView *self)
{
  double x, y, width, height;

  vanity_viewport_get_covered (&self->viewport, &x, &y, &width, &height);

  return GRAPHENE_RECT_INIT (x, y, width, height);
}

void
vanity_compare_view_to_photo (VanityCompareView *self, double *x, double *y)
{
  double left, top;

  vanity_compare_view_get_pane (self, x, y);
  vanity_viewport_get_origin (&self->viewport, &left, &top);
  *x = (*x - left) / self->viewport.scale;
  *y = (*y - top) / self->viewport.scale;
}

void
vanity_compare_view_from_photo (VanityCompareView *self, double *x, double *y)
{
  double left, top;

  vanity_viewport_get_origin (&self->viewport, &left, &top);
  *x = left + *x * self->viewport.scale;
  *y = top + *y * self->viewport.scale;
}

static double
get_divider_x (VanityCompareView *self)
{
  graphene_rect_t covered = vanity_compare_view_get_covered (self);

  return covered.origin.x
         + round (covered.size.width
                  * vanity_divider_get_position (VANITY_DIVIDER (self->divider)));
}

/* Panes lie the way in which the photo comes out larger. */
static void
lay_out_panes (VanityCompareView *self, int width, int height)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  VanityViewport beside = self->viewport, above = self->viewport;

  if (get_n_panes (self) == 1)
    {
      vanity_viewport_set_pane (&self->viewport, width, height, scale);
      return;
    }

  vanity_viewport_set_pane (&beside, MAX ((width - GAP) / 2, 1), height, scale);
  vanity_viewport_set_pane (&above, width, MAX ((height - GAP) / 2, 1), scale);
  self->stacked = vanity_viewport_get_fit_scale (&above) > vanity_viewport_get_fit_scale (&beside);
  self->viewport = self->stacked ? above : beside;
}

static void
allocate_child (GtkWidget *child, double x, double y, int width, int height)
{
  gtk_widget_size_allocate (
      child, &(GtkAllocation){ (int)floor (x), (int)floor (y), MAX (width, 1), MAX (height, 1) },
      -1);
}

/* A label stands in the corner of what it names, above it where that is low and `above` is free,
 * and goes when there is no room for it. */
static void
allocate_label (GtkWidget *label, gboolean wanted, const graphene_rect_t *area, double above,
                gboolean right)
{
  GtkRequisition size;
  double x, y = area->origin.y + MARGIN;
  gboolean outside;

  gtk_widget_get_preferred_size (label, &size, NULL);
  outside = area->size.height < LOW && above >= size.height + MARGIN;
  if (outside)
    y = area->origin.y - size.height - MARGIN / 2;
  wanted = wanted && area->size.width >= size.width + 2 * MARGIN
           && (outside || area->size.height >= size.height + 2 * MARGIN);
  gtk_widget_set_child_visible (label, wanted);
  if (!wanted)
    return;

  x = right ? area->origin.x + area->size.width - size.width - MARGIN : area->origin.x + MARGIN;
  if (outside)
    x += right ? MARGIN / 2 : -MARGIN / 2;
  allocate_child (label, x, y, size.width, size.height);
}

void
vanity_compare_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VanityCompareView *self = VANITY_COMPARE_VIEW (widget);
  gboolean ready = self->document != NULL
                   && vanity_document_get_state (self->document) == VANITY_DOCUMENT_READY;
  gboolean divided
      = ready && get_mode (self) == VANITY_COMPARE_DIVIDER && !vanity_compare_view_is_plain (self);
  graphene_rect_t before, after, covered;
  double line, above;

  lay_out_panes (self, width, height);
  vanity_compare_view_update_wish (self);
  vanity_compare_view_tell_zoom (self);
  covered = vanity_compare_view_get_covered (self);
  before = after = covered;
  above = covered.origin.y;
  line = get_divider_x (self);

  if (divided)
    {
      before.size.width = line - covered.origin.x;
      after.origin.x = line;
      after.size.width = covered.origin.x + covered.size.width - line;
    }
  else if (get_n_panes (self) == 2)
    {
      graphene_rect_t pane = get_pane_rect (self, 1);

      after.origin.x += pane.origin.x;
      after.origin.y += pane.origin.y;
    }

  allocate_label (self->before_label,
                  ready
                      && (self->holding
                          || (get_mode (self) != VANITY_COMPARE_SINGLE
                              && !vanity_compare_view_is_plain (self))),
                  &before, above, FALSE);
  allocate_label (self->after_label, ready && !vanity_compare_view_is_plain (self), &after, above,
                  TRUE);

  gtk_widget_set_child_visible (self->divider, divided);
  if (divided)
    {
      double below = height - covered.origin.y - covered.size.height;
      gboolean hanging = covered.size.height < LOW && below >= TAIL + FOOT;

      vanity_divider_set_hanging (VANITY_DIVIDER (self->divider), hanging);
      allocate_child (self->divider, line - GRIP / 2, covered.origin.y, GRIP,
                      (int)ceil (covered.size.height) + (hanging ? TAIL : 0));
    }
}

/* Draws `picture` as it lies in a pane, as far as `clip` (units of the view) reaches. */
static void
snapshot_picture (VanityCompareView *self, GtkSnapshot *snapshot, VanityPicture *picture,
                  const graphene_rect_t *pane, const graphene_rect_t *clip)
{
  double scale = self->viewport.scale * self->viewport.photo_width
                 / MAX (vanity_picture_get_width (picture), 1);
  graphene_rect_t visible;
  double x, y;

  if (clip->size.width <= 0 || clip->size.height <= 0)
    return;

  vanity_viewport_get_origin (&self->viewport, &x, &y);
  x += pane->origin.x;
  y += pane->origin.y;
  visible = GRAPHENE_RECT_INIT ((clip->origin.x - x) / scale, (clip->origin.y - y) / scale,
                                clip->size.width / scale, clip->size.height / scale);

  gtk_snapshot_push_clip (snapshot, clip);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_scale (snapshot, scale, scale);
  vanity_picture_snapshot (picture, snapshot, &visible,
                           scale * gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
snapshot_divided (VanityCompareView *self, GtkSnapshot *snapshot, VanityPicture *before,
                  VanityPicture *after)
{
  graphene_rect_t pane = get_pane_rect (self, 0);
  double line = get_divider_x (self);
  graphene_rect_t left = GRAPHENE_RECT_INIT (0, 0, line, pane.size.height);
  graphene_rect_t right = GRAPHENE_RECT_INIT (line, 0, pane.size.width - line, pane.size.height);

  snapshot_picture (self, snapshot, before, &pane, &left);
  snapshot_picture (self, snapshot, after, &pane, &right);
}

void
vanity_compare_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VanityCompareView *self = VANITY_COMPARE_VIEW (widget);
  VanityPicture *before
      = self->document != NULL ? vanity_document_get_before (self->document) : NULL;
  VanityPicture *after;
  graphene_rect_t first = get_pane_rect (self, 0), second = get_pane_rect (self, 1);

  if (before == NULL)
    return;

  after = vanity_document_get_after (self->document);
  if (vanity_compare_view_is_plain (self))
    {
      gboolean muted = self->overlay != NULL && !self->holding;

      if (muted)
        vanity_compare_view_push_muted (self, snapshot);
      snapshot_picture (self, snapshot, before, &first, &first);
      if (muted)
        gtk_snapshot_pop (snapshot);
      vanity_compare_view_snapshot_overlay (self, snapshot, &first);
    }
  else if (get_mode (self) == VANITY_COMPARE_DIVIDER)
    snapshot_divided (self, snapshot, before, after);
  else if (get_mode (self) == VANITY_COMPARE_SINGLE)
    snapshot_picture (self, snapshot, after, &first, &first);
  else
    {
      snapshot_picture (self, snapshot, before, &first, &first);
      snapshot_picture (self, snapshot, after, &second, &second);
    }

  if (self->paint != NULL && !self->holding)
    self->paint (self, snapshot, self->paint_data);
  gtk_widget_snapshot_child (widget, self->before_label, snapshot);
  gtk_widget_snapshot_child (widget, self->after_label, snapshot);
  gtk_widget_snapshot_child (widget, self->divider, snapshot);
}
