#include "ui/window-private.h"

#include "app/export.h"
#include "app/insight-save.h"

#include <glib/gi18n.h>

#define FILE_MANAGER "org.freedesktop.FileManager1"

static void
on_progress (VanityWindow *self, GParamSpec *pspec, VanityJob *job)
{
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->working_progress),
                                 vanity_job_get_progress (job));
}

void
vanity_window_begin_export (VanityWindow *self, gboolean report)
{
  self->exports_report = report;
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->working_progress), 0.0);
  g_signal_connect_object (self->exporting.job, "notify::progress", G_CALLBACK (on_progress), self,
                           G_CONNECT_SWAPPED);
  vanity_window_update_actions (self);
  vanity_window_update_status (self);
}

void
vanity_window_end_export (VanityWindow *self, const GError *error)
{
  vanity_window_update_actions (self);
  vanity_window_update_status (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    vanity_window_toast (self, _ ("Stopped; nothing was saved"), NULL, NULL, NULL);
  else if (error != NULL)
    vanity_window_toast (self, error->message, NULL, NULL, NULL);
}

static void
on_saved (gpointer result, const GError *error, gpointer user_data)
{
  VanityWindow *self = user_data;
  g_autoptr (GFile) file = result;
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autofree char *uri = NULL;

  vanity_window_end_export (self, error);
  if (file == NULL)
    return;

  if (!self->exports_report)
    vanity_window_note_saved (self);
  base = g_file_get_basename (file);
  name = g_filename_display_name (base);
  text = g_strdup_printf (_ ("Saved as %s"), name);
  uri = g_file_get_uri (file);
  vanity_window_toast (self, text, _ ("_Show in Files"), "win.show-in-files",
                       g_variant_new_string (uri));
  gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
}

void
vanity_window_save_to (VanityWindow *self, GFile *file)
{
  g_autoptr (GVariant) keep
      = g_action_group_get_action_state (G_ACTION_GROUP (self), "keep-location");
  g_autoptr (GFile) complete = vanity_export_complete_file (self->document, file);
  VanitySaveOptions options;

  vanity_export_get_options (&options);
  options.keep_location = g_variant_get_boolean (keep);
  vanity_export_start_save (&self->exporting, self->document, complete, &options, on_saved, self);
  vanity_window_begin_export (self, FALSE);
}

void
vanity_window_start_report (VanityWindow *self, GFile *file)
{
  vanity_insight_start_save (&self->exporting, vanity_window_get_insight (self), file, on_saved,
                             self);
  vanity_window_begin_export (self, TRUE);
}

typedef struct
{
  GFile *file;
  VanityWindowReplace replace;
} Replacement;

static void
replacement_free (gpointer data)
{
  Replacement *replacement = data;

  g_object_unref (replacement->file);
  g_free (replacement);
}

static void
on_replace_answered (AdwMessageDialog *dialog, const char *response, VanityWindow *self)
{
  const Replacement *replacement = g_object_get_data (G_OBJECT (dialog), "replacement");

  if (g_strcmp0 (response, "replace") == 0)
    replacement->replace (self, replacement->file);
  else
    self->next = VANITY_WINDOW_STAY;
}

void
vanity_window_ask_to_replace (VanityWindow *self, GFile *file, gboolean original,
                              VanityWindowReplace replace)
{
  Replacement *replacement = g_new (Replacement, 1);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (self), original ? _ ("Replace the Original Photo?") : _ ("Replace the File?"),
      NULL);

  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (dialog),
      original ? _ ("“%s” is the photo without makeup. Once replaced it cannot be brought back.")
               : _ ("“%s” exists already. What it holds will be overwritten."),
      name);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "replace",
                                    _ ("_Replace"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "replace",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  replacement->file = g_object_ref (file);
  replacement->replace = replace;
  g_object_set_data_full (G_OBJECT (dialog), "replacement", replacement, replacement_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_replace_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The dialog has asked about a file of the very name that was typed, but it neither knows the
 * extension that is added to it, nor which file is the photo itself. */
void
vanity_window_save_chosen (VanityWindow *self, GFile *file)
{
  g_autoptr (GFile) complete = vanity_export_complete_file (self->document, file);
  GFile *photo = vanity_photo_get_file (vanity_document_get_photo (self->document));
  gboolean original = photo != NULL && g_file_equal (complete, photo);

  if (original || (!g_file_equal (complete, file) && g_file_query_exists (complete, NULL)))
    vanity_window_ask_to_replace (self, complete, original, vanity_window_save_to);
  else
    vanity_window_save_to (self, complete);
}

static void
on_target_chosen (GtkNativeDialog *dialog, int response, VanityWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      if (file != NULL)
        vanity_window_save_chosen (self, file);
    }
  g_clear_object (&self->chooser);
}

/* Beside the photo, where that has a place; a pasted one goes to the pictures. */
static GFile *
suggest_folder (VanityWindow *self)
{
  GFile *file = vanity_photo_get_file (vanity_document_get_photo (self->document));
  const char *pictures = g_get_user_special_dir (G_USER_DIRECTORY_PICTURES);

  if (file != NULL)
    return g_file_get_parent (file);

  return g_file_new_for_path (pictures != NULL ? pictures : g_get_home_dir ());
}

void
vanity_window_choose_target (VanityWindow *self)
{
  g_autofree char *name = vanity_export_suggest_name (self->document);
  g_autoptr (GFile) folder = suggest_folder (self);

  if (self->chooser != NULL)
    return;

  self->chooser
      = gtk_file_chooser_native_new (_ ("Save the Photo"), GTK_WINDOW (self),
                                     GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), folder, NULL);
  g_signal_connect (self->chooser, "response", G_CALLBACK (on_target_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_copied (gpointer result, const GError *error, gpointer user_data)
{
  VanityWindow *self = user_data;
  g_autoptr (GdkTexture) texture = result;

  vanity_window_end_export (self, error);
  if (texture == NULL)
    return;

  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (self)), texture);
  vanity_window_toast (self, _ ("Photo copied"), NULL, NULL, NULL);
}

void
vanity_window_copy (VanityWindow *self)
{
  vanity_export_start_copy (&self->exporting, self->document, on_copied, self);
  vanity_window_begin_export (self, FALSE);
}

void
vanity_window_cancel_export (VanityWindow *self)
{
  /* The end is told by the job itself: it may have been quicker. */
  if (vanity_job_slot_is_busy (&self->exporting))
    vanity_job_cancel (self->exporting.job);
  else if (vanity_job_slot_is_busy (&self->keeping))
    vanity_job_cancel (self->keeping.job);
  else
    vanity_mask_painter_stop (self->painter);
}

static void
on_shown (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file = user_data;
  g_autoptr (GVariant) reply
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  /* No file manager that can point at a file: open its folder with whatever there is. */
  if (reply == NULL)
    {
      g_autoptr (GFile) folder = g_file_get_parent (file);
      g_autofree char *uri = folder != NULL ? g_file_get_uri (folder) : NULL;

      if (uri != NULL)
        g_app_info_launch_default_for_uri_async (uri, NULL, NULL, NULL, NULL);
    }
}

void
vanity_window_show_in_files (VanityWindow *self, const char *uri)
{
  GDBusConnection *bus = g_application_get_dbus_connection (g_application_get_default ());

  if (bus == NULL)
    return;

  g_dbus_connection_call (bus, FILE_MANAGER, "/org/freedesktop/FileManager1", FILE_MANAGER,
                          "ShowItems",
                          g_variant_new ("(^ass)", (const char *const[]){ uri, NULL }, ""), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_shown, g_file_new_for_uri (uri));
}
