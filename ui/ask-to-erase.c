#include "ui/ask-to-erase.h"

#include <glib/gi18n.h>

AdwMessageDialog *
vanity_ask_to_erase (GtkWidget *from, const char *label)
{
  GtkRoot *root = gtk_widget_get_root (from);
  /* Translators: what is to be erased, as “What you tried on”. */
  g_autofree char *heading = g_strdup_printf (_ ("Erase “%s”?"), label);
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading,
      _ ("It is taken off this device for good, and cannot be brought back."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "erase",
                                    _ ("_Erase"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "erase",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  gtk_window_present (GTK_WINDOW (dialog));

  return ADW_MESSAGE_DIALOG (dialog);
}
