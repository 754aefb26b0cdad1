/* The photo on paper, and carried to other windows. */
#include "ui/window-private.h"

#include "app/export.h"
#include "app/print-page.h"
#include "ui/result-provider.h"

#include <glib/gi18n.h>

/* ---- Printed ---- */

static void
free_page (gpointer page, GClosure *closure)
{
  vanity_print_page_free (page);
}

static GdkTexture *
new_before (VanityWindow *self)
{
  const VanityImage *image = vanity_photo_get_image (vanity_document_get_photo (self->document));

  return vanity_texture_new_from_image (image, &(VanityRect){ 0, 0, image->width, image->height });
}

/* "Glam at 80%, portrait.jpg" */
static char *
make_caption (VanityWindow *self)
{
  VanityWear wear = vanity_outfit_get_wear (vanity_document_get_outfit (self->document));
  const char *name = vanity_document_get_name (self->document);

  if (vanity_wear_is_bare (&wear))
    return g_strdup (name);

  /* Translators: below a printed photo: a look, how strongly it is worn, and the photo's name. */
  return g_strdup_printf (_ ("%s at %d%%, %s"), vanity_wear_get_label (&wear),
                          (int)(100 * wear.strength + 0.5), name);
}

static void
on_draw_page (GtkPrintOperation *print, GtkPrintContext *context, int number, VanityPrintPage *page)
{
  vanity_print_page_draw (page, gtk_print_context_get_cairo_context (context),
                          gtk_print_context_get_width (context),
                          gtk_print_context_get_height (context));
}

/* In the dialog, beside printer and paper. */
static GObject *
on_create_choices (GtkPrintOperation *print, VanityWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *both = gtk_check_button_new_with_mnemonic (_ ("_Before beside it"));
  GtkWidget *caption = gtk_check_button_new_with_mnemonic (_ ("_Line with the look below it"));

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (both), self->prints_before);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (caption), self->prints_caption);
  gtk_box_append (GTK_BOX (box), both);
  gtk_box_append (GTK_BOX (box), caption);

  return G_OBJECT (box);
}

static void
on_apply_choices (GtkPrintOperation *print, GtkWidget *box, VanityWindow *self)
{
  VanityPrintPage *page = g_object_get_data (G_OBJECT (print), "page");
  GtkWidget *both = gtk_widget_get_first_child (box);

  self->prints_before = gtk_check_button_get_active (GTK_CHECK_BUTTON (both));
  self->prints_caption
      = gtk_check_button_get_active (GTK_CHECK_BUTTON (gtk_widget_get_next_sibling (both)));
  if (!self->prints_before)
    g_clear_object (&page->before);
  if (!self->prints_caption)
    g_clear_pointer (&page->caption, g_free);
}

static void
on_made (gpointer result, const GError *error, gpointer user_data)
{
  VanityWindow *self = user_data;
  g_autofree char *path = g_steal_pointer (&self->print_path);
  g_autoptr (GtkPrintOperation) print = NULL;
  g_autoptr (GtkPageSetup) setup = NULL;
  g_autoptr (GError) problem = NULL;
  VanityPrintPage *page;

  vanity_window_end_export (self, error);
  if (result == NULL)
    return;

  page = g_new0 (VanityPrintPage, 1);
  page->after = result;
  page->before = path == NULL || self->prints_before ? new_before (self) : NULL;
  page->caption = path == NULL || self->prints_caption ? make_caption (self) : NULL;
  setup = gtk_page_setup_new ();
  gtk_page_setup_set_orientation (setup, vanity_print_page_is_wide (page)
                                             ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                             : GTK_PAGE_ORIENTATION_PORTRAIT);
  print = gtk_print_operation_new ();
  gtk_print_operation_set_job_name (print, vanity_document_get_name (self->document));
  gtk_print_operation_set_n_pages (print, 1);
  gtk_print_operation_set_unit (print, GTK_UNIT_POINTS);
  gtk_print_operation_set_default_page_setup (print, setup);
  gtk_print_operation_set_embed_page_setup (print, TRUE);
  gtk_print_operation_set_custom_tab_label (print, _ ("Photo"));
  g_object_set_data (G_OBJECT (print), "page", page);
  g_signal_connect_data (print, "draw-page", G_CALLBACK (on_draw_page), page, free_page, 0);
  g_signal_connect_object (print, "create-custom-widget", G_CALLBACK (on_create_choices), self, 0);
  g_signal_connect_object (print, "custom-widget-apply", G_CALLBACK (on_apply_choices), self, 0);
  if (path != NULL)
    gtk_print_operation_set_export_filename (print, path);
  if (gtk_print_operation_run (print,
                               path != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                            : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (self), &problem)
      == GTK_PRINT_OPERATION_RESULT_ERROR)
    vanity_window_toast (self, problem->message, NULL, NULL, NULL);
}

void
vanity_window_print (VanityWindow *self)
{
  vanity_export_start_copy (&self->exporting, self->document, on_made, self);
  vanity_window_begin_export (self, FALSE);
}

void
vanity_window_print_to (VanityWindow *self, const char *path, gboolean before, gboolean caption)
{
  g_free (self->print_path);
  self->print_path = g_strdup (path);
  self->prints_before = before;
  self->prints_caption = caption;
  vanity_window_print (self);
}

/* ---- Dragged ---- */

static GdkContentProvider *
on_drag (GtkDragSource *source, double x, double y, VanityWindow *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) icon = NULL;

  if (!g_action_group_get_action_enabled (G_ACTION_GROUP (self), "copy"))
    return NULL;

  icon = gtk_widget_paintable_new (widget);
  gtk_drag_source_set_icon (source, icon, (int)x, (int)y);

  return vanity_result_provider_new (self->document);
}

static void
add_source (VanityWindow *self, GtkWidget *widget)
{
  GtkDragSource *source = gtk_drag_source_new ();

  g_signal_connect_object (source, "prepare", G_CALLBACK (on_drag), self, 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (source));
}

void
vanity_window_init_print (VanityWindow *self)
{
  self->prints_before = TRUE;
  self->prints_caption = TRUE;
  add_source (self, self->save_button);
}
