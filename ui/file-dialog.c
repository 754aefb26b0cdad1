#include "ui/file-dialog.h"

typedef struct
{
  GWeakRef from;
  VanityFilesFunc func;
  gpointer data;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_weak_ref_clear (&question->from);
  g_free (question);
}

static void
on_response (GtkNativeDialog *dialog, int response, Question *question)
{
  g_autoptr (GtkWidget) from = g_weak_ref_get (&question->from);

  if (response == GTK_RESPONSE_ACCEPT && from != NULL)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      question->func (files, question->data);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static GtkFileChooserNative *
ask (GtkWidget *from, const char *title, GtkFileChooserAction action, VanityFilesFunc func,
     gpointer data)
{
  GtkRoot *root = gtk_widget_get_root (from);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, action, NULL, NULL);
  Question *question = g_new0 (Question, 1);

  g_weak_ref_init (&question->from, from);
  question->func = func;
  question->data = data;
  g_object_set_data_full (G_OBJECT (dialog), "question", question, question_free);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), question);

  return dialog;
}

void
vanity_ask_to_open (GtkWidget *from, const char *title, gboolean several, VanityFilesFunc func,
                    gpointer data)
{
  GtkFileChooserNative *dialog = ask (from, title, GTK_FILE_CHOOSER_ACTION_OPEN, func, data);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), several);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
vanity_ask_to_save (GtkWidget *from, const char *title, const char *name, VanityFilesFunc func,
                    gpointer data)
{
  GtkFileChooserNative *dialog = ask (from, title, GTK_FILE_CHOOSER_ACTION_SAVE, func, data);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
vanity_ask_for_folder (GtkWidget *from, const char *title, VanityFilesFunc func, gpointer data)
{
  gtk_native_dialog_show (
      GTK_NATIVE_DIALOG (ask (from, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, func, data)));
}
