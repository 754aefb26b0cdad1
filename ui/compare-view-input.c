#include "ui/compare-view-private.h"

#include <math.h>

/* One click of a wheel, or one press of a key. */
#define WHEEL_STEP 1.2
#define KEY_STEP 64
/* A glide loses this share of its speed in a second, and ends below so many units a second. */
#define FRICTION 4.0
#define SLOWEST 12

static gboolean
glide (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  VanityCompareView *self = VANITY_COMPARE_VIEW (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds = MIN ((now - self->glide_time) / 1e6, 0.1);
  double x = self->viewport.x, y = self->viewport.y;

  self->glide_time = now;
  vanity_compare_view_pan (self, self->velocity_x * seconds, self->velocity_y * seconds);
  self->velocity_x *= exp (-FRICTION * seconds);
  self->velocity_y *= exp (-FRICTION * seconds);

  if (hypot (self->velocity_x, self->velocity_y) < SLOWEST
      || (seconds > 0 && x == self->viewport.x && y == self->viewport.y))
    {
      self->glide_tick = 0;
      return G_SOURCE_REMOVE;
    }

  return G_SOURCE_CONTINUE;
}

void
vanity_compare_view_stop_gliding (VanityCompareView *self)
{
  if (self->glide_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->glide_tick);
  self->glide_tick = 0;
}

gboolean
vanity_compare_view_is_gliding (VanityCompareView *self)
{
  return self->glide_tick != 0;
}

static void
on_swipe (GtkGestureSwipe *gesture, double velocity_x, double velocity_y, VanityCompareView *self)
{
  gboolean animated;

  /* Nothing moves by itself for who wants it so. */
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animated,
                NULL);
  if (!animated || !vanity_viewport_can_pan (&self->viewport))
    return;

  self->velocity_x = velocity_x;
  self->velocity_y = velocity_y;
  self->glide_time = g_get_monotonic_time ();
  if (self->glide_tick == 0)
    self->glide_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), glide, NULL, NULL);
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, VanityCompareView *self)
{
  vanity_compare_view_stop_gliding (self);
  self->drag_x = self->drag_y = 0;
  self->pressed = TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_drag_update (GtkGestureDrag *gesture, double x, double y, VanityCompareView *self)
{
  gboolean moved = gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int)x, (int)y);

  if (moved)
    self->pressed = FALSE;
  if (!vanity_viewport_can_pan (&self->viewport) || self->holding)
    return;

  if (moved)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
  vanity_compare_view_pan (self, x - self->drag_x, y - self->drag_y);
  self->drag_x = x;
  self->drag_y = y;
}

static void
on_drag_end (GtkGestureDrag *gesture, double x, double y, VanityCompareView *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), self->picking ? "crosshair" : NULL);
  vanity_compare_view_set_holding (self, FALSE);
}

/* Resting a finger or the pressed button on the photo shows it as it was. */
static void
on_long_press (GtkGestureLongPress *gesture, double x, double y, VanityCompareView *self)
{
  self->pressed = FALSE;
  vanity_compare_view_set_holding (self, TRUE);
}

static void
on_pressed (GtkGestureClick *gesture, int n, double x, double y, VanityCompareView *self)
{
  if (n != 2)
    return;

  if (vanity_compare_view_is_fit (self))
    vanity_compare_view_zoom_at (self, 1.0, x, y);
  else
    vanity_compare_view_zoom_fit (self);
}

/* A click on somebody else's face is about that one. */
static void
on_released (GtkGestureClick *gesture, int n, double x, double y, VanityCompareView *self)
{
  if (n == 1 && self->pressed && !vanity_compare_view_pick_at (self, x, y))
    vanity_compare_view_select_at (self, x, y);
}

static void
on_pinch_begin (GtkGesture *gesture, GdkEventSequence *sequence, VanityCompareView *self)
{
  self->pinch_zoom = vanity_compare_view_get_zoom (self);
}

static void
on_pinch (GtkGestureZoom *gesture, double scale, VanityCompareView *self)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    vanity_compare_view_zoom_at (self, self->pinch_zoom * scale, x, y);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, VanityCompareView *self)
{
  self->pointer_x = x;
  self->pointer_y = y;
  if (vanity_compare_view_is_picking_color (self))
    {
      /* Where the pointer goes the keys have been. */
      self->aiming = FALSE;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
}

/* Wheels zoom, as does anything with Ctrl; touchpads pan, and zoom by pinching. */
static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, VanityCompareView *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  gboolean wheel = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;

  if (state & GDK_CONTROL_MASK || (wheel && !(state & GDK_SHIFT_MASK)))
    vanity_compare_view_zoom_at (
        self, vanity_compare_view_get_zoom (self) * pow (WHEEL_STEP, wheel ? -dy : -dy / 20),
        self->pointer_x, self->pointer_y);
  else if (wheel)
    vanity_compare_view_pan (self, -KEY_STEP * (dx + dy), 0);
  else
    vanity_compare_view_pan (self, -dx, -dy);

  return GDK_EVENT_STOP;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                VanityCompareView *self)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return FALSE;
  if (vanity_compare_view_pick_key (self, key))
    return TRUE;

  switch (key)
    {
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      vanity_compare_view_set_holding (self, TRUE);
      return TRUE;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      vanity_compare_view_pan (self, KEY_STEP, 0);
      return vanity_viewport_can_pan (&self->viewport);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      vanity_compare_view_pan (self, -KEY_STEP, 0);
      return vanity_viewport_can_pan (&self->viewport);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      vanity_compare_view_pan (self, 0, KEY_STEP);
      return vanity_viewport_can_pan (&self->viewport);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      vanity_compare_view_pan (self, 0, -KEY_STEP);
      return vanity_viewport_can_pan (&self->viewport);
    default:
      return FALSE;
    }
}

static void
on_key_released (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                 VanityCompareView *self)
{
  if (key == GDK_KEY_space || key == GDK_KEY_KP_Space)
    vanity_compare_view_set_holding (self, FALSE);
}

static void
on_focus_left (GtkEventControllerFocus *controller, VanityCompareView *self)
{
  vanity_compare_view_set_holding (self, FALSE);
}

static void
add_controller (VanityCompareView *self, gpointer controller)
{
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (controller));
}

void
vanity_compare_view_init_input (VanityCompareView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *swipe = gtk_gesture_swipe_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect (swipe, "swipe", G_CALLBACK (on_swipe), self);
  g_signal_connect (press, "pressed", G_CALLBACK (on_long_press), self);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (on_pinch_begin), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (on_pinch), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  g_signal_connect (keys, "key-released", G_CALLBACK (on_key_released), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_left), self);

  /* They watch the same fingers. */
  gtk_gesture_group (swipe, drag);
  gtk_gesture_group (press, drag);
  gtk_gesture_group (click, drag);

  add_controller (self, drag);
  add_controller (self, swipe);
  add_controller (self, press);
  add_controller (self, click);
  add_controller (self, pinch);
  add_controller (self, motion);
  add_controller (self, scroll);
  add_controller (self, keys);
  add_controller (self, focus);
}
