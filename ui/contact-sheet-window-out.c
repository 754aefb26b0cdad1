/* A contact sheet's way to paper and files. */
#include "ui/contact-sheet-window-private.h"

#include "ui/file-dialog.h"

#include <glib/gi18n.h>

gboolean
vanity_contact_sheet_window_is_busy (VanityContactSheetWindow *self)
{
  return vanity_job_slot_is_busy (&self->making);
}

void
vanity_contact_sheet_window_cancel (VanityContactSheetWindow *self)
{
  /* The end is told by the job itself: it may have been quicker. */
  if (vanity_job_slot_is_busy (&self->making))
    vanity_job_cancel (self->making.job);
}

static void
on_progress (VanityContactSheetWindow *self, GParamSpec *pspec, VanityJob *job)
{
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), vanity_job_get_progress (job));
}

static void
begin (VanityContactSheetWindow *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->working_label), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0);
  gtk_widget_set_visible (self->working, TRUE);
  g_signal_connect_object (self->making.job, "notify::progress", G_CALLBACK (on_progress), self,
                           G_CONNECT_SWAPPED);
  vanity_contact_sheet_window_update_actions (self);
}

static void
end (VanityContactSheetWindow *self, const GError *error)
{
  gtk_widget_set_visible (self->working, FALSE);
  vanity_contact_sheet_window_update_actions (self);
  if (error != NULL)
    vanity_contact_sheet_window_tell (self,
                                      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                                          ? _ ("Stopped; nothing was saved")
                                          : error->message);
}

/* ---- Files ---- */

static void
on_saved (gpointer result, const GError *error, gpointer user_data)
{
  VanityContactSheetWindow *self = user_data;
  g_autoptr (GFile) file = result;
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *text = NULL;

  end (self, error);
  if (file == NULL)
    return;
  name = g_file_get_basename (file);
  shown = g_filename_display_name (name);
  text = g_strdup_printf (_ ("Saved %s"), shown);
  vanity_contact_sheet_window_tell (self, text);
}

void
vanity_contact_sheet_window_save (VanityContactSheetWindow *self, GFile *file)
{
  g_autoptr (VanityContactSheet) sheet = vanity_contact_sheet_window_new_sheet (self);

  vanity_contact_sheet_start_save (&self->making, sheet, vanity_paper_get_default (), file,
                                   on_saved, self);
  begin (self, _ ("Saving…"));
}

static void
on_target_chosen (GListModel *files, gpointer data)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);

  if (file != NULL)
    vanity_contact_sheet_window_save (data, file);
}

static void
on_save (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  VanityContactSheetWindow *self = user_data;
  const char *name = vanity_document_get_name (self->document), *dot = strrchr (name, '.');
  g_autofree char *stem
      = dot != NULL && dot != name ? g_strndup (name, (gsize)(dot - name)) : g_strdup (name);
  /* Translators: a file's name; %s is the photo's, without its extension. */
  g_autofree char *file = g_strdup_printf (_ ("%s – looks.pdf"), stem);

  vanity_ask_to_save (GTK_WIDGET (self), _ ("Save the Contact Sheet"), file, on_target_chosen,
                      self);
}

/* ---- Paper ---- */

static void
on_draw_page (GtkPrintOperation *print, GtkPrintContext *context, int number, VanityMadeSheet *made)
{
  vanity_contact_sheet_draw (
      made->sheet, made->pictures, gtk_print_context_get_cairo_context (context),
      gtk_print_context_get_width (context), gtk_print_context_get_height (context));
}

static GtkPageSetup *
new_page_setup (VanityMadeSheet *made)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  VanityPaper paper = vanity_paper_get_default ();
  GtkPaperSize *size = gtk_paper_size_new (paper == VANITY_PAPER_LETTER ? GTK_PAPER_NAME_LETTER
                                                                        : GTK_PAPER_NAME_A4);
  double width, height;

  vanity_contact_sheet_get_paper (made->sheet, paper, &width, &height);
  gtk_page_setup_set_paper_size_and_default_margins (setup, size);
  gtk_page_setup_set_orientation (setup, width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                        : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_paper_size_free (size);

  return setup;
}

static void
free_made (gpointer made, GClosure *closure)
{
  vanity_made_sheet_free (made);
}

static void
on_made (gpointer result, const GError *error, gpointer user_data)
{
  VanityContactSheetWindow *self = user_data;
  VanityMadeSheet *made = result;
  g_autofree char *path = g_steal_pointer (&self->print_path);
  g_autoptr (GtkPrintOperation) print = NULL;
  g_autoptr (GtkPageSetup) setup = NULL;
  g_autoptr (GError) problem = NULL;

  end (self, error);
  if (made == NULL)
    return;
  print = gtk_print_operation_new ();
  setup = new_page_setup (made);
  gtk_print_operation_set_job_name (print, _ ("Contact Sheet"));
  gtk_print_operation_set_n_pages (print, 1);
  gtk_print_operation_set_unit (print, GTK_UNIT_POINTS);
  gtk_print_operation_set_default_page_setup (print, setup);
  gtk_print_operation_set_embed_page_setup (print, TRUE);
  if (path != NULL)
    gtk_print_operation_set_export_filename (print, path);
  g_signal_connect_data (print, "draw-page", G_CALLBACK (on_draw_page), made, free_made, 0);
  if (gtk_print_operation_run (print,
                               path != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                            : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (self), &problem)
      == GTK_PRINT_OPERATION_RESULT_ERROR)
    vanity_contact_sheet_window_tell (self, problem->message);
}

static void
start_print (VanityContactSheetWindow *self)
{
  g_autoptr (VanityContactSheet) sheet = vanity_contact_sheet_window_new_sheet (self);
  double width, height;

  vanity_contact_sheet_get_paper (sheet, vanity_paper_get_default (), &width, &height);
  vanity_contact_sheet_start_make (
      &self->making, sheet,
      vanity_contact_sheet_get_side (sheet, width, height, VANITY_CONTACT_SHEET_DPI), on_made,
      self);
  begin (self, _ ("Preparing to print…"));
}

void
vanity_contact_sheet_window_print_to (VanityContactSheetWindow *self, const char *path)
{
  g_free (self->print_path);
  self->print_path = g_strdup (path);
  start_print (self);
}

static void
on_print (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  start_print (self);
}

static void
on_cancel (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  vanity_contact_sheet_window_cancel (self);
}

static const GActionEntry entries[] = {
  { "save", on_save },
  { "print", on_print },
  { "cancel", on_cancel },
};

void
vanity_contact_sheet_window_update_actions (VanityContactSheetWindow *self)
{
  gboolean busy = vanity_contact_sheet_window_is_busy (self);
  gboolean any = vanity_contact_sheet_window_get_n_chosen (self) > 0;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), entries[i].name);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                                   g_str_equal (entries[i].name, "cancel") ? busy : any && !busy);
    }
}

void
vanity_contact_sheet_window_init_actions (VanityContactSheetWindow *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "sheet", G_ACTION_GROUP (self->actions));
}
