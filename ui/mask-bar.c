#include "ui/mask-bar.h"

#include <glib/gi18n.h>
#include <math.h>

struct _VanityMaskBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *name;
  GtkWidget *adds;
  GtkWidget *quick_size;
  GtkWidget *mirror;
  GtkWidget *shows_mask;
  GtkWidget *reset;
  GtkWidget *popover;
  GtkWidget *size_text;
  GtkWidget *feather_text;
  GtkWidget *flow_text;
  GtkAdjustment *size; /* of 100, even steps of proportion */
  GtkAdjustment *feather;
  GtkAdjustment *flow;

  VanityMaskPainter *painter;
  gboolean narrow;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VanityMaskBar, vanity_mask_bar, GTK_TYPE_WIDGET)

#define SPAN (VANITY_MASK_PAINTER_MAX_SIZE / VANITY_MASK_PAINTER_MIN_SIZE)

static gboolean
to_position (GBinding *binding, const GValue *size, GValue *position, gpointer user_data)
{
  g_value_set_double (position, 100 * log (g_value_get_double (size) / VANITY_MASK_PAINTER_MIN_SIZE)
                                    / log (SPAN));

  return TRUE;
}

static gboolean
from_position (GBinding *binding, const GValue *position, GValue *size, gpointer user_data)
{
  g_value_set_double (
      size, CLAMP (VANITY_MASK_PAINTER_MIN_SIZE * pow (SPAN, g_value_get_double (position) / 100),
                   VANITY_MASK_PAINTER_MIN_SIZE, VANITY_MASK_PAINTER_MAX_SIZE));

  return TRUE;
}

static void
say_share (GtkWidget *label, double share)
{
  g_autofree char *text = g_strdup_printf (_ ("%d%%"), (int)lround (share * 100));

  gtk_label_set_label (GTK_LABEL (label), text);
}

static void
on_settings_changed (VanityMaskBar *self)
{
  double size, feather, flow;
  g_autofree char *text = NULL;

  g_object_get (self->painter, "size", &size, "feather", &feather, "flow", &flow, NULL);
  /* Translators: how large a brush is, in millimetres. */
  text = g_strdup_printf (_ ("%.1f mm"), size);
  gtk_label_set_label (GTK_LABEL (self->size_text), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->quick_size),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  say_share (self->feather_text, feather);
  say_share (self->flow_text, flow);
}

static void
on_layer_changed (VanityMaskBar *self)
{
  const char *label = vanity_mask_painter_get_label (self->painter);

  gtk_label_set_label (GTK_LABEL (self->name), label != NULL ? label : "");
  gtk_widget_set_visible (GTK_WIDGET (self), label != NULL);
}

static void
on_reset (VanityMaskBar *self)
{
  vanity_mask_painter_reset (self->painter);
}

static void
on_done (VanityMaskBar *self)
{
  vanity_mask_painter_stop (self->painter);
}

void
vanity_mask_bar_set_painter (VanityMaskBar *self, VanityMaskPainter *painter)
{
  const GBindingFlags both = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;

  g_return_if_fail (self->painter == NULL);

  self->painter = g_object_ref (painter);
  g_object_bind_property (painter, "adds", self->adds, "active", both);
  g_object_bind_property (painter, "mirror", self->mirror, "active", both);
  g_object_bind_property (painter, "shows-mask", self->shows_mask, "active", both);
  g_object_bind_property (painter, "feather", self->feather, "value", both);
  g_object_bind_property (painter, "flow", self->flow, "value", both);
  g_object_bind_property_full (painter, "size", self->size, "value", both, to_position,
                               from_position, NULL, NULL);
  g_object_bind_property (painter, "masked", self->reset, "sensitive", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (painter, "notify::size", G_CALLBACK (on_settings_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (painter, "notify::feather", G_CALLBACK (on_settings_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (painter, "notify::flow", G_CALLBACK (on_settings_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (painter, "notify::layer", G_CALLBACK (on_layer_changed), self,
                           G_CONNECT_SWAPPED);
  on_settings_changed (self);
  on_layer_changed (self);
}

static void
vanity_mask_bar_dispose (GObject *object)
{
  VanityMaskBar *self = VANITY_MASK_BAR (object);

  if (self->painter != NULL)
    g_signal_handlers_disconnect_by_data (self->painter, self);
  g_clear_object (&self->painter);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_mask_bar_parent_class)->dispose (object);
}

static void
vanity_mask_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, VANITY_MASK_BAR (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_mask_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  VanityMaskBar *self = VANITY_MASK_BAR (object);

  switch (id)
    {
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      gtk_widget_set_visible (self->quick_size, !self->narrow);
      gtk_widget_set_visible (self->name, !self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_mask_bar_class_init (VanityMaskBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vanity_mask_bar_dispose;
  object_class->get_property = vanity_mask_bar_get_property;
  object_class->set_property = vanity_mask_bar_set_property;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/mask-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityMaskBar, box);
  gtk_widget_class_bind_template_child (widget_class, VanityMaskBar, name);
  gtk_widget_class_bind_template_child (widget_class, VanityMaskBar, adds);
  gtk_widget_class_bind_template_child (widget_class, VanityMaskBar, quick_size);
  gtk_widget_class_bind_template_child (widget_class, VanityMaskBar, mirror);
  gtk_widget_class_bind_template_child (widget_class, VanityMaskBar, shows_mask);
  gtk_widget_class_bind_template_child (widget_class, VanityMaskBar, reset);
  gtk_widget_class_bind_template_child (widget_class, VanityMaskBar, popover);
  gtk_widget_class_bind_template_child (widget_class, VanityMaskBar, size_text);
  gtk_widget_class_bind_template_child (widget_class, VanityMaskBar, feather_text);
  gtk_widget_class_bind_template_child (widget_class, VanityMaskBar, flow_text);
  gtk_widget_class_bind_template_child (widget_class, VanityMaskBar, size);
  gtk_widget_class_bind_template_child (widget_class, VanityMaskBar, feather);
  gtk_widget_class_bind_template_child (widget_class, VanityMaskBar, flow);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
  gtk_widget_class_bind_template_callback (widget_class, on_done);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "maskbar");
}

static void
vanity_mask_bar_init (VanityMaskBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
