#include "ui/open-link.h"

#include <adwaita.h>
#include <glib/gi18n.h>

char *
vanity_link_dup_host (const char *link)
{
  g_autoptr (GUri) uri = g_uri_parse (link, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL
      || (g_strcmp0 (scheme, "https") != 0 && g_strcmp0 (scheme, "http") != 0))
    return NULL;

  /* Letters of other scripts can look like those of a shop that is known. */
  return g_hostname_to_ascii (host);
}

static void
on_answered (AdwMessageDialog *dialog, const char *response, const char *link)
{
  if (g_strcmp0 (response, "open") == 0)
    gtk_show_uri (gtk_window_get_transient_for (GTK_WINDOW (dialog)), link, GDK_CURRENT_TIME);
}

void
vanity_open_link (GtkWindow *parent, const char *link)
{
  g_autofree char *host = vanity_link_dup_host (link);
  GtkWidget *dialog;

  if (host == NULL)
    return;

  dialog = adw_message_dialog_new (parent, _ ("Open in the Browser?"), NULL);
  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (dialog),
      /* Translators: the name of a host, such as "shop.example.org". */
      _ ("This page is at %s. Vanity sends nothing; your browser asks for the page, and the shop "
         "sees that you visit."),
      host);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "open",
                                    _ ("_Open"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_answered), g_strdup (link),
                         (GClosureNotify)(void (*) (void))g_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
