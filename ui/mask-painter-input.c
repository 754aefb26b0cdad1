/* The hands that paint, and what they see of the brush and of the mask. */
#include "ui/mask-painter-private.h"

#include <math.h>

/* A finger that moved so far paints; before that it may be the first of two that zoom. */
#define CLAIM_DISTANCE 3
/* One press of a key moves the brush by so many units. */
#define KEY_STEP 6
/* A smaller ring would not be seen. */
#define LEAST_RING 2.5

static GdkEvent *
get_event (GtkGesture *gesture)
{
  return gtk_gesture_get_last_event (
      gesture, gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (gesture)));
}

/* Of a pen; a mouse may say 0. */
static double
get_pressure (GtkGesture *gesture)
{
  GdkEvent *event = get_event (gesture);
  double pressure;

  return event != NULL && gdk_event_get_device_tool (event) != NULL
                 && gdk_event_get_axis (event, GDK_AXIS_PRESSURE, &pressure)
             ? pressure
             : 1;
}

static gboolean
is_eraser (GtkGesture *gesture)
{
  GdkEvent *event = get_event (gesture);
  GdkDeviceTool *tool = event != NULL ? gdk_event_get_device_tool (event) : NULL;

  return tool != NULL && gdk_device_tool_get_tool_type (tool) == GDK_DEVICE_TOOL_TYPE_ERASER;
}

static gboolean
is_touch (GtkGesture *gesture)
{
  return gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (gesture)) != NULL;
}

static void
claim (VanityMaskPainter *self, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  self->claimed = TRUE;
}

static void
lead (VanityMaskPainter *self, double x, double y)
{
  self->x = x;
  self->y = y;
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

static void
on_begin (GtkGestureDrag *gesture, double x, double y, VanityMaskPainter *self)
{
  if (self->view->picking)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  vanity_compare_view_stop_gliding (self->view);
  lead (self, x, y);
  self->hovering = TRUE;
  self->claimed = FALSE;
  self->eraser = is_eraser (GTK_GESTURE (gesture));
  if (!is_touch (GTK_GESTURE (gesture)))
    claim (self, GTK_GESTURE (gesture));
  vanity_compare_view_to_photo (self->view, &x, &y);
  vanity_mask_painter_begin (self, x, y, get_pressure (GTK_GESTURE (gesture)));
}

static void
on_update (GtkGestureDrag *gesture, double dx, double dy, VanityMaskPainter *self)
{
  double x, y;

  if (!self->claimed && hypot (dx, dy) < CLAIM_DISTANCE)
    return;
  if (!self->claimed)
    claim (self, GTK_GESTURE (gesture));
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  x += dx;
  y += dy;
  lead (self, x, y);
  vanity_compare_view_to_photo (self->view, &x, &y);
  vanity_mask_painter_move (self, x, y, get_pressure (GTK_GESTURE (gesture)));
}

static void
on_end (GtkGestureDrag *gesture, double dx, double dy, VanityMaskPainter *self)
{
  if (is_touch (GTK_GESTURE (gesture)))
    self->hovering = FALSE;
  vanity_mask_painter_end (self);
}

/* A second finger, or the window was taken away. */
static void
on_cancel (GtkGesture *gesture, GdkEventSequence *sequence, VanityMaskPainter *self)
{
  vanity_mask_painter_cancel (self);
}

/* By keys alone: arrows lead the brush, Enter puts it down and lifts it. */
static void
lead_by_key (VanityMaskPainter *self, double dx, double dy)
{
  graphene_rect_t covered = vanity_compare_view_get_covered (self->view);
  double x = self->hovering ? self->x + dx : covered.origin.x + covered.size.width / 2;
  double y = self->hovering ? self->y + dy : covered.origin.y + covered.size.height / 2;

  self->hovering = TRUE;
  lead (self, CLAMP (x, covered.origin.x, covered.origin.x + covered.size.width),
        CLAMP (y, covered.origin.y, covered.origin.y + covered.size.height));
  x = self->x;
  y = self->y;
  vanity_compare_view_to_photo (self->view, &x, &y);
  vanity_mask_painter_move (self, x, y, 1);
}

static void
press_by_key (VanityMaskPainter *self)
{
  double x, y;

  if (self->stroke != NULL)
    {
      vanity_mask_painter_end (self);
      return;
    }
  lead_by_key (self, 0, 0);
  x = self->x;
  y = self->y;
  vanity_compare_view_to_photo (self->view, &x, &y);
  self->eraser = FALSE;
  vanity_mask_painter_begin (self, x, y, 1);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                VanityMaskPainter *self)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK) || self->view->picking)
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      press_by_key (self);
      return TRUE;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      lead_by_key (self, -KEY_STEP, 0);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      lead_by_key (self, KEY_STEP, 0);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      lead_by_key (self, 0, -KEY_STEP);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      lead_by_key (self, 0, KEY_STEP);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
on_motion (GtkEventControllerMotion *motion, double x, double y, VanityMaskPainter *self)
{
  self->hovering = TRUE;
  lead (self, x, y);
}

static void
on_leave (GtkEventControllerMotion *motion, VanityMaskPainter *self)
{
  self->hovering = self->stroke != NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
}

void
vanity_mask_painter_init_input (VanityMaskPainter *self)
{
  GtkGesture *drag;
  GtkEventController *motion, *keys;

  if (self->hands[0] != NULL)
    return;

  drag = gtk_gesture_drag_new ();
  motion = gtk_event_controller_motion_new ();
  keys = gtk_event_controller_key_new ();
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (on_end), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (on_cancel), self);
  g_signal_connect (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  self->hands[0] = GTK_EVENT_CONTROLLER (drag);
  self->hands[1] = motion;
  self->hands[2] = keys;
  for (guint i = 0; i < G_N_ELEMENTS (self->hands); i++)
    {
      /* Before those of the view. */
      gtk_event_controller_set_propagation_phase (self->hands[i], GTK_PHASE_CAPTURE);
      gtk_widget_add_controller (GTK_WIDGET (self->view), self->hands[i]);
    }
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->view), "none");
}

void
vanity_mask_painter_clear_input (VanityMaskPainter *self)
{
  if (self->hands[0] == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->hands); i++)
    {
      gtk_widget_remove_controller (GTK_WIDGET (self->view), self->hands[i]);
      self->hands[i] = NULL;
    }
  self->hovering = FALSE;
  gtk_widget_set_cursor (GTK_WIDGET (self->view), NULL);
}

/* White within black is seen on whatever lies below it. */
static void
snapshot_ring (GtkSnapshot *snapshot, double x, double y, double radius, float opacity)
{
  for (int i = 0; i < 2; i++)
    {
      double r = MAX (radius, LEAST_RING) + 1 - i;
      GdkRGBA color = { i, i, i, opacity };
      GskRoundedRect ring;

      gsk_rounded_rect_init_from_rect (&ring, &GRAPHENE_RECT_INIT (x - r, y - r, 2 * r, 2 * r),
                                       (float)r);
      gtk_snapshot_append_border (snapshot, &ring, (const float[4]){ 1, 1, 1, 1 },
                                  (const GdkRGBA[4]){ color, color, color, color });
    }
}

static void
snapshot_mask (VanityMaskPainter *self, GtkSnapshot *snapshot)
{
  const VanityRect *rect = vanity_mask_overlay_get_rect (self->overlay);
  double scale = self->view->viewport.scale, x = rect->x, y = rect->y;

  vanity_compare_view_from_photo (self->view, &x, &y);
  gtk_snapshot_append_texture (
      snapshot, self->texture,
      &GRAPHENE_RECT_INIT (x, y, rect->width * scale, rect->height * scale));
}

void
vanity_mask_painter_snapshot (VanityCompareView *view, GtkSnapshot *snapshot, gpointer painter)
{
  VanityMaskPainter *self = painter;
  int width = gtk_widget_get_width (GTK_WIDGET (view));
  int height = gtk_widget_get_height (GTK_WIDGET (view));

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->texture != NULL && (self->shows_mask || self->stroke != NULL))
    snapshot_mask (self, snapshot);
  if (self->hovering)
    {
      double radius = vanity_mask_painter_get_radius (self);
      double solid = radius * (1 - self->feather);

      snapshot_ring (snapshot, self->x, self->y, radius, 0.9F);
      /* Where it begins to fade. */
      if (solid > LEAST_RING && radius - solid > 3)
        snapshot_ring (snapshot, self->x, self->y, solid, 0.35F);
    }
  gtk_snapshot_pop (snapshot);
}
