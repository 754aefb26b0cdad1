#include "ui/compare-view-private.h"

#include "app/document-load.h"
#include "ui/divider.h"

#include <glib/gi18n.h>
#include <math.h>

/* Between the panes when they stand side by side. */
#define GAP 6
/* Of the labels to the edges of what they name. */
#define MARGIN 12
/* The divider takes hold of this much about its line: a finger's width. */
#define GRIP 44
/* How much of the view a face fills that is looked at closely: hair and neck belong to it. */
#define FACE_SHARE 0.55
/* How far a preview may be enlarged before anybody sees it. */
#define SOFT 1.1

enum
{
  PROP_0,
  PROP_ZOOM,
  PROP_POSITION,
  PROP_HOLDING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VanityCompareView, vanity_compare_view, GTK_TYPE_WIDGET)

static int
get_n_panes (VanityCompareView *self)
{
  return self->mode == VANITY_COMPARE_SIDE_BY_SIDE && !self->holding ? 2 : 1;
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

/* Where the photo is seen, in the view's units; of the first pane. */
static graphene_rect_t
get_covered (VanityCompareView *self)
{
  double x, y, width, height;

  vanity_viewport_get_covered (&self->viewport, &x, &y, &width, &height);

  return GRAPHENE_RECT_INIT (x, y, width, height);
}

static double
get_divider_x (VanityCompareView *self)
{
  graphene_rect_t covered = get_covered (self);

  return covered.origin.x
         + round (covered.size.width
                  * vanity_divider_get_position (VANITY_DIVIDER (self->divider)));
}

/* Asks for the photo's own size where the preview would look soft. */
static void
update_wish (VanityCompareView *self)
{
  double longest = MAX (self->viewport.photo_width, self->viewport.photo_height);

  if (self->document != NULL && longest > 0)
    vanity_document_want_full (self->document, vanity_viewport_get_zoom (&self->viewport) * longest
                                                   > SOFT * VANITY_PREVIEW_SIDE);
}

void
vanity_compare_view_changed (VanityCompareView *self)
{
  update_wish (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

void
vanity_compare_view_zoom_at (VanityCompareView *self, double zoom, double x, double y)
{
  vanity_compare_view_get_pane (self, &x, &y);
  vanity_viewport_zoom_at (&self->viewport, zoom, x, y);
  vanity_compare_view_changed (self);
}

void
vanity_compare_view_pan (VanityCompareView *self, double dx, double dy)
{
  vanity_viewport_pan (&self->viewport, dx, dy);
  vanity_compare_view_changed (self);
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

/* A label stands in the corner of what it names, and goes when there is no room for it. */
static void
allocate_label (GtkWidget *label, gboolean wanted, const graphene_rect_t *area, gboolean right)
{
  GtkRequisition size;
  double x;

  gtk_widget_get_preferred_size (label, &size, NULL);
  wanted = wanted && area->size.width >= size.width + 2 * MARGIN
           && area->size.height >= size.height + 2 * MARGIN;
  gtk_widget_set_child_visible (label, wanted);
  if (!wanted)
    return;

  x = right ? area->origin.x + area->size.width - size.width - MARGIN : area->origin.x + MARGIN;
  allocate_child (label, x, area->origin.y + MARGIN, size.width, size.height);
}

static void
vanity_compare_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VanityCompareView *self = VANITY_COMPARE_VIEW (widget);
  gboolean ready = self->document != NULL
                   && vanity_document_get_state (self->document) == VANITY_DOCUMENT_READY;
  gboolean divided = ready && self->mode == VANITY_COMPARE_DIVIDER && !self->holding;
  graphene_rect_t before, after, covered;
  double line;

  lay_out_panes (self, width, height);
  update_wish (self);
  covered = get_covered (self);
  before = after = covered;
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
                  ready && (self->mode != VANITY_COMPARE_SINGLE || self->holding), &before, FALSE);
  allocate_label (self->after_label, ready && !self->holding, &after, TRUE);

  gtk_widget_set_child_visible (self->divider, divided);
  if (divided)
    allocate_child (self->divider, line - GRIP / 2, covered.origin.y, GRIP,
                    (int)ceil (covered.size.height));
}

static void
vanity_compare_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                             int *minimum, int *natural, int *minimum_baseline,
                             int *natural_baseline)
{
  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : 480;
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
  vanity_picture_snapshot (picture, snapshot, &visible);
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

static void
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
  if (self->holding)
    snapshot_picture (self, snapshot, before, &first, &first);
  else if (self->mode == VANITY_COMPARE_DIVIDER)
    snapshot_divided (self, snapshot, before, after);
  else if (self->mode == VANITY_COMPARE_SINGLE)
    snapshot_picture (self, snapshot, after, &first, &first);
  else
    {
      snapshot_picture (self, snapshot, before, &first, &first);
      snapshot_picture (self, snapshot, after, &second, &second);
    }

  gtk_widget_snapshot_child (widget, self->before_label, snapshot);
  gtk_widget_snapshot_child (widget, self->after_label, snapshot);
  gtk_widget_snapshot_child (widget, self->divider, snapshot);
}

static void
on_divider_moved (VanityCompareView *self, double dx)
{
  graphene_rect_t covered = get_covered (self);
  graphene_rect_t bounds;

  if (covered.size.width <= 0
      || !gtk_widget_compute_bounds (self->divider, GTK_WIDGET (self), &bounds))
    return;

  vanity_compare_view_set_position (
      self, (bounds.origin.x + bounds.size.width / 2 + dx - covered.origin.x) / covered.size.width);
}

static void
on_position_changed (VanityCompareView *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

/* Shows the photo from the start once it has been read. */
static void
on_pictures_changed (VanityCompareView *self)
{
  VanityPhoto *photo = self->document != NULL ? vanity_document_get_photo (self->document) : NULL;

  if (photo != NULL && self->viewport.photo_width <= 0)
    {
      VanityImage *image = vanity_photo_get_image (photo);

      vanity_viewport_set_photo (&self->viewport, image->width, image->height);
      vanity_compare_view_changed (self);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static const VanityFace *
get_face (VanityCompareView *self)
{
  VanityOutfit *outfit
      = self->document != NULL ? vanity_document_get_outfit (self->document) : NULL;

  return outfit != NULL ? vanity_document_get_face (self->document, outfit->selected) : NULL;
}

/* The divider goes through the face: half before, half after. */
static void
divide_face (VanityCompareView *self)
{
  const VanityFace *face = get_face (self);
  graphene_rect_t covered = get_covered (self);
  double x, y;

  if (face == NULL || self->viewport.photo_width <= 0)
    return;

  /* Of the face in the photo, where the photo's border cuts it. */
  x = (MAX (face->box[0], 0) + MIN (face->box[0] + face->box[2], self->viewport.photo_width)) / 2;
  if (self->viewport.fit)
    {
      /* True in a view of any size, also in one that has none yet. */
      x /= self->viewport.photo_width;
    }
  else
    {
      double left;

      vanity_viewport_get_origin (&self->viewport, &left, &y);
      x = (left + x * self->viewport.scale - covered.origin.x) / MAX (covered.size.width, 1);
    }
  if (x > 0.0 && x < 1.0)
    vanity_compare_view_set_position (self, x);
}

static void
on_outfit_changed (VanityCompareView *self)
{
  const VanityFace *face = get_face (self);

  if (face == self->face)
    return;

  self->face = face;
  if (face != NULL && !self->viewport.fit)
    vanity_compare_view_zoom_face (self);
  else
    divide_face (self);
}

static void
on_state_changed (VanityCompareView *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
vanity_compare_view_set_document (VanityCompareView *self, VanityDocument *document)
{
  if (self->document != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->document, self);
      vanity_document_want_full (self->document, FALSE);
    }
  vanity_compare_view_stop_gliding (self);
  g_set_object (&self->document, document);

  vanity_viewport_set_photo (&self->viewport, 0, 0);
  if (document != NULL)
    {
      g_signal_connect_object (document, "notify::pictures", G_CALLBACK (on_pictures_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::outfit", G_CALLBACK (on_outfit_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::state", G_CALLBACK (on_state_changed), self,
                               G_CONNECT_SWAPPED);
    }
  self->face = NULL;
  vanity_compare_view_set_position (self, 0.5);
  on_pictures_changed (self);
  if (document != NULL)
    on_outfit_changed (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

VanityCompareMode
vanity_compare_view_get_mode (VanityCompareView *self)
{
  return self->mode;
}

void
vanity_compare_view_set_mode (VanityCompareView *self, VanityCompareMode mode)
{
  self->mode = mode;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

double
vanity_compare_view_get_position (VanityCompareView *self)
{
  return vanity_divider_get_position (VANITY_DIVIDER (self->divider));
}

void
vanity_compare_view_set_position (VanityCompareView *self, double position)
{
  vanity_divider_set_position (VANITY_DIVIDER (self->divider), position);
}

gboolean
vanity_compare_view_get_holding (VanityCompareView *self)
{
  return self->holding;
}

void
vanity_compare_view_set_holding (VanityCompareView *self, gboolean holding)
{
  if (self->holding == holding)
    return;

  self->holding = holding;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOLDING]);
}

double
vanity_compare_view_get_zoom (VanityCompareView *self)
{
  return vanity_viewport_get_zoom (&self->viewport);
}

void
vanity_compare_view_set_zoom (VanityCompareView *self, double zoom)
{
  vanity_viewport_zoom_at (&self->viewport, zoom, self->viewport.pane_width / 2,
                           self->viewport.pane_height / 2);
  vanity_compare_view_changed (self);
}

void
vanity_compare_view_zoom_fit (VanityCompareView *self)
{
  vanity_viewport_fit (&self->viewport);
  vanity_compare_view_changed (self);
}

void
vanity_compare_view_zoom_face (VanityCompareView *self)
{
  const VanityFace *face = get_face (self);
  double width, height;

  if (face == NULL)
    return;

  width = face->box[2] / FACE_SHARE;
  height = face->box[3] / FACE_SHARE;
  vanity_viewport_show (&self->viewport, face->box[0] - (width - face->box[2]) / 2,
                        face->box[1] - (height - face->box[3]) / 2, width, height);
  vanity_compare_view_changed (self);
  divide_face (self);
}

gboolean
vanity_compare_view_is_fit (VanityCompareView *self)
{
  return self->viewport.fit;
}

static void
vanity_compare_view_dispose (GObject *object)
{
  VanityCompareView *self = VANITY_COMPARE_VIEW (object);

  vanity_compare_view_stop_gliding (self);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->before_label, gtk_widget_unparent);
  g_clear_pointer (&self->after_label, gtk_widget_unparent);
  g_clear_pointer (&self->divider, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_compare_view_parent_class)->dispose (object);
}

static void
vanity_compare_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VanityCompareView *self = VANITY_COMPARE_VIEW (object);

  switch (id)
    {
    case PROP_ZOOM:
      g_value_set_double (value, vanity_compare_view_get_zoom (self));
      break;
    case PROP_POSITION:
      g_value_set_double (value, vanity_compare_view_get_position (self));
      break;
    case PROP_HOLDING:
      g_value_set_boolean (value, self->holding);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_compare_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  VanityCompareView *self = VANITY_COMPARE_VIEW (object);

  switch (id)
    {
    case PROP_POSITION:
      vanity_compare_view_set_position (self, g_value_get_double (value));
      break;
    case PROP_HOLDING:
      vanity_compare_view_set_holding (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_compare_view_class_init (VanityCompareViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = vanity_compare_view_dispose;
  object_class->get_property = vanity_compare_view_get_property;
  object_class->set_property = vanity_compare_view_set_property;
  widget_class->size_allocate = vanity_compare_view_size_allocate;
  widget_class->measure = vanity_compare_view_measure;
  widget_class->snapshot = vanity_compare_view_snapshot;

  properties[PROP_ZOOM]
      = g_param_spec_double ("zoom", NULL, NULL, 0.0, G_MAXDOUBLE, 1.0, flags | G_PARAM_READABLE);
  properties[PROP_POSITION]
      = g_param_spec_double ("position", NULL, NULL, 0.0, 1.0, 0.5, flags | G_PARAM_READWRITE);
  properties[PROP_HOLDING]
      = g_param_spec_boolean ("holding", NULL, NULL, FALSE, flags | G_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (VANITY_TYPE_DIVIDER);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/compare-view.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityCompareView, divider);
  gtk_widget_class_bind_template_child (widget_class, VanityCompareView, before_label);
  gtk_widget_class_bind_template_child (widget_class, VanityCompareView, after_label);
  gtk_widget_class_bind_template_callback (widget_class, on_divider_moved);
  gtk_widget_class_bind_template_callback (widget_class, on_position_changed);
  gtk_widget_class_set_css_name (widget_class, "compareview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
vanity_compare_view_init (VanityCompareView *self)
{
  self->viewport.device_scale = 1;
  self->viewport.fit = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  vanity_compare_view_init_input (self);
}
