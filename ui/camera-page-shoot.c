#include "ui/camera-page-private.h"

#include <glib/gi18n.h>

static void
update_count (VanityCameraPage *self)
{
  gtk_widget_set_visible (self->count, self->left > 0);
  if (self->left > 0)
    {
      g_autofree char *text = g_strdup_printf ("%d", self->left);
      g_autofree char *spoken = g_strdup_printf (
          ngettext ("Photo in %d second", "Photo in %d seconds", (gulong)self->left), self->left);

      gtk_label_set_label (GTK_LABEL (self->count), text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->count), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      spoken, -1);
    }
}

static const char *
get_shutter_label (VanityCameraPage *self)
{
  if (self->left > 0)
    return _ ("Stop the countdown");

  return vanity_camera_page_get_option (self, "burst") ? _ ("Take the best of several photos")
                                                       : _ ("Take a photo");
}

void
vanity_camera_page_update_shutter (VanityCameraPage *self)
{
  int countdown = vanity_camera_page_get_countdown (self);
  gboolean live = vanity_camera_session_get_state (self->session) == VANITY_CAMERA_LIVE;
  g_autofree char *text
      = countdown > 0 ? g_strdup_printf (C_ ("countdown", "%d s"), countdown) : g_strdup ("");

  gtk_button_set_icon_name (GTK_BUTTON (self->shutter),
                            self->left > 0 ? "process-stop-symbolic" : "camera-photo-symbolic");
  gtk_widget_set_tooltip_text (self->shutter, get_shutter_label (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->shutter), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  get_shutter_label (self), -1);
  gtk_widget_set_sensitive (self->shutter, live && self->taking == NULL);
  gtk_label_set_label (GTK_LABEL (self->timer), text);
}

void
vanity_camera_page_stop_countdown (VanityCameraPage *self)
{
  g_clear_handle_id (&self->ticking, g_source_remove);
  if (self->left == 0)
    return;

  self->left = 0;
  update_count (self);
  vanity_camera_page_update_shutter (self);
  vanity_camera_page_update_hint (self);
}

static void
on_taken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (VanityCameraPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityImage) image
      = vanity_camera_session_capture_finish (VANITY_CAMERA_SESSION (source), result, &error);

  if (self->session == NULL) /* disposed of */
    return;

  g_clear_object (&self->taking);
  vanity_camera_page_update_shutter (self);
  vanity_camera_page_update_hint (self);
  if (image == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit_by_name (self, "failed", error->message);
      return;
    }

  if (vanity_camera_page_get_option (self, "mirror-photo"))
    vanity_camera_mirror (image);
  g_signal_emit_by_name (self, "captured", image);
}

static void
take (VanityCameraPage *self)
{
  self->taking = g_cancellable_new ();
  vanity_camera_session_capture_async (self->session, vanity_camera_page_get_option (self, "burst"),
                                       self->taking, on_taken, g_object_ref (self));
  vanity_camera_page_update_shutter (self);
  vanity_camera_page_update_hint (self);
}

static gboolean
on_tick (gpointer user_data)
{
  VanityCameraPage *self = user_data;

  if (--self->left > 0)
    {
      update_count (self);
      return G_SOURCE_CONTINUE;
    }

  self->ticking = 0;
  update_count (self);
  take (self);

  return G_SOURCE_REMOVE;
}

void
vanity_camera_page_shoot (VanityCameraPage *self)
{
  if (self->left > 0)
    {
      vanity_camera_page_stop_countdown (self);
      return;
    }
  if (self->taking != NULL || vanity_camera_session_get_state (self->session) != VANITY_CAMERA_LIVE)
    return;

  self->left = vanity_camera_page_get_countdown (self);
  if (self->left == 0)
    {
      take (self);
      return;
    }

  self->ticking = g_timeout_add_seconds (1, on_tick, self);
  update_count (self);
  vanity_camera_page_update_shutter (self);
  vanity_camera_page_update_hint (self);
}
