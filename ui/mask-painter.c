#include "ui/mask-painter-private.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <math.h>

#define MERGE "paint"
#define FACE_MM 140.0
/* Of the view that a face fills which is large enough to paint on. */
#define CLOSE_SHARE 0.4

enum
{
  RIGHT = 234,
  LEFT = 454,
};

enum
{
  PROP_0,
  PROP_PAINTING,
  PROP_LAYER,
  PROP_ADDS,
  PROP_SIZE,
  PROP_FEATHER,
  PROP_FLOW,
  PROP_MIRROR,
  PROP_SHOWS_MASK,
  PROP_MASKED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VanityMaskPainter, vanity_mask_painter, G_TYPE_OBJECT)

static void
notify (VanityMaskPainter *self, int property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* The look that is worn by the face that is painted on; NULL where that is no longer so. */
static VanityLook *
get_look (VanityMaskPainter *self)
{
  VanityOutfit *outfit
      = self->document != NULL ? vanity_document_get_outfit (self->document) : NULL;
  VanityLook *look = outfit != NULL ? vanity_outfit_get_wear (outfit).look : NULL;

  return look != NULL && outfit->selected == self->face ? look : NULL;
}

static VanityLayer *
get_layer (VanityLook *look, int index)
{
  return look != NULL && index >= 0 && index < (int)look->layers->len
             ? g_ptr_array_index (look->layers, index)
             : NULL;
}

static VanityLayerMask *
get_mask (VanityMaskPainter *self)
{
  VanityLayer *layer = get_layer (get_look (self), self->layer);

  return layer != NULL ? layer->mask : NULL;
}

static gboolean
adds (VanityMaskPainter *self)
{
  return self->adds && !self->eraser;
}

double
vanity_mask_painter_get_photo_radius (VanityMaskPainter *self)
{
  const VanityFace *face = vanity_document_get_face (self->document, self->face);
  const VanityPoint *a = &face->points[RIGHT], *b = &face->points[LEFT];
  double width = sqrt ((b->x - a->x) * (b->x - a->x) + (b->y - a->y) * (b->y - a->y)
                       + (b->z - a->z) * (b->z - a->z));

  return self->size / 2 * width / FACE_MM;
}

double
vanity_mask_painter_get_radius (VanityMaskPainter *self)
{
  return vanity_mask_painter_get_photo_radius (self) * self->view->viewport.scale;
}

/* Brings what is shown of the mask up to date. */
static void
update_texture (VanityMaskPainter *self)
{
  VanityLayerMask *mask = get_mask (self);

  if (mask != self->shown || mask == NULL)
    {
      g_clear_object (&self->texture);
      g_clear_pointer (&self->shown, vanity_layer_mask_unref);
      if (mask != NULL && self->overlay != NULL)
        {
          self->shown = vanity_layer_mask_ref (mask);
          self->texture = vanity_mask_overlay_draw (self->overlay, mask);
        }
    }
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

/* Hands the stroke so far to the document. */
static void
show_stroke (VanityMaskPainter *self)
{
  g_autoptr (VanityLook) look = vanity_look_copy (self->before);
  g_autoptr (VanityLayerMask) mask = vanity_mask_stroke_get (self->stroke);
  VanityLayer *layer = g_ptr_array_index (look->layers, self->layer);
  g_autofree char *step = NULL;

  vanity_layer_set_mask (layer, mask);
  /* Translators: steps in a list of what was done; %s is a layer of makeup, "Blush". */
  step = g_strdup_printf (adds (self) ? _ ("%s: added by hand") : _ ("%s: erased by hand"),
                          _ (self->kind->label));
  self->pending = FALSE;
  self->drawn = TRUE;
  vanity_document_edit_look (self->document, look, step, MERGE);
}

/* As often as the picture can follow: what is begun anew for every motion never ends. */
static void
on_pictures_changed (VanityMaskPainter *self)
{
  if (self->stroke != NULL && self->pending && vanity_document_is_current (self->document))
    show_stroke (self);
}

static void
on_outfit_changed (VanityMaskPainter *self)
{
  VanityLayer *layer = get_layer (get_look (self), self->layer);

  if (layer == NULL || layer->kind != self->kind)
    {
      vanity_mask_painter_stop (self);
      return;
    }
  update_texture (self);
  notify (self, PROP_MASKED);
}

static void
drop_stroke (VanityMaskPainter *self)
{
  g_clear_pointer (&self->stroke, vanity_mask_stroke_free);
  g_clear_pointer (&self->before, vanity_look_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

void
vanity_mask_painter_begin (VanityMaskPainter *self, double x, double y, double pressure)
{
  VanityLook *look = get_look (self);
  VanityLayer *layer = get_layer (look, self->layer);
  VanityMaskBrush brush;

  if (layer == NULL || self->stroke != NULL)
    return;
  vanity_document_settle (self->document);
  brush = (VanityMaskBrush){ .tool = adds (self) ? VANITY_MASK_ADD : VANITY_MASK_ERASE,
                             .radius = vanity_mask_painter_get_photo_radius (self),
                             .feather = self->feather,
                             .flow = self->flow,
                             .mirror = self->mirror };
  self->before = vanity_look_ref (look);
  self->stroke = vanity_mask_stroke_new (layer->mask, self->plane, &brush);
  self->drawn = FALSE;
  vanity_mask_painter_move (self, x, y, pressure);
}

void
vanity_mask_painter_move (VanityMaskPainter *self, double x, double y, double pressure)
{
  const VanityMaskPoint point = { (float)x, (float)y, (float)pressure };

  if (self->stroke == NULL)
    return;
  vanity_mask_stroke_add (self->stroke, &point);
  self->pending = TRUE;
  on_pictures_changed (self);
}

void
vanity_mask_painter_end (VanityMaskPainter *self)
{
  if (self->stroke == NULL)
    return;
  if (self->pending)
    show_stroke (self);
  /* Whoever listens may have stopped it. */
  if (self->document != NULL)
    vanity_document_settle (self->document);
  drop_stroke (self);
}

void
vanity_mask_painter_cancel (VanityMaskPainter *self)
{
  if (self->stroke == NULL)
    return;
  drop_stroke (self);
  vanity_document_settle (self->document);
  if (self->drawn)
    vanity_document_undo (self->document);
}

void
vanity_mask_painter_reset (VanityMaskPainter *self)
{
  VanityLook *look = get_look (self);
  g_autoptr (VanityLook) bare = NULL;
  g_autofree char *step = NULL;

  if (look == NULL || get_mask (self) == NULL || self->stroke != NULL)
    return;
  bare = vanity_look_copy (look);
  vanity_layer_set_mask (g_ptr_array_index (bare->layers, self->layer), NULL);
  step = g_strdup_printf (_ ("%s: as it lies by itself"), _ (self->kind->label));
  vanity_document_edit_look (self->document, bare, step, NULL);
}

void
vanity_mask_painter_scale (VanityMaskPainter *self, double factor)
{
  g_object_set (
      self, "size",
      CLAMP (self->size * factor, VANITY_MASK_PAINTER_MIN_SIZE, VANITY_MASK_PAINTER_MAX_SIZE),
      NULL);
}

/* Nobody paints on a face as small as a stamp. */
static void
look_closely (VanityMaskPainter *self)
{
  const VanityFace *face = vanity_document_get_face (self->document, self->face);
  const VanityViewport *viewport = &self->view->viewport;

  if (viewport->fit && viewport->pane_height > 0
      && face->box[3] * viewport->scale < CLOSE_SHARE * viewport->pane_height)
    vanity_compare_view_zoom_face (self->view);
}

/* What somebody paints on, measured once. */
static gboolean
prepare (VanityMaskPainter *self, VanityDocument *document, int face, GError **error)
{
  VanityImage *image = vanity_photo_get_image (vanity_document_get_photo (document));
  const VanityPoint *points = vanity_document_get_face (document, face)->points;

  if (self->document == document && self->face == face)
    return TRUE;
  g_clear_pointer (&self->plane, vanity_mask_plane_free);
  g_clear_pointer (&self->overlay, vanity_mask_overlay_free);
  self->plane = vanity_mask_plane_new (points, image->width, image->height, error);
  if (self->plane != NULL)
    self->overlay = vanity_mask_overlay_new (points, image->width, image->height, error);

  return self->overlay != NULL;
}

static void
watch (VanityMaskPainter *self, VanityDocument *document)
{
  if (document == self->document)
    return;
  g_set_object (&self->document, document);
  g_signal_connect_object (document, "notify::outfit", G_CALLBACK (on_outfit_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::pictures", G_CALLBACK (on_pictures_changed), self,
                           G_CONNECT_SWAPPED);
}

gboolean
vanity_mask_painter_start (VanityMaskPainter *self, VanityDocument *document, int index,
                           GError **error)
{
  VanityOutfit *outfit = vanity_document_get_outfit (document);
  VanityLook *look = outfit != NULL ? vanity_outfit_get_wear (outfit).look : NULL;
  VanityLayer *layer = get_layer (look, index);

  if (layer == NULL)
    {
      g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                           look == NULL ? _ ("Choose a look first: its layers can be painted")
                                        : _ ("The look has no such layer"));
      return FALSE;
    }
  if (self->document != NULL && self->document != document)
    vanity_mask_painter_stop (self);
  vanity_mask_painter_end (self);
  if (!prepare (self, document, outfit->selected, error))
    {
      vanity_mask_painter_stop (self);
      return FALSE;
    }

  self->layer = index;
  self->kind = layer->kind;
  self->face = outfit->selected;
  watch (self, document);
  vanity_compare_view_set_paint (self->view, vanity_mask_painter_snapshot, self);
  vanity_mask_painter_init_input (self);
  look_closely (self);
  update_texture (self);
  notify (self, PROP_LAYER);
  notify (self, PROP_MASKED);
  notify (self, PROP_PAINTING);

  return TRUE;
}

void
vanity_mask_painter_stop (VanityMaskPainter *self)
{
  if (self->document == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->document, self);
  vanity_document_settle (self->document);
  drop_stroke (self);
  g_clear_object (&self->document);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->shown, vanity_layer_mask_unref);
  g_clear_pointer (&self->plane, vanity_mask_plane_free);
  g_clear_pointer (&self->overlay, vanity_mask_overlay_free);
  self->layer = -1;
  vanity_mask_painter_clear_input (self);
  vanity_compare_view_set_paint (self->view, NULL, NULL);
  notify (self, PROP_LAYER);
  notify (self, PROP_MASKED);
  notify (self, PROP_PAINTING);
}

gboolean
vanity_mask_painter_get_painting (VanityMaskPainter *self)
{
  return self->document != NULL;
}

const char *
vanity_mask_painter_get_label (VanityMaskPainter *self)
{
  return self->document != NULL ? _ (self->kind->label) : NULL;
}

static void
vanity_mask_painter_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VanityMaskPainter *self = VANITY_MASK_PAINTER (object);

  switch (id)
    {
    case PROP_PAINTING:
      g_value_set_boolean (value, self->document != NULL);
      break;
    case PROP_LAYER:
      g_value_set_int (value, self->layer);
      break;
    case PROP_ADDS:
      g_value_set_boolean (value, self->adds);
      break;
    case PROP_SIZE:
      g_value_set_double (value, self->size);
      break;
    case PROP_FEATHER:
      g_value_set_double (value, self->feather);
      break;
    case PROP_FLOW:
      g_value_set_double (value, self->flow);
      break;
    case PROP_MIRROR:
      g_value_set_boolean (value, self->mirror);
      break;
    case PROP_SHOWS_MASK:
      g_value_set_boolean (value, self->shows_mask);
      break;
    case PROP_MASKED:
      g_value_set_boolean (value, get_mask (self) != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_mask_painter_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  VanityMaskPainter *self = VANITY_MASK_PAINTER (object);

  switch (id)
    {
    case PROP_ADDS:
      self->adds = g_value_get_boolean (value);
      break;
    case PROP_SIZE:
      self->size = g_value_get_double (value);
      break;
    case PROP_FEATHER:
      self->feather = g_value_get_double (value);
      break;
    case PROP_FLOW:
      self->flow = g_value_get_double (value);
      break;
    case PROP_MIRROR:
      self->mirror = g_value_get_boolean (value);
      break;
    case PROP_SHOWS_MASK:
      self->shows_mask = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  if (self->document != NULL)
    gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

static void
vanity_mask_painter_dispose (GObject *object)
{
  vanity_mask_painter_stop (VANITY_MASK_PAINTER (object));

  G_OBJECT_CLASS (vanity_mask_painter_parent_class)->dispose (object);
}

static void
vanity_mask_painter_class_init (VanityMaskPainterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags read = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags write = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = vanity_mask_painter_dispose;
  object_class->get_property = vanity_mask_painter_get_property;
  object_class->set_property = vanity_mask_painter_set_property;

  properties[PROP_PAINTING] = g_param_spec_boolean ("painting", NULL, NULL, FALSE, read);
  properties[PROP_LAYER] = g_param_spec_int ("layer", NULL, NULL, -1, G_MAXINT, -1, read);
  properties[PROP_ADDS] = g_param_spec_boolean ("adds", NULL, NULL, FALSE, write);
  properties[PROP_SIZE] = g_param_spec_double ("size", NULL, NULL, VANITY_MASK_PAINTER_MIN_SIZE,
                                               VANITY_MASK_PAINTER_MAX_SIZE, 12, write);
  properties[PROP_FEATHER] = g_param_spec_double ("feather", NULL, NULL, 0, 1, 0.5, write);
  properties[PROP_FLOW] = g_param_spec_double ("flow", NULL, NULL, 0, 1, 1, write);
  properties[PROP_MIRROR] = g_param_spec_boolean ("mirror", NULL, NULL, FALSE, write);
  properties[PROP_SHOWS_MASK] = g_param_spec_boolean ("shows-mask", NULL, NULL, FALSE, write);
  properties[PROP_MASKED] = g_param_spec_boolean ("masked", NULL, NULL, FALSE, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vanity_mask_painter_init (VanityMaskPainter *self)
{
  self->layer = -1;
  self->size = 12;
  self->feather = 0.5;
  self->flow = 1;
}

VanityMaskPainter *
vanity_mask_painter_new (VanityCompareView *view)
{
  VanityMaskPainter *self = g_object_new (VANITY_TYPE_MASK_PAINTER, NULL);

  self->view = view;

  return self;
}
