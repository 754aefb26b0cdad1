#include "ui/look-panel.h"

#include "ui/look-gallery.h"

#include <glib/gi18n.h>

struct _VanityLookPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *gallery;
  GtkWidget *strength_row;
  GtkWidget *scale;
  GtkAdjustment *strength;
  GtkWidget *percent;
  GtkWidget *reset;

  VanityDocument *document;
  gboolean following; /* the slider is being set from the document */
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VanityLookPanel, vanity_look_panel, GTK_TYPE_WIDGET)

static VanityOutfit *
get_outfit (VanityLookPanel *self)
{
  return self->document != NULL ? vanity_document_get_outfit (self->document) : NULL;
}

static void
on_outfit_changed (VanityLookPanel *self)
{
  VanityOutfit *outfit = get_outfit (self);
  VanityWear wear = outfit != NULL ? vanity_outfit_get_wear (outfit) : (VanityWear){ NULL, 1.0 };
  g_autofree char *percent = g_strdup_printf (_ ("%d%%"), (int)(wear.strength * 100 + 0.5));

  self->following = TRUE;
  gtk_adjustment_set_value (self->strength, wear.strength * 100);
  self->following = FALSE;

  gtk_label_set_label (GTK_LABEL (self->percent), percent);
  gtk_widget_set_sensitive (self->strength_row, wear.look != NULL);
  gtk_widget_set_sensitive (self->reset, wear.strength < 1.0);
}

static void
on_strength_changed (VanityLookPanel *self)
{
  if (!self->following && self->document != NULL)
    vanity_document_set_strength (self->document, gtk_adjustment_get_value (self->strength) / 100);
}

/* Taking hold of the slider begins a step of the history; what follows belongs to it. */
static gboolean
on_scale_event (GtkEventControllerLegacy *controller, GdkEvent *event, VanityLookPanel *self)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (self->document != NULL && (type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN))
    vanity_document_settle (self->document);

  return FALSE;
}

static void
on_reset (VanityLookPanel *self)
{
  if (self->document == NULL)
    return;

  vanity_document_settle (self->document);
  vanity_document_set_strength (self->document, 1.0);
  vanity_document_settle (self->document);
}

void
vanity_look_panel_set_document (VanityLookPanel *self, VanityDocument *document)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);

  if (document != NULL)
    g_signal_connect_object (document, "notify::outfit", G_CALLBACK (on_outfit_changed), self,
                             G_CONNECT_SWAPPED);
  vanity_look_gallery_set_document (VANITY_LOOK_GALLERY (self->gallery), document);
  on_outfit_changed (self);
}

VanityLook *
vanity_look_panel_find_look (VanityLookPanel *self, const char *id)
{
  GPtrArray *looks = vanity_look_gallery_get_looks (VANITY_LOOK_GALLERY (self->gallery));

  for (guint i = 0; i < looks->len; i++)
    {
      VanityLook *look = g_ptr_array_index (looks, i);

      if (look != NULL && g_strcmp0 (look->id, id) == 0)
        return look;
    }

  return NULL;
}

void
vanity_look_panel_step_look (VanityLookPanel *self, int by)
{
  GPtrArray *looks = vanity_look_gallery_get_looks (VANITY_LOOK_GALLERY (self->gallery));
  VanityOutfit *outfit = get_outfit (self);
  guint index = 0;

  if (outfit == NULL)
    return;

  g_ptr_array_find (looks, vanity_outfit_get_wear (outfit).look, &index);
  index = CLAMP ((int)index + by, 0, (int)looks->len - 1);
  vanity_document_set_look (self->document, g_ptr_array_index (looks, index));
}

void
vanity_look_panel_step_strength (VanityLookPanel *self, double by)
{
  VanityOutfit *outfit = get_outfit (self);

  if (outfit != NULL && vanity_outfit_get_wear (outfit).look != NULL)
    vanity_document_set_strength (self->document, vanity_outfit_get_wear (outfit).strength + by);
}

static void
vanity_look_panel_dispose (GObject *object)
{
  VanityLookPanel *self = VANITY_LOOK_PANEL (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_look_panel_parent_class)->dispose (object);
}

static void
vanity_look_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VanityLookPanel *self = VANITY_LOOK_PANEL (object);

  switch (id)
    {
    case PROP_NARROW:
      g_object_get_property (G_OBJECT (self->gallery), "narrow", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_look_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  VanityLookPanel *self = VANITY_LOOK_PANEL (object);
  gboolean narrow;

  switch (id)
    {
    case PROP_NARROW:
      narrow = g_value_get_boolean (value);
      vanity_look_gallery_set_narrow (VANITY_LOOK_GALLERY (self->gallery), narrow);
      gtk_widget_set_vexpand (self->gallery, !narrow);
      if (narrow)
        gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_look_panel_class_init (VanityLookPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vanity_look_panel_dispose;
  object_class->get_property = vanity_look_panel_get_property;
  object_class->set_property = vanity_look_panel_set_property;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (VANITY_TYPE_LOOK_GALLERY);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/look-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityLookPanel, box);
  gtk_widget_class_bind_template_child (widget_class, VanityLookPanel, gallery);
  gtk_widget_class_bind_template_child (widget_class, VanityLookPanel, strength_row);
  gtk_widget_class_bind_template_child (widget_class, VanityLookPanel, scale);
  gtk_widget_class_bind_template_child (widget_class, VanityLookPanel, strength);
  gtk_widget_class_bind_template_child (widget_class, VanityLookPanel, percent);
  gtk_widget_class_bind_template_child (widget_class, VanityLookPanel, reset);
  gtk_widget_class_bind_template_callback (widget_class, on_strength_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "lookpanel");
}

static void
vanity_look_panel_init (VanityLookPanel *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (on_scale_event), self);
  gtk_widget_add_controller (self->scale, events);
}
