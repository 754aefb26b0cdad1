#include "ui/camera-page-private.h"

#include "ui/camera-view.h"
#include "ui/strength-row.h"
#include "ui/wrap-layout.h"

#include <glib/gi18n.h>

enum
{
  CAPTURED,
  LEFT,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VanityCameraPage, vanity_camera_page, GTK_TYPE_WIDGET)

VanityCameraSession *
vanity_camera_page_get_session (VanityCameraPage *self)
{
  return self->session;
}

const char *
vanity_camera_page_get_shown (VanityCameraPage *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (self->stack));
}

gboolean
vanity_camera_page_is_open (VanityCameraPage *self)
{
  return self->open;
}

VanityLook *
vanity_camera_page_get_look (VanityCameraPage *self)
{
  return self->look;
}

double
vanity_camera_page_get_strength (VanityCameraPage *self)
{
  return self->strength;
}

gboolean
vanity_camera_page_wears_later (VanityCameraPage *self)
{
  return self->later;
}

static const char *
get_look_label (VanityCameraPage *self)
{
  if (self->look != NULL)
    return vanity_look_get_label (self->look);

  return self->later ? _ ("Copied makeup") : _ ("No makeup");
}

/* The look of now, on the face and in words. */
static void
update_look (VanityCameraPage *self)
{
  guint index = 0;

  if (self->looks != NULL)
    g_ptr_array_find (self->looks, self->look, &index);
  vanity_camera_session_set_look (self->session, self->look, self->strength);
  gtk_label_set_label (GTK_LABEL (self->look_name), get_look_label (self));
  gtk_widget_set_tooltip_text (self->look_name, get_look_label (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->look_name), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  get_look_label (self), -1);
  gtk_widget_set_sensitive (self->previous, self->looks != NULL && index > 0);
  gtk_widget_set_sensitive (self->next, self->looks != NULL && index + 1 < self->looks->len);
  vanity_strength_row_set_value (VANITY_STRENGTH_ROW (self->strength_row), self->strength, 1);
  gtk_widget_set_sensitive (self->strength_row, self->look != NULL);
  vanity_camera_page_update_hint (self);
}

static void
set_look (VanityCameraPage *self, VanityLook *look)
{
  if (look != NULL)
    vanity_look_ref (look);
  g_clear_pointer (&self->look, vanity_look_unref);
  self->look = look;
}

void
vanity_camera_page_step_look (VanityCameraPage *self, int by)
{
  guint index = 0;

  if (self->looks == NULL || self->looks->len == 0)
    return;

  g_ptr_array_find (self->looks, self->look, &index);
  index = (guint)CLAMP ((int)index + by, 0, (int)self->looks->len - 1);
  self->later = FALSE;
  set_look (self, g_ptr_array_index (self->looks, index));
  update_look (self);
}

static void
set_strength (VanityCameraPage *self, double strength)
{
  self->strength = CLAMP (strength, 0, 1);
  update_look (self);
}

void
vanity_camera_page_step_strength (VanityCameraPage *self, double by)
{
  set_strength (self, self->strength + by);
}

static void
on_previous (VanityCameraPage *self)
{
  vanity_camera_page_step_look (self, -1);
}

static void
on_next (VanityCameraPage *self)
{
  vanity_camera_page_step_look (self, 1);
}

static void
on_strength_moved (VanityCameraPage *self, double strength)
{
  set_strength (self, strength);
}

static void
on_shutter (VanityCameraPage *self)
{
  vanity_camera_page_shoot (self);
}

static void
on_again (VanityCameraPage *self)
{
  vanity_camera_page_restart (self);
}

static void
on_back (VanityCameraPage *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static void
on_picture (VanityCameraPage *self, GdkTexture *texture)
{
  vanity_camera_view_set_texture (VANITY_CAMERA_VIEW (self->view), texture);
}

static gboolean
is_seen (VanityCameraPage *self)
{
  return self->open && gtk_widget_get_mapped (GTK_WIDGET (self))
         && (self->toplevel == NULL
             || !(gdk_toplevel_get_state (GDK_TOPLEVEL (self->toplevel))
                  & GDK_TOPLEVEL_STATE_MINIMIZED));
}

static void
stop (VanityCameraPage *self)
{
  self->running = FALSE;
  vanity_camera_page_stop_countdown (self);
  if (self->taking != NULL)
    g_cancellable_cancel (self->taking);
  vanity_camera_session_stop (self->session);
  vanity_camera_view_set_texture (VANITY_CAMERA_VIEW (self->view), NULL);
}

/* The camera is had while the page is seen, and not a moment longer. */
static void
update_running (VanityCameraPage *self)
{
  if (is_seen (self) && !self->running)
    vanity_camera_page_restart (self);
  else if (!is_seen (self) && self->running)
    stop (self);
}

void
vanity_camera_page_restart (VanityCameraPage *self)
{
  g_autofree char *device = vanity_camera_page_dup_device (self);

  stop (self);
  if (!is_seen (self))
    return;

  self->running = TRUE;
  update_look (self);
  vanity_camera_session_start (self->session, device);
}

void
vanity_camera_page_open (VanityCameraPage *self, GPtrArray *looks, VanityLook *look,
                         double strength, gboolean later)
{
  g_clear_pointer (&self->looks, g_ptr_array_unref);
  self->looks = looks != NULL ? g_ptr_array_ref (looks) : NULL;
  self->strength = CLAMP (strength, 0, 1);
  self->later = later;
  set_look (self, look);
  self->open = TRUE;
  update_look (self);
  update_running (self);
}

void
vanity_camera_page_close (VanityCameraPage *self)
{
  self->open = FALSE;
  update_running (self);
}

static void
on_toplevel_state (VanityCameraPage *self)
{
  update_running (self);
}

static void
vanity_camera_page_map (GtkWidget *widget)
{
  VanityCameraPage *self = VANITY_CAMERA_PAGE (widget);

  GTK_WIDGET_CLASS (vanity_camera_page_parent_class)->map (widget);
  g_set_object (&self->toplevel, gtk_native_get_surface (gtk_widget_get_native (widget)));
  g_signal_connect_object (self->toplevel, "notify::state", G_CALLBACK (on_toplevel_state), self,
                           G_CONNECT_SWAPPED);
  update_running (self);
}

static void
vanity_camera_page_unmap (GtkWidget *widget)
{
  VanityCameraPage *self = VANITY_CAMERA_PAGE (widget);

  GTK_WIDGET_CLASS (vanity_camera_page_parent_class)->unmap (widget);
  if (self->toplevel != NULL)
    g_signal_handlers_disconnect_by_data (self->toplevel, self);
  g_clear_object (&self->toplevel);
  update_running (self);
}

static gboolean
vanity_camera_page_grab_focus (GtkWidget *widget)
{
  VanityCameraPage *self = VANITY_CAMERA_PAGE (widget);
  const char *shown = vanity_camera_page_get_shown (self);

  if (g_strcmp0 (shown, "live") == 0)
    return gtk_widget_grab_focus (self->shutter);
  if (g_strcmp0 (shown, "status") == 0 && gtk_widget_get_visible (self->again))
    return gtk_widget_grab_focus (self->again);

  return GTK_WIDGET_CLASS (vanity_camera_page_parent_class)->grab_focus (widget);
}

static gboolean
on_key (VanityCameraPage *self, guint key, guint code, GdkModifierType state)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Escape:
      if (self->left > 0)
        vanity_camera_page_stop_countdown (self);
      else
        on_back (self);
      return TRUE;
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (g_strcmp0 (vanity_camera_page_get_shown (self), "live") != 0)
        return FALSE;
      vanity_camera_page_shoot (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
vanity_camera_page_dispose (GObject *object)
{
  VanityCameraPage *self = VANITY_CAMERA_PAGE (object);

  self->open = FALSE;
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      vanity_camera_page_stop_countdown (self);
      vanity_camera_session_stop (self->session);
    }
  self->running = FALSE;
  if (self->taking != NULL)
    g_cancellable_cancel (self->taking);
  g_clear_object (&self->taking);
  if (self->toplevel != NULL)
    g_signal_handlers_disconnect_by_data (self->toplevel, self);
  g_clear_object (&self->toplevel);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->session);
  g_clear_object (&self->actions);
  g_clear_object (&self->devices);
  g_clear_pointer (&self->looks, g_ptr_array_unref);
  g_clear_pointer (&self->look, vanity_look_unref);

  G_OBJECT_CLASS (vanity_camera_page_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityCameraPage, name)

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (VANITY_TYPE_CAMERA_VIEW);
  g_type_ensure (VANITY_TYPE_STRENGTH_ROW);
  g_type_ensure (VANITY_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/camera-page.ui");
  BIND (stack);
  BIND (view);
  BIND (sign);
  BIND (hint);
  BIND (hint_label);
  BIND (count);
  BIND (look_name);
  BIND (previous);
  BIND (next);
  BIND (strength_row);
  BIND (shutter);
  BIND (timer);
  BIND (options);
  BIND (status);
  BIND (again);
  BIND (others);
  BIND (instead);
  BIND (starting_label);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
  gtk_widget_class_bind_template_callback (widget_class, on_previous);
  gtk_widget_class_bind_template_callback (widget_class, on_shutter);
  gtk_widget_class_bind_template_callback (widget_class, on_strength_moved);
}

static void
vanity_camera_page_class_init (VanityCameraPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_camera_page_dispose;
  widget_class->map = vanity_camera_page_map;
  widget_class->unmap = vanity_camera_page_unmap;
  widget_class->grab_focus = vanity_camera_page_grab_focus;

  signals[CAPTURED] = g_signal_new ("captured", VANITY_TYPE_CAMERA_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[LEFT] = g_signal_new ("left", VANITY_TYPE_CAMERA_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", VANITY_TYPE_CAMERA_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "camerapage");
}

static void
vanity_camera_page_init (VanityCameraPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->strength = 1;
  self->session = vanity_camera_session_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  vanity_camera_page_init_options (self);

  /* After the button that has the focus: its Space is its own. */
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  g_signal_connect_object (self->session, "picture", G_CALLBACK (on_picture), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "state-changed",
                           G_CALLBACK (vanity_camera_page_update_status), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "devices-changed",
                           G_CALLBACK (vanity_camera_page_list_devices), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "hint-changed",
                           G_CALLBACK (vanity_camera_page_update_hint), self, G_CONNECT_SWAPPED);
  vanity_camera_page_list_devices (self);
  vanity_camera_page_update_shutter (self);
  vanity_camera_page_update_status (self);
}
