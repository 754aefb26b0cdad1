#include "ui/memory-window.h"

#include "analysis/compare.h"
#include "analysis/history.h"

#include <glib/gi18n.h>

struct _VanityMemoryWindow
{
  AdwWindow parent_instance;

  GtkWidget *pages;
  GtkWidget *list;
  GtkWidget *text;

  VanityFinding *finding;
  GPtrArray *memories; /* VanityMemory, as the rows */
};

G_DEFINE_FINAL_TYPE (VanityMemoryWindow, vanity_memory_window, ADW_TYPE_WINDOW)

const char *
vanity_memory_window_get_text (VanityMemoryWindow *self)
{
  return gtk_label_get_text (GTK_LABEL (self->text));
}

static void
on_selected (VanityMemoryWindow *self, GtkListBoxRow *row)
{
  VanityMemory *memory;
  VanityRecord now;
  VanityComparison comparison;
  g_autofree char *text = NULL;

  if (row == NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->text), "");
      return;
    }

  memory = g_ptr_array_index (self->memories, gtk_list_box_row_get_index (row));
  vanity_record_init (&now, self->finding->analysis);
  vanity_record_compare (&memory->record, &now, &comparison);
  text = vanity_comparison_dup_text (&comparison);
  gtk_label_set_label (GTK_LABEL (self->text), text);
}

static void
update_page (VanityMemoryWindow *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages),
                                    self->memories->len > 0 ? "list" : "empty");
}

static void
on_forget (GtkWidget *button, VanityMemoryWindow *self)
{
  GtkListBoxRow *row = GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW));
  int index = gtk_list_box_row_get_index (row);
  VanityMemory *memory = g_ptr_array_index (self->memories, index);
  g_autoptr (GError) error = NULL;

  if (!vanity_history_forget (memory->id, &error))
    {
      gtk_label_set_label (GTK_LABEL (self->text), error->message);
      return;
    }

  gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  g_ptr_array_remove_index (self->memories, index);
  update_page (self);
}

static void
add_row (VanityMemoryWindow *self, const VanityMemory *memory)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autoptr (GDateTime) local = g_date_time_to_local (memory->when);
  g_autofree char *when = g_date_time_format (local, "%x, %H:%M");
  g_autofree char *name = g_strdup_printf (_ ("Forget the analysis of %s"), when);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), when);
  if (memory->record.overall >= 0)
    {
      g_autofree char *text
          = g_strdup_printf (_ ("Skin overall: %d of 100"), (int)(memory->record.overall + 0.5F));

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
    }
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Forget"));
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_forget), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
vanity_memory_window_finalize (GObject *object)
{
  VanityMemoryWindow *self = VANITY_MEMORY_WINDOW (object);

  g_clear_pointer (&self->finding, vanity_finding_unref);
  g_clear_pointer (&self->memories, g_ptr_array_unref);

  G_OBJECT_CLASS (vanity_memory_window_parent_class)->finalize (object);
}

static void
vanity_memory_window_class_init (VanityMemoryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vanity_memory_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/memory-window.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityMemoryWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, VanityMemoryWindow, list);
  gtk_widget_class_bind_template_child (widget_class, VanityMemoryWindow, text);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
}

static void
vanity_memory_window_init (VanityMemoryWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

VanityMemoryWindow *
vanity_memory_window_new (GtkWindow *parent, VanityFinding *finding)
{
  VanityMemoryWindow *self
      = g_object_new (VANITY_TYPE_MEMORY_WINDOW, "transient-for", parent, NULL);

  self->finding = vanity_finding_ref (finding);
  self->memories = vanity_history_list ();
  for (guint i = 0; i < self->memories->len; i++)
    add_row (self, g_ptr_array_index (self->memories, i));
  update_page (self);

  return self;
}
