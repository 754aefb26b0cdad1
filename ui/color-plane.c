#include "ui/color-plane.h"

#include <glib/gi18n.h>

#define HEIGHT 132
#define RADIUS 9
#define RING 16
/* One press of a key; with Shift, one of this many. */
#define KEY_STEP 0.01
#define KEY_PAGE 10

struct _VanityColorPlane
{
  GtkWidget parent_instance;

  double hue, saturation, value;
};

enum
{
  GRABBED,
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VanityColorPlane, vanity_color_plane, GTK_TYPE_WIDGET)

double
vanity_color_plane_get_saturation (VanityColorPlane *self)
{
  return self->saturation;
}

double
vanity_color_plane_get_value (VanityColorPlane *self)
{
  return self->value;
}

static void
update (VanityColorPlane *self)
{
  g_autofree char *text
      = g_strdup_printf (_ ("Saturation %d%%, brightness %d%%"),
                         (int)(self->saturation * 100 + 0.5), (int)(self->value * 100 + 0.5));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  self->saturation * 100, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
vanity_color_plane_set (VanityColorPlane *self, double hue, double saturation, double value)
{
  self->hue = CLAMP (hue, 0, 1);
  self->saturation = CLAMP (saturation, 0, 1);
  self->value = CLAMP (value, 0, 1);
  update (self);
}

static void
move (VanityColorPlane *self, double saturation, double value)
{
  vanity_color_plane_set (self, self->hue, saturation, value);
  g_signal_emit (self, signals[MOVED], 0);
}

static void
move_to (VanityColorPlane *self, double x, double y)
{
  move (self, x / MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1),
        1 - y / MAX (gtk_widget_get_height (GTK_WIDGET (self)), 1));
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, VanityColorPlane *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[GRABBED], 0);
  move_to (self, x, y);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, VanityColorPlane *self)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (gesture, &x, &y))
    move_to (self, x + dx, y + dy);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                VanityColorPlane *self)
{
  double step = KEY_STEP * (state & GDK_SHIFT_MASK ? KEY_PAGE : 1), dx = 0, dy = 0;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      dx = -step;
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      dx = step;
      break;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      dy = step;
      break;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      dy = -step;
      break;
    default:
      return FALSE;
    }
  move (self, self->saturation + dx, self->value + dy);

  return TRUE;
}

static void
vanity_color_plane_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : HEIGHT;
}

static void
fill (GtkSnapshot *snapshot, const graphene_rect_t *rect, gboolean across, const GdkRGBA *from,
      const GdkRGBA *to)
{
  const GskColorStop stops[2] = { { 0, *from }, { 1, *to } };
  graphene_point_t end = across ? GRAPHENE_POINT_INIT (rect->size.width, 0)
                                : GRAPHENE_POINT_INIT (0, rect->size.height);

  gtk_snapshot_append_linear_gradient (snapshot, rect, graphene_point_zero (), &end, stops, 2);
}

static void
vanity_color_plane_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  VanityColorPlane *self = VANITY_COLOR_PLANE (widget);
  float width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  graphene_rect_t rect = GRAPHENE_RECT_INIT (0, 0, width, height);
  const GdkRGBA white = { 1, 1, 1, 1 }, clear = { 0, 0, 0, 0 }, black = { 0, 0, 0, 1 };
  float x = (float)self->saturation * width, y = (float)(1 - self->value) * height;
  GskRoundedRect outline;
  GdkRGBA full = { .alpha = 1 };

  gtk_hsv_to_rgb ((float)self->hue, 1, 1, &full.red, &full.green, &full.blue);
  gsk_rounded_rect_init_from_rect (&outline, &rect, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  fill (snapshot, &rect, TRUE, &white, &full);
  fill (snapshot, &rect, FALSE, &clear, &black);
  gtk_snapshot_pop (snapshot);

  /* A ring of white within black is seen on whatever lies below it. */
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (-RING, -RING, width + 2 * RING, height + 2 * RING));
  for (int i = 0; i < 2; i++)
    {
      float side = RING - 3 * i;
      GdkRGBA color = { i, i, i, 1 };
      GskRoundedRect ring;

      gsk_rounded_rect_init_from_rect (
          &ring, &GRAPHENE_RECT_INIT (x - side / 2, y - side / 2, side, side), side / 2);
      gtk_snapshot_append_border (snapshot, &ring, (const float[4]){ 2, 2, 2, 2 },
                                  (const GdkRGBA[4]){ color, color, color, color });
    }
  gtk_snapshot_pop (snapshot);
}

static void
vanity_color_plane_class_init (VanityColorPlaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = vanity_color_plane_measure;
  widget_class->snapshot = vanity_color_plane_snapshot;

  signals[GRABBED] = g_signal_new ("grabbed", VANITY_TYPE_COLOR_PLANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", VANITY_TYPE_COLOR_PLANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "colorplane");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
vanity_color_plane_init (VanityColorPlane *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Saturation and brightness"),
      GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0, -1);
  update (self);

  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
