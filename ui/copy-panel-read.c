#include "ui/copy-panel-private.h"

#include "base/error.h"

#include <glib/gi18n.h>

gboolean
vanity_copy_panel_is_reading (VanityCopyPanel *self)
{
  return self->arriving != NULL || vanity_job_slot_is_busy (&self->reading);
}

void
vanity_copy_panel_say (VanityCopyPanel *self, const char *text)
{
  g_free (self->said);
  self->said = g_strdup (text);
  gtk_label_set_label (GTK_LABEL (self->message_label), text != NULL ? text : "");
  if (vanity_copy_panel_is_reading (self))
    gtk_widget_add_css_class (self->message, "quiet");
  else
    gtk_widget_remove_css_class (self->message, "quiet");
  gtk_widget_set_visible (self->message, text != NULL);
}

void
vanity_copy_panel_dispose_reading (VanityCopyPanel *self)
{
  vanity_job_slot_clear (&self->reading);
  if (self->arriving != NULL)
    g_signal_handlers_disconnect_by_data (self->arriving, self);
  g_clear_object (&self->arriving);
  g_clear_pointer (&self->replaced, vanity_source_unref);
}

void
vanity_copy_panel_stop (VanityCopyPanel *self)
{
  vanity_copy_panel_dispose_reading (self);
  vanity_copy_panel_say (self, NULL);
  vanity_copy_panel_update (self);
}

/* Puts on what was read: in place of another face of the same photo, or all of it. */
static void
wear (VanityCopyPanel *self, VanitySource *source, VanitySource *old)
{
  const VanityMix *mix = vanity_copy_panel_get_mix (self);
  g_autoptr (VanityMix) wanted = vanity_mix_new (source);

  if (old != NULL)
    vanity_copy_panel_exchange (self, old, source);
  else
    vanity_copy_panel_add_source (self, source);
  self->current = source;

  if (mix != NULL)
    for (int i = 0; i < VANITY_N_CHANGES; i++)
      if (old != NULL && mix->from[i] != old)
        {
          VanityMix *next = vanity_mix_with_part (wanted, i, mix->from[i]);

          vanity_mix_unref (wanted);
          wanted = next;
        }
  if (mix != NULL && mix->foundation)
    {
      VanityMix *next = vanity_mix_with_foundation (wanted, TRUE);

      vanity_mix_unref (wanted);
      wanted = next;
    }
  if (self->document != NULL)
    vanity_document_set_mix (self->document, wanted);
}

static void
fail (VanityCopyPanel *self, const GError *error)
{
  if (g_error_matches (error, VANITY_ERROR, VANITY_ERROR_MISSING))
    {
      gtk_label_set_label (GTK_LABEL (self->missing), error->message);
      self->unable = TRUE;
      vanity_copy_panel_say (self, NULL);
    }
  else
    {
      vanity_copy_panel_say (self, error->message);
    }
  vanity_copy_panel_update (self);
}

static void
on_read (gpointer result, const GError *error, gpointer user_data)
{
  VanityCopyPanel *self = user_data;
  g_autoptr (VanitySource) source = result;
  g_autoptr (VanitySource) old = g_steal_pointer (&self->replaced);

  if (source == NULL)
    {
      fail (self, error);
      return;
    }

  vanity_copy_panel_say (self, NULL);
  wear (self, source, old);
  vanity_copy_panel_update (self);
}

void
vanity_copy_panel_read (VanityCopyPanel *self, VanityPhoto *photo, GPtrArray *faces, int face,
                        const char *name, VanitySource *old)
{
  g_clear_pointer (&self->replaced, vanity_source_unref);
  self->replaced = old != NULL ? vanity_source_ref (old) : NULL;
  vanity_source_read (&self->reading, photo, faces, face, name,
                      VANITY_SOURCE_SIDE * gtk_widget_get_scale_factor (GTK_WIDGET (self)), on_read,
                      self);
  vanity_copy_panel_update (self);
}

/* The photo has been read as far as it will be. */
static void
arrive (VanityCopyPanel *self, VanityDocument *document)
{
  const char *name = vanity_document_get_name (document);
  g_autofree char *text = NULL;

  switch (vanity_document_get_state (document))
    {
    case VANITY_DOCUMENT_READY:
      vanity_copy_panel_read (self, vanity_document_get_photo (document),
                              vanity_document_get_faces (document), 0, name, NULL);
      break;
    case VANITY_DOCUMENT_NO_FACE:
      text = g_strdup_printf (_ ("No face was found in %s. Try a photo in which it is larger, seen "
                                 "from the front and not covered."),
                              name);
      vanity_copy_panel_say (self, text);
      break;
    default:
      vanity_copy_panel_say (self, vanity_document_get_error (document)->message);
    }
  vanity_copy_panel_update (self);
}

static void
on_state_changed (VanityCopyPanel *self)
{
  g_autoptr (VanityDocument) document = NULL;

  if (vanity_document_get_state (self->arriving) < VANITY_DOCUMENT_READY)
    return;

  document = g_steal_pointer (&self->arriving);
  g_signal_handlers_disconnect_by_data (document, self);
  arrive (self, document);
}

/* Takes `document`. */
static void
take (VanityCopyPanel *self, VanityDocument *document)
{
  g_autofree char *text
      = g_strdup_printf (_ ("Looking for the face in %s…"), vanity_document_get_name (document));

  vanity_copy_panel_dispose_reading (self);
  self->unable = FALSE;
  self->arriving = document;
  g_signal_connect_object (document, "notify::state", G_CALLBACK (on_state_changed), self,
                           G_CONNECT_SWAPPED);
  vanity_copy_panel_say (self, text);
  vanity_copy_panel_update (self);
}

void
vanity_copy_panel_take_file (VanityCopyPanel *self, GFile *file)
{
  take (self, vanity_document_new_for_file (file, NULL));
}

void
vanity_copy_panel_take_image (VanityCopyPanel *self, VanityImage *image, const char *name)
{
  take (self, vanity_document_new_for_image (image, name, NULL));
}
