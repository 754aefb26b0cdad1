#include "ui/adaptive-split.h"

/* Below this width, or when higher than wide, the panel goes below. */
#define NARROW_BELOW 680
/* A low window, a phone on its side, has no height to give away. */
#define LOW_BELOW 440
#define NARROW_BELOW_WHEN_LOW 520
#define PANEL_WIDTH 300
/* The panel grows with the window, but the photo is what matters. */
#define PANEL_SHARE 0.26
#define PANEL_WIDTH_MAX 444

struct _VanityAdaptiveSplit
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkWidget *panel;
  gboolean panel_visible;
  gboolean narrow;
  guint notify_idle;
};

enum
{
  PROP_0,
  PROP_CONTENT,
  PROP_PANEL,
  PROP_PANEL_VISIBLE,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VanityAdaptiveSplit, vanity_adaptive_split, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

gboolean
vanity_adaptive_split_get_narrow (VanityAdaptiveSplit *self)
{
  return self->narrow;
}

static gboolean
notify_narrow (gpointer user_data)
{
  VanityAdaptiveSplit *self = user_data;

  self->notify_idle = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);

  return G_SOURCE_REMOVE;
}

static gboolean
shows_panel (VanityAdaptiveSplit *self)
{
  return self->panel != NULL && self->panel_visible;
}

/* The panel must fit whichever way it lies, since it changes its shape only after the window has
 * changed its size. */
static void
vanity_adaptive_split_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                               int *minimum, int *natural, int *minimum_baseline,
                               int *natural_baseline)
{
  VanityAdaptiveSplit *self = VANITY_ADAPTIVE_SPLIT (widget);
  int panel_minimum = 0, panel_natural = 0;

  *minimum = *natural = 0;
  if (self->content != NULL)
    gtk_widget_measure (self->content, orientation, -1, minimum, natural, NULL, NULL);
  if (!shows_panel (self))
    return;

  gtk_widget_measure (self->panel, orientation, -1, &panel_minimum, &panel_natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (*minimum, MIN (panel_minimum, PANEL_WIDTH));
      *natural += PANEL_WIDTH;
    }
  else if (self->narrow)
    {
      *minimum += panel_minimum;
      *natural += panel_minimum;
    }
}

static void
allocate (GtkWidget *child, int x, int y, int width, int height)
{
  if (child != NULL)
    gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
vanity_adaptive_split_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  VanityAdaptiveSplit *self = VANITY_ADAPTIVE_SPLIT (widget);
  int enough = height < LOW_BELOW ? NARROW_BELOW_WHEN_LOW : NARROW_BELOW;
  gboolean narrow = width < enough || width < 0.9 * height;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (narrow != self->narrow)
    {
      self->narrow = narrow;
      if (self->notify_idle == 0)
        self->notify_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_narrow, self, NULL);
    }

  if (self->panel != NULL)
    gtk_widget_set_child_visible (self->panel, shows_panel (self));
  if (!shows_panel (self))
    {
      allocate (self->content, 0, 0, width, height);
    }
  else if (narrow)
    {
      int panel;

      gtk_widget_measure (self->panel, GTK_ORIENTATION_VERTICAL, width, &panel, NULL, NULL, NULL);
      panel = MIN (panel, height);
      allocate (self->content, 0, 0, width, height - panel);
      allocate (self->panel, 0, height - panel, width, panel);
    }
  else
    {
      int panel = CLAMP ((int)(PANEL_SHARE * width), PANEL_WIDTH, PANEL_WIDTH_MAX);

      allocate (self->content, rtl ? panel : 0, 0, width - panel, height);
      allocate (self->panel, rtl ? 0 : width - panel, 0, panel, height);
    }
}

static void
set_child (VanityAdaptiveSplit *self, GtkWidget **slot, GtkWidget *child)
{
  g_clear_pointer (slot, gtk_widget_unparent);
  *slot = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  VanityAdaptiveSplit *self = VANITY_ADAPTIVE_SPLIT (buildable);

  if (g_strcmp0 (type, "panel") == 0)
    set_child (self, &self->panel, GTK_WIDGET (child));
  else
    set_child (self, &self->content, GTK_WIDGET (child));
}

static void
buildable_init (GtkBuildableIface *iface)
{
  iface->add_child = add_child;
}

static void
vanity_adaptive_split_dispose (GObject *object)
{
  VanityAdaptiveSplit *self = VANITY_ADAPTIVE_SPLIT (object);

  g_clear_handle_id (&self->notify_idle, g_source_remove);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->panel, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_adaptive_split_parent_class)->dispose (object);
}

static void
vanity_adaptive_split_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VanityAdaptiveSplit *self = VANITY_ADAPTIVE_SPLIT (object);

  switch (id)
    {
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;
    case PROP_PANEL:
      g_value_set_object (value, self->panel);
      break;
    case PROP_PANEL_VISIBLE:
      g_value_set_boolean (value, self->panel_visible);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_adaptive_split_set_property (GObject *object, guint id, const GValue *value,
                                    GParamSpec *pspec)
{
  VanityAdaptiveSplit *self = VANITY_ADAPTIVE_SPLIT (object);

  switch (id)
    {
    case PROP_CONTENT:
      set_child (self, &self->content, g_value_get_object (value));
      break;
    case PROP_PANEL:
      set_child (self, &self->panel, g_value_get_object (value));
      break;
    case PROP_PANEL_VISIBLE:
      self->panel_visible = g_value_get_boolean (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_adaptive_split_class_init (VanityAdaptiveSplitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_STATIC_STRINGS;

  object_class->dispose = vanity_adaptive_split_dispose;
  object_class->get_property = vanity_adaptive_split_get_property;
  object_class->set_property = vanity_adaptive_split_set_property;
  widget_class->measure = vanity_adaptive_split_measure;
  widget_class->size_allocate = vanity_adaptive_split_size_allocate;

  properties[PROP_CONTENT]
      = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags | G_PARAM_READWRITE);
  properties[PROP_PANEL]
      = g_param_spec_object ("panel", NULL, NULL, GTK_TYPE_WIDGET, flags | G_PARAM_READWRITE);
  properties[PROP_PANEL_VISIBLE]
      = g_param_spec_boolean ("panel-visible", NULL, NULL, TRUE, flags | G_PARAM_READWRITE);
  properties[PROP_NARROW] = g_param_spec_boolean (
      "narrow", NULL, NULL, FALSE, flags | G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vanity_adaptive_split_init (VanityAdaptiveSplit *self)
{
  self->panel_visible = TRUE;
}
