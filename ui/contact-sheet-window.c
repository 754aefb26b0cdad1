#include "ui/contact-sheet-window-private.h"

#include "app/look-library.h"
#include "ui/adaptive-split.h"
#include "ui/toast.h"

#include <glib/gi18n.h>

/* Of a picture on the screen, pixels: the page is shown small. */
#define PREVIEW_SIDE 320
/* Round the page, units. */
#define MARGIN 18
/* Chosen at first, so that there is something to see. */
#define FIRST 5

G_DEFINE_FINAL_TYPE (VanityContactSheetWindow, vanity_contact_sheet_window, ADW_TYPE_WINDOW)

const char *
vanity_contact_sheet_window_get_toast (VanityContactSheetWindow *self)
{
  return self->last_toast;
}

void
vanity_contact_sheet_window_tell (VanityContactSheetWindow *self, const char *text)
{
  g_free (self->last_toast);
  self->last_toast = g_strdup (text);
  vanity_toast (self->page, text);
}

static gboolean
is_chosen (VanityContactSheetWindow *self, guint index)
{
  return gtk_check_button_get_active (g_ptr_array_index (self->checks, index));
}

int
vanity_contact_sheet_window_get_n_chosen (VanityContactSheetWindow *self)
{
  int n = 0;

  for (guint i = 0; i < self->checks->len; i++)
    n += is_chosen (self, i);

  return n;
}

VanityContactSheet *
vanity_contact_sheet_window_new_sheet (VanityContactSheetWindow *self)
{
  g_autoptr (GPtrArray) looks = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_look_unref);

  for (guint i = 0; i < self->looks->len; i++)
    if (is_chosen (self, i))
      g_ptr_array_add (looks, vanity_look_ref (g_ptr_array_index (self->looks, i)));

  return vanity_contact_sheet_new (
      vanity_photo_get_image (vanity_document_get_photo (self->document)),
      vanity_document_get_face (self->document, self->face), looks, 1);
}

static void
on_previewed (gpointer result, const GError *error, gpointer user_data)
{
  VanityContactSheetWindow *self = user_data;

  if (result == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        vanity_contact_sheet_window_tell (self, error->message);
      return;
    }
  g_clear_pointer (&self->made, vanity_made_sheet_free);
  self->made = result;
  gtk_widget_queue_draw (self->page);
}

/* Beyond twelve nothing more can be chosen. */
static void
update (VanityContactSheetWindow *self)
{
  int n = vanity_contact_sheet_window_get_n_chosen (self);
  gboolean full = n >= VANITY_CONTACT_SHEET_MAX_LOOKS;
  g_autoptr (VanityContactSheet) sheet = vanity_contact_sheet_window_new_sheet (self);
  g_autofree char *text
      = g_strdup_printf (ngettext ("%d look of at most %d", "%d looks of at most %d", (gulong)n), n,
                         VANITY_CONTACT_SHEET_MAX_LOOKS);

  gtk_label_set_label (GTK_LABEL (self->count), text);
  for (guint i = 0; i < self->checks->len; i++)
    gtk_widget_set_sensitive (g_ptr_array_index (self->checks, i), is_chosen (self, i) || !full);
  vanity_contact_sheet_start_make (&self->preview, sheet, PREVIEW_SIDE, on_previewed, self);
  vanity_contact_sheet_window_update_actions (self);
}

static void
on_toggled (VanityContactSheetWindow *self)
{
  if (!self->filling)
    update (self);
}

gboolean
vanity_contact_sheet_window_choose (VanityContactSheetWindow *self, const char *id, gboolean chosen)
{
  int index = vanity_looks_find (self->looks, id);
  GtkWidget *check = index >= 0 ? g_ptr_array_index (self->checks, index) : NULL;

  if (check == NULL
      || (chosen && !is_chosen (self, (guint)index) && !gtk_widget_is_sensitive (check)))
    return FALSE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen);

  return TRUE;
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  VanityContactSheetWindow *self = user_data;
  double page_width, page_height, scale;

  if (self->made == NULL)
    return;
  vanity_contact_sheet_get_paper (self->made->sheet, vanity_paper_get_default (), &page_width,
                                  &page_height);
  scale = MIN ((width - 2 * MARGIN) / page_width, (height - 2 * MARGIN) / page_height);
  if (scale <= 0)
    return;
  cairo_translate (cr, (width - page_width * scale) / 2, (height - page_height * scale) / 2);
  cairo_scale (cr, scale, scale);
  vanity_contact_sheet_draw (self->made->sheet, self->made->pictures, cr, page_width, page_height);
}

static void
on_narrow_changed (VanityContactSheetWindow *self)
{
  gboolean narrow = vanity_adaptive_split_get_narrow (VANITY_ADAPTIVE_SPLIT (self->split));

  /* Below the page there is little height: the list scrolls in it. */
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scrolled),
                                              narrow ? 150 : -1);
}

static void
add_row (VanityContactSheetWindow *self, const VanityLook *look, gboolean chosen)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), vanity_look_get_label (look));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  vanity_look_get_label (look), -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  g_ptr_array_add (self->checks, check);
}

static void
fill (VanityContactSheetWindow *self)
{
  VanityWear wear = vanity_outfit_get_wear (vanity_document_get_outfit (self->document));
  int left = FIRST;

  self->filling = TRUE;
  for (guint i = 0; i < self->looks->len; i++)
    {
      const VanityLook *look = g_ptr_array_index (self->looks, i);
      gboolean worn = wear.look != NULL && strcmp (wear.look->id, look->id) == 0;

      /* "Bare" is hardly another picture than before. */
      add_row (self, look, worn || (left > 0 && strcmp (look->id, "bare") != 0));
      left -= left > 0 && strcmp (look->id, "bare") != 0;
    }
  self->filling = FALSE;
}

static void
vanity_contact_sheet_window_dispose (GObject *object)
{
  VanityContactSheetWindow *self = VANITY_CONTACT_SHEET_WINDOW (object);

  vanity_job_slot_clear (&self->preview);
  vanity_job_slot_clear (&self->making);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (vanity_contact_sheet_window_parent_class)->dispose (object);
}

static void
vanity_contact_sheet_window_finalize (GObject *object)
{
  VanityContactSheetWindow *self = VANITY_CONTACT_SHEET_WINDOW (object);

  g_clear_object (&self->actions);
  g_clear_pointer (&self->made, vanity_made_sheet_free);
  g_clear_pointer (&self->looks, g_ptr_array_unref);
  g_ptr_array_unref (self->checks);
  g_free (self->print_path);
  g_free (self->last_toast);

  G_OBJECT_CLASS (vanity_contact_sheet_window_parent_class)->finalize (object);
}

static void
vanity_contact_sheet_window_class_init (VanityContactSheetWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vanity_contact_sheet_window_dispose;
  object_class->finalize = vanity_contact_sheet_window_finalize;

  g_type_ensure (VANITY_TYPE_ADAPTIVE_SPLIT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/vanity/Vanity/contact-sheet-window.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityContactSheetWindow, split);
  gtk_widget_class_bind_template_child (widget_class, VanityContactSheetWindow, page);
  gtk_widget_class_bind_template_child (widget_class, VanityContactSheetWindow, count);
  gtk_widget_class_bind_template_child (widget_class, VanityContactSheetWindow, scrolled);
  gtk_widget_class_bind_template_child (widget_class, VanityContactSheetWindow, list);
  gtk_widget_class_bind_template_child (widget_class, VanityContactSheetWindow, working);
  gtk_widget_class_bind_template_child (widget_class, VanityContactSheetWindow, working_label);
  gtk_widget_class_bind_template_child (widget_class, VanityContactSheetWindow, progress);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_changed);
}

static void
vanity_contact_sheet_window_init (VanityContactSheetWindow *self)
{
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->page), draw, self, NULL);
  vanity_contact_sheet_window_init_actions (self);
}

VanityContactSheetWindow *
vanity_contact_sheet_window_new (GtkWindow *parent, VanityDocument *document)
{
  VanityContactSheetWindow *self
      = g_object_new (VANITY_TYPE_CONTACT_SHEET_WINDOW, "transient-for", parent, NULL);

  self->document = g_object_ref (document);
  self->face = vanity_document_get_outfit (document)->selected;
  self->looks = vanity_look_library_list (VANITY_LOOK_ORDER_USUAL, NULL);
  fill (self);
  update (self);

  return self;
}
