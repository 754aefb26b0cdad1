/* What a crash left is offered when the program starts next. */
#include "ui/window-private.h"

#include <glib/gi18n.h>

static void
restore (VanityWindow *self, VanityRescue *rescue, gboolean here)
{
  g_autoptr (VanityDocument) document = vanity_document_new_for_rescued (rescue);
  VanityWindow *window
      = here ? self : vanity_window_new (gtk_window_get_application (GTK_WINDOW (self)));

  vanity_window_set_document (window, document);
  gtk_window_present (GTK_WINDOW (window));
}

/* What is neither restored nor discarded is there the next time. */
static void
on_answered (AdwMessageDialog *dialog, const char *response, VanityWindow *self)
{
  GPtrArray *rescues = g_object_get_data (G_OBJECT (dialog), "rescues");
  gboolean here = self->document == NULL;

  while (rescues->len > 0 && g_strcmp0 (response, "later") != 0)
    {
      VanityRescue *rescue = g_ptr_array_steal_index (rescues, 0);

      if (g_strcmp0 (response, "restore") == 0)
        restore (self, rescue, here);
      else
        vanity_rescue_discard (rescue);
      here = FALSE;
    }
  g_ptr_array_set_size (rescues, 0);
}

static GtkWidget *
make_list (GPtrArray *rescues)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < rescues->len; i++)
    {
      const VanityRescue *rescue = g_ptr_array_index (rescues, i);
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *name = g_markup_escape_text (rescue->name, -1);
      g_autofree char *when = g_date_time_format (rescue->when, "%x, %H:%M");

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }

  return list;
}

void
vanity_window_offer_rescues (VanityWindow *self)
{
  g_autoptr (GPtrArray) rescues = vanity_rescue_list ();
  AdwMessageDialog *dialog;

  if (rescues->len == 0)
    return;

  dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (self), _ ("Restore Unsaved Work?"), NULL));
  adw_message_dialog_set_body (
      dialog, ngettext ("Vanity ended before this was saved. It is kept on this device alone.",
                        "Vanity ended before these were saved. They are kept on this device alone.",
                        rescues->len));
  adw_message_dialog_set_extra_child (dialog, make_list (rescues));
  adw_message_dialog_add_responses (dialog, "later", _ ("_Later"), "discard", _ ("_Discard"),
                                    "restore", _ ("_Restore"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, "restore", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "restore");
  adw_message_dialog_set_close_response (dialog, "later");
  g_object_set_data_full (G_OBJECT (dialog), "rescues", g_ptr_array_ref (rescues),
                          (GDestroyNotify)g_ptr_array_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
