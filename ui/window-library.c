/* The library of looks and the contact sheet, windows of their own. */
#include "ui/window-private.h"

#include "ui/contact-sheet-window.h"
#include "ui/library-window.h"

static gboolean
has_face (VanityWindow *self)
{
  return self->document != NULL
         && vanity_document_get_state (self->document) == VANITY_DOCUMENT_READY;
}

GtkWidget *
vanity_window_show_contact_sheet (VanityWindow *self)
{
  GtkWidget *window;

  if (!has_face (self))
    return NULL;
  window = GTK_WIDGET (vanity_contact_sheet_window_new (GTK_WINDOW (self), self->document));
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static void
on_destroyed (VanityWindow *self)
{
  self->library = NULL;
}

GtkWidget *
vanity_window_show_library (VanityWindow *self)
{
  if (self->library == NULL)
    {
      self->library = GTK_WIDGET (vanity_library_window_new (GTK_WINDOW (self)));
      g_signal_connect_object (self->library, "destroy", G_CALLBACK (on_destroyed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->library, "changed", G_CALLBACK (vanity_window_reload_looks),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->library, "sheet",
                               G_CALLBACK (vanity_window_show_contact_sheet), self,
                               G_CONNECT_SWAPPED);
      vanity_window_update_library (self);
    }
  gtk_window_present (GTK_WINDOW (self->library));

  return self->library;
}

void
vanity_window_update_library (VanityWindow *self)
{
  if (self->library != NULL)
    vanity_library_window_set_document (VANITY_LIBRARY_WINDOW (self->library),
                                        has_face (self) ? self->document : NULL);
}

void
vanity_window_reload_library (VanityWindow *self)
{
  if (self->library != NULL)
    vanity_library_window_reload (VANITY_LIBRARY_WINDOW (self->library));
}

void
vanity_window_import_looks (VanityWindow *self, GFile *const *files, int n)
{
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);

  for (int i = 0; i < n; i++)
    g_list_store_append (list, files[i]);
  vanity_library_window_import (VANITY_LIBRARY_WINDOW (vanity_window_show_library (self)),
                                G_LIST_MODEL (list));
}

void
vanity_window_close_library (VanityWindow *self)
{
  if (self->library != NULL)
    gtk_window_destroy (GTK_WINDOW (self->library));
}
