/* The document's file: saving it, and asking before something that nobody would do twice is lost.
 */
#include "ui/window-private.h"

#include "ui/history-popover.h"

#include <glib/gi18n.h>

#define CHOICE_PHOTO "photo"
#define CHOICE_FACE "face"
#define INSIDE "inside"
#define LINKED "linked"

static void save_as (VanityWindow *self, VanityWindowNext next);
static void save_to (VanityWindow *self, GFile *file, VanityKeep keep, gboolean overwrite);

static void
go_on (VanityWindow *self)
{
  VanityWindowNext next = self->next;

  self->next = VANITY_WINDOW_STAY;
  if (next == VANITY_WINDOW_CLOSE)
    gtk_window_close (GTK_WINDOW (self));
}

/* A question with a way to cancel, which is what Escape does. */
static AdwMessageDialog *
make_question (VanityWindow *self, const char *heading)
{
  AdwMessageDialog *dialog
      = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), heading, NULL));

  adw_message_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  adw_message_dialog_set_close_response (dialog, "cancel");

  return dialog;
}

/* ---- Saving ---- */

static void
on_conflict_answered (AdwMessageDialog *dialog, const char *response, VanityWindow *self)
{
  GFile *file = g_object_get_data (G_OBJECT (dialog), "file");

  if (g_strcmp0 (response, "replace") == 0)
    save_to (self, file, vanity_document_get_keep (self->document), TRUE);
  else if (g_strcmp0 (response, "copy") == 0)
    save_as (self, self->next);
  else
    self->next = VANITY_WINDOW_STAY;
}

/* Somebody else has the file, or has changed it. */
static void
ask_about_conflict (VanityWindow *self, GFile *file, const GError *error)
{
  gboolean changed = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  AdwMessageDialog *dialog = make_question (self, changed ? _ ("Replace What Was Changed?")
                                                          : _ ("Open in Another Window"));

  adw_message_dialog_format_body (dialog,
                                  changed
                                      /* Translators: %s is a sentence that says what happened. */
                                      ? _ ("%s. To replace it loses those changes.")
                                      : _ ("%s. What you did here can be saved as a copy."),
                                  error->message);
  if (changed)
    {
      adw_message_dialog_add_response (dialog, "replace", _ ("_Replace"));
      adw_message_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_DESTRUCTIVE);
    }
  adw_message_dialog_add_response (dialog, "copy", _ ("_Save a Copy…"));
  adw_message_dialog_set_default_response (dialog, "copy");
  g_object_set_data_full (G_OBJECT (dialog), "file", g_object_ref (file), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_conflict_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_saved (gpointer result, const GError *error, gpointer user_data)
{
  VanityWindow *self = user_data;
  g_autoptr (GFile) file = g_steal_pointer (&self->saving_to);
  g_autofree char *text = NULL;
  g_autofree char *uri = NULL;

  if (result == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG)
          || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
        ask_about_conflict (self, file, error);
      else
        {
          self->next = VANITY_WINDOW_STAY;
          vanity_window_toast (self, error->message, NULL, NULL, NULL);
        }
      vanity_window_update_actions (self);
      vanity_window_update_status (self);
      return;
    }

  vanity_document_take_saved (self->document, result);
  uri = g_file_get_uri (file);
  gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
  text = g_strdup_printf (_ ("Saved as %s"), vanity_document_get_title (self->document));
  vanity_window_toast (self, text, _ ("_Show in Files"), "win.show-in-files",
                       g_variant_new_string (uri));
  vanity_window_update_actions (self);
  vanity_window_update_status (self);
  go_on (self);
}

static void
save_to (VanityWindow *self, GFile *file, VanityKeep keep, gboolean overwrite)
{
  g_set_object (&self->saving_to, file);
  vanity_document_start_save (&self->saving, self->document, file, keep, overwrite, on_saved, self);
  vanity_window_update_actions (self);
  vanity_window_update_status (self);
}

void
vanity_window_save_document_to (VanityWindow *self, GFile *file, VanityKeep keep)
{
  save_to (self, file, keep, FALSE);
}

static GFile *
complete (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = NULL;

  if (vanity_file_is_named (file) || folder == NULL || base == NULL)
    return g_object_ref (file);

  name = g_strconcat (base, VANITY_FILE_EXTENSION, NULL);

  return g_file_get_child (folder, name);
}

static void
replace (VanityWindow *self, GFile *file)
{
  save_to (self, file, self->keep, FALSE);
}

static void
on_place_chosen (GtkNativeDialog *dialog, int response, VanityWindow *self)
{
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);
  g_autoptr (GFile) place = NULL;

  if (response != GTK_RESPONSE_ACCEPT || file == NULL)
    {
      self->next = VANITY_WINDOW_STAY;
      g_clear_object (&self->chooser);
      return;
    }

  self->keep.link = g_strcmp0 (gtk_file_chooser_get_choice (chooser, CHOICE_PHOTO), LINKED) == 0;
  self->keep.thumbnail
      = g_strcmp0 (gtk_file_chooser_get_choice (chooser, CHOICE_FACE), "true") == 0;
  g_clear_object (&self->chooser);
  place = complete (file);
  if (!g_file_equal (place, file) && g_file_query_exists (place, NULL))
    vanity_window_ask_to_replace (self, place, FALSE, replace);
  else
    save_to (self, place, self->keep, FALSE);
}

/* Beside the photo, which is where somebody looks for it, unless the document has a place. */
static GFile *
suggest_folder (VanityWindow *self)
{
  GFile *own = vanity_document_get_file (self->document);
  GFile *photo = vanity_photo_get_file (vanity_document_get_photo (self->document));
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  if (own != NULL || photo != NULL)
    return g_file_get_parent (own != NULL ? own : photo);

  return g_file_new_for_path (documents != NULL ? documents : g_get_home_dir ());
}

static char *
suggest_name (VanityWindow *self)
{
  GFile *own = vanity_document_get_file (self->document);
  const char *name = vanity_document_get_title (self->document);
  const char *dot = strrchr (name, '.');
  g_autofree char *stem
      = dot != NULL && dot != name ? g_strndup (name, (gsize)(dot - name)) : g_strdup (name);

  /* Translators: the name of a copy of a document; %s is that of the document. */
  return g_strdup_printf (own != NULL ? _ ("%s (copy).vanity") : "%s.vanity", stem);
}

/* Whether some photo of it has a file that could be linked to. */
static gboolean
can_link (VanityWindow *self)
{
  GFile *file = vanity_photo_get_file (vanity_document_get_photo (self->document));

  return file != NULL && g_file_peek_path (file) != NULL;
}

static void
add_choices (VanityWindow *self, GtkFileChooser *chooser)
{
  VanityKeep keep = vanity_document_get_keep (self->document);

  if (can_link (self))
    {
      const char *options[] = { INSIDE, LINKED, NULL };
      const char *labels[] = { _ ("Inside the document"), _ ("Linked, where it is now"), NULL };

      /* Translators: in the dialog that saves a document: where the photo is kept. */
      gtk_file_chooser_add_choice (chooser, CHOICE_PHOTO, _ ("Photo"), options, labels);
      gtk_file_chooser_set_choice (chooser, CHOICE_PHOTO, keep.link ? LINKED : INSIDE);
    }
  gtk_file_chooser_add_choice (chooser, CHOICE_FACE, _ ("With a small picture of the face"), NULL,
                               NULL);
  gtk_file_chooser_set_choice (chooser, CHOICE_FACE, keep.thumbnail ? "true" : "false");
}

static void
save_as (VanityWindow *self, VanityWindowNext next)
{
  g_autofree char *name = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooser *chooser;

  if (self->chooser != NULL)
    return;

  self->next = next;
  name = suggest_name (self);
  folder = suggest_folder (self);
  self->chooser
      = gtk_file_chooser_native_new (_ ("Save the Document"), GTK_WINDOW (self),
                                     GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  chooser = GTK_FILE_CHOOSER (self->chooser);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_filter_set_name (filter, _ ("Documents of Vanity"));
  gtk_file_filter_add_pattern (filter, "*" VANITY_FILE_EXTENSION);
  gtk_file_chooser_add_filter (chooser, filter);
  gtk_file_chooser_set_current_name (chooser, name);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (chooser, folder, NULL);
  add_choices (self, chooser);
  g_signal_connect (self->chooser, "response", G_CALLBACK (on_place_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

void
vanity_window_save_document_as (VanityWindow *self)
{
  save_as (self, VANITY_WINDOW_STAY);
}

static void
save (VanityWindow *self, VanityWindowNext next)
{
  GFile *file = vanity_document_get_file (self->document);

  if (file == NULL || vanity_document_is_taken (self->document))
    {
      save_as (self, next);
      return;
    }

  self->next = next;
  save_to (self, file, vanity_document_get_keep (self->document), FALSE);
}

void
vanity_window_save_document (VanityWindow *self)
{
  save (self, VANITY_WINDOW_STAY);
}

/* ---- Closing ---- */

static void
on_close_answered (AdwMessageDialog *dialog, const char *response, VanityWindow *self)
{
  self->asking = FALSE;
  if (g_strcmp0 (response, "save") == 0)
    save (self, VANITY_WINDOW_CLOSE);
  else if (g_strcmp0 (response, "discard") == 0)
    {
      self->discarding = TRUE;
      gtk_window_close (GTK_WINDOW (self));
    }
}

static void
ask_to_save (VanityWindow *self)
{
  AdwMessageDialog *dialog = make_question (self, _ ("Save Changes?"));

  self->asking = TRUE;
  adw_message_dialog_format_body (
      dialog,
      _ ("“%s” has changes that are not saved. What is not saved will be permanently lost."),
      vanity_document_get_title (self->document));
  adw_message_dialog_add_responses (dialog, "discard", _ ("_Discard"), "save",
                                    vanity_document_get_file (self->document) != NULL
                                            && !vanity_document_is_taken (self->document)
                                        ? _ ("_Save")
                                        : _ ("_Save…"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "save");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_close_answered), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

gboolean
vanity_window_may_close (VanityWindow *self)
{
  if (vanity_job_slot_is_busy (&self->saving))
    {
      self->next = VANITY_WINDOW_CLOSE;
      return FALSE;
    }
  if (self->discarding || self->document == NULL)
    return TRUE;
  if (!vanity_document_has_work (self->document) && !vanity_window_has_unsaved_photo (self))
    {
      if (self->previous == NULL
          || (!vanity_document_has_work (self->previous)
              && !vanity_document_is_only_copy (self->previous)))
        return TRUE;
      /* It is seen when it is asked about. */
      vanity_window_back (self);
    }
  if (!self->asking)
    ask_to_save (self);

  return FALSE;
}

/* ---- A photo that is not where it was ---- */

static void
on_photo_found (GtkNativeDialog *dialog, int response, VanityWindow *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  g_clear_object (&self->chooser);
  if (response == GTK_RESPONSE_ACCEPT && file != NULL && self->document != NULL
      && vanity_document_get_state (self->document) == VANITY_DOCUMENT_NO_PHOTO)
    vanity_document_use_photo (self->document, file);
}

void
vanity_window_find_photo (VanityWindow *self)
{
  GFile *own = vanity_document_get_file (self->document);
  g_autoptr (GFile) folder = own != NULL ? g_file_get_parent (own) : NULL;

  if (self->chooser != NULL)
    return;

  self->chooser
      = gtk_file_chooser_native_new (_ ("Find the Photo"), GTK_WINDOW (self),
                                     GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), folder, NULL);
  g_signal_connect (self->chooser, "response", G_CALLBACK (on_photo_found), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---- The steps ---- */

void
vanity_window_show_history (VanityWindow *self)
{
  /* In a narrow window the button is not there. */
  GtkWidget *anchor
      = gtk_widget_get_mapped (self->history_button) ? self->history_button : self->menu;

  if (gtk_widget_get_parent (self->steps) != anchor)
    {
      if (gtk_widget_get_parent (self->steps) != NULL)
        gtk_widget_unparent (self->steps);
      gtk_widget_set_parent (self->steps, anchor);
    }
  gtk_popover_popup (GTK_POPOVER (self->steps));
}

static void
on_document_changed (VanityWindow *self)
{
  vanity_history_popover_set_document (VANITY_HISTORY_POPOVER (self->steps), self->document);
  if (self->document != NULL)
    vanity_document_set_autosaved (self->document, TRUE);
}

void
vanity_window_init_document (VanityWindow *self)
{
  self->steps = g_object_ref_sink (vanity_history_popover_new ());
  g_signal_connect (self, "notify::document", G_CALLBACK (on_document_changed), NULL);
}

void
vanity_window_dispose_document (VanityWindow *self)
{
  vanity_job_slot_clear (&self->saving);
  g_clear_object (&self->saving_to);
  if (self->steps != NULL && gtk_widget_get_parent (self->steps) != NULL)
    gtk_widget_unparent (self->steps);
  g_clear_object (&self->steps);
}
