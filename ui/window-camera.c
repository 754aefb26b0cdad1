/* The camera: what it takes is opened as a photo, in the look it was taken with. */
#include "ui/window-private.h"

#include "ui/camera-page.h"
#include "ui/look-panel.h"

#include <glib/gi18n.h>

static VanityCameraPage *
get_page (VanityWindow *self)
{
  return VANITY_CAMERA_PAGE (self->camera);
}

gboolean
vanity_window_has_camera (VanityWindow *self)
{
  return vanity_camera_page_is_open (get_page (self));
}

/* The look of the photo on the table, else the one worn last. What is copied from other photos
 * needs a still picture: it comes later. */
void
vanity_window_show_camera (VanityWindow *self)
{
  VanityLookPanel *panel = VANITY_LOOK_PANEL (self->panel);
  VanityOutfit *outfit
      = self->document != NULL ? vanity_document_get_outfit (self->document) : NULL;
  VanityWear wear = outfit != NULL ? vanity_outfit_get_wear (outfit) : VANITY_WEAR_INIT;
  VanityLook *look = outfit != NULL ? wear.look : vanity_window_find_first_look (self);

  if (vanity_window_has_camera (self))
    return;

  vanity_camera_page_open (get_page (self), vanity_look_panel_get_looks (panel), look,
                           wear.mix != NULL ? 1 : wear.strength, wear.mix != NULL);
  vanity_window_update_actions (self);
  vanity_window_update_status (self);
  gtk_widget_grab_focus (self->camera);
}

void
vanity_window_leave_camera (VanityWindow *self)
{
  if (!vanity_window_has_camera (self))
    return;

  vanity_camera_page_close (get_page (self));
  vanity_window_update_actions (self);
  vanity_window_update_status (self);
  if (self->document != NULL)
    gtk_widget_grab_focus (self->view);
}

static char *
make_name (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  /* Translators: the name of a photo taken with the camera, by date and time (strftime), without
   * “/” and “:”, which names of files cannot have. */
  return g_date_time_format (now, _ ("Photo %Y-%m-%d %H.%M.%S"));
}

static void
on_captured (VanityWindow *self, VanityImage *image)
{
  VanityCameraPage *page = get_page (self);
  VanityLook *look = vanity_camera_page_get_look (page);
  g_autofree char *name = make_name ();
  g_autoptr (VanityDocument) document = vanity_document_new_for_image (image, name, look);
  VanityOutfit *outfit
      = self->document != NULL ? vanity_document_get_outfit (self->document) : NULL;
  VanityMix *mix = outfit != NULL ? vanity_outfit_get_wear (outfit).mix : NULL;

  if (vanity_camera_page_wears_later (page) && mix != NULL)
    vanity_document_begin_with (document, mix);
  else
    vanity_document_begin_at (document, vanity_camera_page_get_strength (page));
  vanity_document_set_only_copy (document, TRUE);
  vanity_window_leave_camera (self);
  vanity_window_replace_document (self, document);
}

gboolean
vanity_window_has_unsaved_photo (VanityWindow *self)
{
  return self->document != NULL && vanity_document_is_only_copy (self->document);
}

void
vanity_window_note_saved (VanityWindow *self)
{
  if (self->document != NULL)
    vanity_document_set_only_copy (self->document, FALSE);
}

static void
on_failed (VanityWindow *self, const char *message)
{
  vanity_window_toast (self, message, NULL, NULL, NULL);
}

void
vanity_window_init_camera (VanityWindow *self)
{
  g_signal_connect_object (self->camera, "captured", G_CALLBACK (on_captured), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->camera, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->camera, "left", G_CALLBACK (vanity_window_leave_camera), self,
                           G_CONNECT_SWAPPED);
}

void
vanity_window_step_look (VanityWindow *self, int by)
{
  if (vanity_window_has_camera (self))
    vanity_camera_page_step_look (get_page (self), by);
  else
    vanity_look_panel_step_look (VANITY_LOOK_PANEL (self->panel), by);
}

void
vanity_window_step_strength (VanityWindow *self, double by)
{
  if (vanity_window_has_camera (self))
    vanity_camera_page_step_strength (get_page (self), by);
  else
    vanity_look_panel_step_strength (VANITY_LOOK_PANEL (self->panel), by);
}
