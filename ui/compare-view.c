#include "ui/compare-view-private.h"

#include "app/document-load.h"
#include "ui/divider.h"

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
  PROP_PICKING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint picked_signal;
static guint color_picked_signal;

G_DEFINE_FINAL_TYPE (VanityCompareView, vanity_compare_view, GTK_TYPE_WIDGET)

/* Asks for the photo's own size where the preview would look soft. */
void
vanity_compare_view_update_wish (VanityCompareView *self)
{
  double longest = MAX (self->viewport.photo_width, self->viewport.photo_height);

  if (self->document != NULL && longest > 0)
    vanity_document_want_full (self->document, vanity_viewport_get_zoom (&self->viewport) * longest
                                                   > SOFT * VANITY_PREVIEW_SIDE);
}

static gboolean
tell_zoom (gpointer user_data)
{
  VanityCompareView *self = user_data;

  self->tell_idle = 0;
  self->told_zoom = vanity_viewport_get_zoom (&self->viewport);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);

  return G_SOURCE_REMOVE;
}

void
vanity_compare_view_tell_zoom (VanityCompareView *self)
{
  if (self->tell_idle == 0 && self->told_zoom != vanity_viewport_get_zoom (&self->viewport))
    self->tell_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, tell_zoom, self, NULL);
}

/* To be called when the viewport was changed. */
static void
viewport_changed (VanityCompareView *self)
{
  vanity_compare_view_update_wish (self);
  vanity_compare_view_tell_zoom (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
vanity_compare_view_zoom_at (VanityCompareView *self, double zoom, double x, double y)
{
  vanity_compare_view_get_pane (self, &x, &y);
  vanity_viewport_zoom_at (&self->viewport, zoom, x, y);
  viewport_changed (self);
}

void
vanity_compare_view_pan (VanityCompareView *self, double dx, double dy)
{
  vanity_viewport_pan (&self->viewport, dx, dy);
  viewport_changed (self);
}

static void
vanity_compare_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                             int *minimum, int *natural, int *minimum_baseline,
                             int *natural_baseline)
{
  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : 480;
}

static void
on_divider_moved (VanityCompareView *self, double dx)
{
  graphene_rect_t covered = vanity_compare_view_get_covered (self);
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
      viewport_changed (self);
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
  graphene_rect_t covered = vanity_compare_view_get_covered (self);
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

void
vanity_compare_view_select_at (VanityCompareView *self, double x, double y)
{
  int n = self->document != NULL ? vanity_document_get_n_faces (self->document) : 0;

  if (get_face (self) == NULL)
    return;

  vanity_compare_view_to_photo (self, &x, &y);

  for (int i = 0; i < n; i++)
    {
      const float *box = vanity_document_get_face (self->document, i)->box;

      if (x >= box[0] && x < box[0] + box[2] && y >= box[1] && y < box[1] + box[3])
        {
          vanity_document_select_face (self->document, i);
          return;
        }
    }
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
  vanity_compare_view_set_picking (self, FALSE);
  vanity_compare_view_set_overlay (self, NULL);
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

void
vanity_compare_view_emit_picked (VanityCompareView *self, double x, double y)
{
  g_signal_emit (self, picked_signal, 0, x, y);
}

void
vanity_compare_view_emit_color (VanityCompareView *self, guint32 color)
{
  g_signal_emit (self, color_picked_signal, 0, color);
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
  viewport_changed (self);
}

void
vanity_compare_view_zoom_fit (VanityCompareView *self)
{
  vanity_viewport_fit (&self->viewport);
  viewport_changed (self);
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
  viewport_changed (self);
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
  g_clear_handle_id (&self->tell_idle, g_source_remove);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_object (&self->overlay);
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
    case PROP_PICKING:
      g_value_set_boolean (value, self->picking);
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
    case PROP_PICKING:
      vanity_compare_view_set_picking (self, g_value_get_boolean (value));
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
  properties[PROP_PICKING]
      = g_param_spec_boolean ("picking", NULL, NULL, FALSE, flags | G_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  picked_signal = g_signal_new ("picked", VANITY_TYPE_COMPARE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  color_picked_signal = g_signal_new ("color-picked", VANITY_TYPE_COMPARE_VIEW, G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

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
