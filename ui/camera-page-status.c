#include "ui/camera-page-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static const struct
{
  VanityCameraState state;
  const char *icon;
  const char *title;
  const char *advice; /* what to do about it; below the reason */
} pages[] = {
  { VANITY_CAMERA_NONE, "camera-disabled-symbolic", N_ ("No Camera Found"),
    N_ ("Connect one: it is used as soon as it is there.") },
  { VANITY_CAMERA_DENIED, "camera-disabled-symbolic", N_ ("The Camera Is Not Allowed"),
    N_ ("Allow Vanity to use the camera in the system's settings, under Privacy, and try again.") },
  { VANITY_CAMERA_BUSY, "camera-web-symbolic", N_ ("The Camera Is in Use"),
    N_ ("Close the other application: Vanity tries again by itself.") },
  { VANITY_CAMERA_UNPLUGGED, "camera-disabled-symbolic", N_ ("The Camera Is Gone"),
    N_ ("Plug it in again: Vanity goes on by itself.") },
  { VANITY_CAMERA_FAILED, "camera-disabled-symbolic", N_ ("The Camera Cannot Be Used"), NULL },
};

static gboolean
is_live (VanityCameraPage *self)
{
  return vanity_camera_session_get_state (self->session) == VANITY_CAMERA_LIVE;
}

static void
fill (VanityCameraPage *self, guint page)
{
  AdwStatusPage *status = ADW_STATUS_PAGE (self->status);
  const GError *error = vanity_camera_session_get_error (self->session);
  gboolean models = vanity_camera_session_lacks_models (self->session);
  const char *advice = pages[page].advice;
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  /* Reasons are sentences. */
  if (error != NULL && advice != NULL)
    text = g_strconcat (error->message, "\n", _ (advice), NULL);
  else
    text = g_strdup (error != NULL ? error->message : advice != NULL ? _ (advice) : "");
  markup = g_markup_escape_text (text, -1);
  adw_status_page_set_icon_name (status, models ? "vanity-unreadable-symbolic" : pages[page].icon);
  adw_status_page_set_title (status, models ? _ ("The Face Models Are Not Installed")
                                            : _ (pages[page].title));
  adw_status_page_set_description (status, markup);
  gtk_widget_set_visible (self->instead, !models);
  gtk_widget_set_visible (
      self->others,
      !models
          && vanity_camera_get_devices (vanity_camera_session_get_camera (self->session))->len > 1);
}

void
vanity_camera_page_update_status (VanityCameraPage *self)
{
  VanityCameraState state = vanity_camera_session_get_state (self->session);
  const char *shown = vanity_camera_page_get_shown (self);
  const char *page = "starting";

  if (state == VANITY_CAMERA_LIVE)
    page = "live";
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (pages[i].state == state)
      {
        fill (self, i);
        page = "status";
      }
  /* Switched off, it is not seen. */
  if (state == VANITY_CAMERA_OFF)
    page = shown != NULL ? shown : "starting";
  else if (state != VANITY_CAMERA_LIVE)
    vanity_camera_page_stop_countdown (self);

  gtk_widget_set_visible (self->sign, is_live (self));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page);
  vanity_camera_page_update_shutter (self);
  if (g_strcmp0 (page, shown) != 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  vanity_camera_page_update_hint (self);
}

static const char *
find_hint (VanityCameraPage *self)
{
  const char *text;

  if (!is_live (self) || self->left > 0)
    return NULL;
  if (self->taking != NULL)
    return _ ("Hold still…");

  text = vanity_camera_hint_get_text (vanity_camera_session_get_hint (self->session));
  if (text == NULL && self->later && self->look == NULL)
    return _ ("What was copied is put on the photo once it is taken");

  return text;
}

void
vanity_camera_page_update_hint (VanityCameraPage *self)
{
  const char *text = find_hint (self);

  if (text != NULL && g_strcmp0 (text, gtk_label_get_label (GTK_LABEL (self->hint_label))) != 0)
    {
      gtk_label_set_label (GTK_LABEL (self->hint_label), text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->hint_label),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
    }
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->hint), text != NULL);
}

const char *
vanity_camera_page_get_words (VanityCameraPage *self)
{
  if (g_strcmp0 (vanity_camera_page_get_shown (self), "status") == 0)
    return adw_status_page_get_title (ADW_STATUS_PAGE (self->status));

  return find_hint (self);
}
