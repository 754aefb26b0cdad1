#include "ui/history-popover.h"

#include <glib/gi18n.h>

/* Of a name, characters; photos have long ones. */
#define STEP_CHARS 40

struct _VanityHistoryPopover
{
  GtkPopover parent_instance;

  GtkWidget *scrolled;
  GtkWidget *list;

  VanityDocument *document; /* or NULL */
  GtkStringList *steps;
  int now; /* the current step's index, or −1 */
};

G_DEFINE_FINAL_TYPE (VanityHistoryPopover, vanity_history_popover, GTK_TYPE_POPOVER)

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), STEP_CHARS);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), mark);
  gtk_list_item_set_child (item, row);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, VanityHistoryPopover *self)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *label = gtk_widget_get_first_child (row);
  GtkWidget *mark = gtk_widget_get_last_child (row);
  int step = (int)gtk_list_item_get_position (item);
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (label), name);
  gtk_widget_set_opacity (mark, step == self->now ? 1.0 : 0.0);
  if (step > self->now)
    gtk_widget_add_css_class (label, "dim-label");
  else
    gtk_widget_remove_css_class (label, "dim-label");
  if (step == self->now)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    /* Translators: of the step that is shown now. */
                                    _ ("Current step"), -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
update (VanityHistoryPopover *self)
{
  g_autoptr (GPtrArray) names = self->document != NULL
                                    ? vanity_document_list_steps (self->document, &self->now)
                                    : g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (names, NULL);
  gtk_string_list_splice (self->steps, 0, g_list_model_get_n_items (G_LIST_MODEL (self->steps)),
                          (const char *const *)names->pdata);
  if (self->now >= 0)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", (guint)self->now);
}

/* Nobody sees it before. */
static void
on_outfit_changed (VanityHistoryPopover *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    update (self);
}

static void
on_activated (VanityHistoryPopover *self, guint position)
{
  if (self->document != NULL)
    vanity_document_go_to_step (self->document, (int)position);
}

void
vanity_history_popover_set_document (VanityHistoryPopover *self, VanityDocument *document)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (document != NULL)
    g_signal_connect_object (document, "notify::outfit", G_CALLBACK (on_outfit_changed), self,
                             G_CONNECT_SWAPPED);
  on_outfit_changed (self);
}

static void
vanity_history_popover_show (GtkWidget *widget)
{
  update (VANITY_HISTORY_POPOVER (widget));
  GTK_WIDGET_CLASS (vanity_history_popover_parent_class)->show (widget);
}

static void
vanity_history_popover_dispose (GObject *object)
{
  VanityHistoryPopover *self = VANITY_HISTORY_POPOVER (object);

  vanity_history_popover_set_document (self, NULL);
  g_clear_object (&self->steps);

  G_OBJECT_CLASS (vanity_history_popover_parent_class)->dispose (object);
}

static void
vanity_history_popover_class_init (VanityHistoryPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_history_popover_dispose;
  widget_class->show = vanity_history_popover_show;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/vanity/Vanity/history-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityHistoryPopover, scrolled);
  gtk_widget_class_bind_template_child (widget_class, VanityHistoryPopover, list);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
vanity_history_popover_init (VanityHistoryPopover *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  self->now = -1;
  self->steps = gtk_string_list_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  selection
      = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->steps))));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), selection);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
}

GtkWidget *
vanity_history_popover_new (void)
{
  return g_object_new (VANITY_TYPE_HISTORY_POPOVER, NULL);
}
