#include "ui/divider.h"

#include <glib/gi18n.h>

#define STEP 0.02
#define PAGE 0.1
/* The handle stays below the middle, where the face is, and above the controls at the foot. */
#define HANDLE_HEIGHT 0.72
#define FOOT 84

struct _VanityDivider
{
  GtkWidget parent_instance;

  GtkWidget *line;
  GtkWidget *handle;
  double position;
  gboolean hanging;
};

enum
{
  PROP_0,
  PROP_POSITION,
  N_PROPS
};

enum
{
  MOVED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VanityDivider, vanity_divider, GTK_TYPE_WIDGET)

double
vanity_divider_get_position (VanityDivider *self)
{
  return self->position;
}

void
vanity_divider_set_hanging (VanityDivider *self, gboolean hanging)
{
  if (self->hanging == hanging)
    return;

  self->hanging = hanging;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
update_accessible (VanityDivider *self)
{
  g_autofree char *text
      = g_strdup_printf (_ ("%d%% before, %d%% after"), (int)(self->position * 100 + 0.5),
                         100 - (int)(self->position * 100 + 0.5));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, self->position * 100,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

void
vanity_divider_set_position (VanityDivider *self, double position)
{
  position = CLAMP (position, 0.0, 1.0);
  if (position == self->position)
    return;

  self->position = position;
  update_accessible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

static gboolean
on_key (VanityDivider *self, guint key)
{
  double position = self->position;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      position -= STEP;
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      position += STEP;
      break;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      position -= PAGE;
      break;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      position += PAGE;
      break;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      position = 0.0;
      break;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      position = 1.0;
      break;
    default:
      return FALSE;
    }

  vanity_divider_set_position (self, position);

  return TRUE;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                VanityDivider *self)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;

  return on_key (self, key);
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, VanityDivider *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "dragged");
}

/* The gesture speaks in the divider's own coordinates, which move with it: `x` is how far the
 * pointer is from where it took hold of the handle, that is, how far the handle is still to go. */
static void
on_drag_update (GtkGestureDrag *gesture, double x, double y, VanityDivider *self)
{
  g_signal_emit (self, signals[MOVED], 0, x);
}

static void
on_drag_end (GtkGestureDrag *gesture, double x, double y, VanityDivider *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "dragged");
}

/* The parent gives it whatever height the photo has, however little. */
static void
vanity_divider_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  VanityDivider *self = VANITY_DIVIDER (widget);

  gtk_widget_measure (self->handle, orientation, -1, NULL, natural, NULL, NULL);
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? 0 : *natural;
}

static void
allocate_centred (GtkWidget *child, int width, int y, int height)
{
  GtkRequisition size;

  gtk_widget_get_preferred_size (child, &size, NULL);
  gtk_widget_size_allocate (
      child, &(GtkAllocation){ (width - size.width) / 2, y, size.width, MAX (height, size.height) },
      -1);
}

static void
vanity_divider_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VanityDivider *self = VANITY_DIVIDER (widget);
  GtkRequisition handle;
  int y;

  gtk_widget_get_preferred_size (self->handle, &handle, NULL);
  y = MIN (height * HANDLE_HEIGHT, height - FOOT) - handle.height / 2;
  if (self->hanging)
    y = height - handle.height;
  allocate_centred (self->line, width, 0, self->hanging ? y : height);
  allocate_centred (self->handle, width, MAX (y, (height - handle.height) / 2), handle.height);
}

static void
vanity_divider_dispose (GObject *object)
{
  VanityDivider *self = VANITY_DIVIDER (object);

  g_clear_pointer (&self->line, gtk_widget_unparent);
  g_clear_pointer (&self->handle, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_divider_parent_class)->dispose (object);
}

static void
vanity_divider_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_POSITION:
      g_value_set_double (value, VANITY_DIVIDER (object)->position);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_divider_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_POSITION:
      vanity_divider_set_position (VANITY_DIVIDER (object), g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_divider_class_init (VanityDividerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vanity_divider_dispose;
  object_class->get_property = vanity_divider_get_property;
  object_class->set_property = vanity_divider_set_property;
  widget_class->measure = vanity_divider_measure;
  widget_class->size_allocate = vanity_divider_size_allocate;

  properties[PROP_POSITION]
      = g_param_spec_double ("position", NULL, NULL, 0.0, 1.0, 0.5,
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[MOVED] = g_signal_new ("moved", VANITY_TYPE_DIVIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);

  gtk_widget_class_set_css_name (widget_class, "divider");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
vanity_divider_init (VanityDivider *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->position = 0.5;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "ew-resize");

  self->line = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
  self->handle = gtk_image_new_from_icon_name ("vanity-drag-symbolic");
  gtk_widget_set_parent (self->handle, GTK_WIDGET (self));

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));

  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Divider between before and after"),
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ ("Drag it, or use the arrow keys"),
      GTK_ACCESSIBLE_PROPERTY_ORIENTATION, GTK_ORIENTATION_HORIZONTAL, -1);
  update_accessible (self);
}
