#include "ui/import-report.h"

#include "ui/file-dialog.h"
#include "ui/toast.h"

#include <glib/gi18n.h>

struct _VanityImportReport
{
  AdwWindow parent_instance;

  GtkWidget *parts;
  GtkWidget *rows_part;
  GtkWidget *rows;

  GPtrArray *imports;
};

G_DEFINE_FINAL_TYPE (VanityImportReport, vanity_import_report, ADW_TYPE_WINDOW)

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
add_rule (GtkWidget *list, VanityFeedRule rule, gint64 n, gboolean refused)
{
  GtkWidget *row, *count;
  g_autofree char *number = NULL;
  g_autofree char *markup = NULL;

  if (n == 0)
    return;

  row = adw_action_row_new ();
  number = g_strdup_printf ("%'lld", (long long)n);
  markup = g_markup_escape_text (vanity_feed_rule_get_text (rule), -1);
  count = gtk_label_new (number);
  gtk_widget_add_css_class (count, "numeric");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), refused
                                                         ? _ ("The row was skipped")
                                                         : _ ("The row was kept, without this"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), count);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static void
add_import (VanityImportReport *self, const VanityImport *import)
{
  const VanityFeedReport *report = &import->report;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new ();
  g_autofree char *summary = vanity_import_dup_summary (import);

  add_label (box, report->file != NULL ? report->file : "", "heading");
  add_label (box, summary, NULL);
  if (g_error_matches (import->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    add_label (box,
               _ ("Stopped. What was read is kept; import the file again to go on from there."),
               "note");
  if (report->broken != NULL)
    add_label (box, report->broken, "note");
  if (report->resumed > 0)
    {
      g_autofree char *text
          = g_strdup_printf (ngettext ("%'lld record was read before.",
                                       "%'lld records were read before.", (gulong)report->resumed),
                             (long long)report->resumed);

      add_label (box, text, "dim-label");
    }
  if (report->colorless > 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("%'lld shade has no colour that is known.",
                    "%'lld shades have no colour that is known.", (gulong)report->colorless),
          (long long)report->colorless);

      add_label (box, text, "dim-label");
    }

  for (int rule = 0; rule < VANITY_N_FEED_RULES; rule++)
    add_rule (list, rule, report->refused[rule], TRUE);
  for (int rule = 0; rule < VANITY_N_FEED_RULES; rule++)
    add_rule (list, rule, report->noted[rule], FALSE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_visible (list, gtk_widget_get_first_child (list) != NULL);
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (self->parts), box);
}

static void
append_remarks (GString *text, const VanityImport *import)
{
  const VanityFeedReport *report = &import->report;

  for (guint i = 0; report->remarks != NULL && i < report->remarks->len; i++)
    {
      const VanityFeedRemark *remark = &g_array_index (report->remarks, VanityFeedRemark, i);
      g_autofree char *value = g_utf8_make_valid (remark->value != NULL ? remark->value : "", -1);

      /* Translators: line of a file, name of a field, its value, and the rule that it broke. */
      g_string_append_printf (text, _ ("%s, line %lld: %s “%s”: %s"),
                              report->file != NULL ? report->file : "", (long long)remark->line,
                              remark->field != NULL ? remark->field : "", value,
                              vanity_feed_rule_get_text (remark->rule));
      g_string_append_c (text, '\n');
    }
}

static void
fill (VanityImportReport *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->imports->len; i++)
    {
      add_import (self, g_ptr_array_index (self->imports, i));
      append_remarks (text, g_ptr_array_index (self->imports, i));
    }
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->rows)), text->str,
                            (int)text->len);
  gtk_widget_set_visible (self->rows_part, text->len > 0);
}

void
vanity_import_report_save (VanityImportReport *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *text = NULL;

  if (vanity_imports_save (self->imports, file, &error))
    text = g_strdup_printf (_ ("Saved as %s"), name);
  vanity_toast (self->parts, text != NULL ? text : error->message);
}

static void
on_chosen (GListModel *files, gpointer data)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);

  if (file != NULL)
    vanity_import_report_save (data, file);
}

static void
on_save (VanityImportReport *self)
{
  /* Translators: the name of a file. */
  vanity_ask_to_save (GTK_WIDGET (self), _ ("Save the Report"), _ ("import report.txt"), on_chosen,
                      self);
}

static void
vanity_import_report_finalize (GObject *object)
{
  g_ptr_array_unref (VANITY_IMPORT_REPORT (object)->imports);

  G_OBJECT_CLASS (vanity_import_report_parent_class)->finalize (object);
}

static void
vanity_import_report_class_init (VanityImportReportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vanity_import_report_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/import-report.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityImportReport, parts);
  gtk_widget_class_bind_template_child (widget_class, VanityImportReport, rows_part);
  gtk_widget_class_bind_template_child (widget_class, VanityImportReport, rows);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
}

static void
vanity_import_report_init (VanityImportReport *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

VanityImportReport *
vanity_import_report_new (GtkWindow *parent, GPtrArray *imports)
{
  VanityImportReport *self
      = g_object_new (VANITY_TYPE_IMPORT_REPORT, "transient-for", parent, NULL);

  self->imports = g_ptr_array_ref (imports);
  fill (self);

  return self;
}
