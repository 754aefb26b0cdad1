#include "ui/strength-row.h"

#include <glib/gi18n.h>

struct _VanityStrengthRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *label;
  GtkWidget *scale;
  GtkAdjustment *strength; /* percent */
  GtkWidget *percent;
  GtkWidget *reset;
  GtkWidget *suffix;
  double max;

  gboolean following; /* the slider is being set, not moved */
};

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_NAME_TEXT,
  PROP_RESETTABLE,
  N_PROPS
};

enum
{
  GRABBED,
  MOVED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VanityStrengthRow, vanity_strength_row, GTK_TYPE_WIDGET)

static void
update_texts (VanityStrengthRow *self)
{
  double value = gtk_adjustment_get_value (self->strength);
  g_autofree char *percent = g_strdup_printf (_ ("%d%%"), (int)(value + 0.5));

  gtk_label_set_label (GTK_LABEL (self->percent), percent);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  percent, -1);
  gtk_widget_set_sensitive (self->reset, (int)(value + 0.5) != 100);
}

static void
on_value_changed (VanityStrengthRow *self)
{
  update_texts (self);
  if (!self->following)
    g_signal_emit (self, signals[MOVED], 0, gtk_adjustment_get_value (self->strength) / 100);
}

static gboolean
on_scale_event (GtkEventControllerLegacy *controller, GdkEvent *event, VanityStrengthRow *self)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN)
    g_signal_emit (self, signals[GRABBED], 0);

  return FALSE;
}

static void
on_reset (VanityStrengthRow *self)
{
  g_signal_emit (self, signals[GRABBED], 0);
  gtk_adjustment_set_value (self->strength, 100);
  g_signal_emit (self, signals[GRABBED], 0);
}

void
vanity_strength_row_set_value (VanityStrengthRow *self, double value, double max)
{
  self->following = TRUE;
  if (max != self->max)
    {
      self->max = max;
      gtk_adjustment_set_upper (self->strength, 100 * max);
      gtk_scale_clear_marks (GTK_SCALE (self->scale));
      if (max > 1)
        gtk_scale_add_mark (GTK_SCALE (self->scale), 100, GTK_POS_BOTTOM, NULL);
    }
  gtk_adjustment_set_value (self->strength, 100 * value);
  self->following = FALSE;
}

void
vanity_strength_row_set_movable (VanityStrengthRow *self, gboolean movable)
{
  gtk_widget_set_sensitive (self->label, movable);
  gtk_widget_set_sensitive (self->scale, movable);
  gtk_widget_set_sensitive (self->percent, movable);
}

GtkWidget *
vanity_strength_row_get_label (VanityStrengthRow *self)
{
  return self->label;
}

void
vanity_strength_row_set_suffix (VanityStrengthRow *self, GtkWidget *suffix)
{
  if (suffix == self->suffix)
    return;
  if (self->suffix != NULL)
    gtk_box_remove (GTK_BOX (self->box), self->suffix);
  self->suffix = suffix;
  if (suffix != NULL)
    gtk_box_append (GTK_BOX (self->box), suffix);
}

static void
vanity_strength_row_dispose (GObject *object)
{
  g_clear_pointer (&VANITY_STRENGTH_ROW (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_strength_row_parent_class)->dispose (object);
}

static void
vanity_strength_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  VanityStrengthRow *self = VANITY_STRENGTH_ROW (object);

  switch (id)
    {
    case PROP_LABEL:
      gtk_label_set_label (GTK_LABEL (self->label), g_value_get_string (value));
      break;
    case PROP_NAME_TEXT:
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
      break;
    case PROP_RESETTABLE:
      gtk_widget_set_visible (self->reset, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_strength_row_class_init (VanityStrengthRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = vanity_strength_row_dispose;
  object_class->set_property = vanity_strength_row_set_property;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "", flags);
  properties[PROP_NAME_TEXT] = g_param_spec_string ("name-text", NULL, NULL, "", flags);
  properties[PROP_RESETTABLE] = g_param_spec_boolean ("resettable", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[GRABBED] = g_signal_new ("grabbed", VANITY_TYPE_STRENGTH_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", VANITY_TYPE_STRENGTH_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/strength-row.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityStrengthRow, box);
  gtk_widget_class_bind_template_child (widget_class, VanityStrengthRow, label);
  gtk_widget_class_bind_template_child (widget_class, VanityStrengthRow, scale);
  gtk_widget_class_bind_template_child (widget_class, VanityStrengthRow, strength);
  gtk_widget_class_bind_template_child (widget_class, VanityStrengthRow, percent);
  gtk_widget_class_bind_template_child (widget_class, VanityStrengthRow, reset);
  gtk_widget_class_bind_template_callback (widget_class, on_value_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vanity_strength_row_init (VanityStrengthRow *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  self->max = 1.0;
  gtk_widget_init_template (GTK_WIDGET (self));
  update_texts (self);

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (on_scale_event), self);
  gtk_widget_add_controller (self->scale, events);
}

VanityStrengthRow *
vanity_strength_row_new (const char *label, const char *name)
{
  return g_object_new (VANITY_TYPE_STRENGTH_ROW, "label", label, "name-text", name, NULL);
}
