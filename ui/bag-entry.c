#include "ui/bag-entry.h"

#include "app/bag.h"

#include <glib/gi18n.h>

struct _VanityBagEntry
{
  AdwWindow parent_instance;

  GtkWidget *add;
  GtkWidget *brand;
  GtkWidget *line;
  GtkWidget *name;
  GtkWidget *category;
  GtkWidget *finish;
  GtkWidget *colored;
  GtkWidget *color_row;
  GtkWidget *color;
  GtkWidget *opened;
  GtkWidget *expires;
  GtkWidget *message;

  VanityShop *shop;
};

G_DEFINE_FINAL_TYPE (VanityBagEntry, vanity_bag_entry, ADW_TYPE_WINDOW)

static char *
dup_text (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static void
update (VanityBagEntry *self)
{
  g_autofree char *brand = dup_text (self->brand);
  g_autofree char *name = dup_text (self->name);

  gtk_widget_set_sensitive (self->add, *brand != '\0' || *name != '\0');
  gtk_widget_set_sensitive (self->color_row, gtk_switch_get_active (GTK_SWITCH (self->colored)));
}

/* NULL where the colour is not known. */
static char *
dup_hex (VanityBagEntry *self)
{
  GdkRGBA color;

  if (!gtk_switch_get_active (GTK_SWITCH (self->colored)))
    return NULL;

  gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (self->color), &color);

  return g_strdup_printf ("#%02x%02x%02x", (unsigned)(color.red * 255 + 0.5F),
                          (unsigned)(color.green * 255 + 0.5F),
                          (unsigned)(color.blue * 255 + 0.5F));
}

static void
on_add (VanityBagEntry *self)
{
  g_autofree char *brand = dup_text (self->brand);
  g_autofree char *line = dup_text (self->line);
  g_autofree char *name = dup_text (self->name);
  g_autofree char *opened = dup_text (self->opened);
  g_autofree char *expires = dup_text (self->expires);
  g_autofree char *hex = dup_hex (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityShade) shade = vanity_bag_make_shade (
      brand, line, name, adw_combo_row_get_selected (ADW_COMBO_ROW (self->category)), hex,
      adw_combo_row_get_selected (ADW_COMBO_ROW (self->finish)), &error);

  if (shade != NULL && vanity_shop_check_dates (opened, expires, &error))
    {
      vanity_shop_add_to_bag (self->shop, shade, TRUE, opened, expires);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  gtk_label_set_label (GTK_LABEL (self->message), error->message);
  gtk_widget_set_visible (self->message, TRUE);
}

static void
vanity_bag_entry_finalize (GObject *object)
{
  g_object_unref (VANITY_BAG_ENTRY (object)->shop);

  G_OBJECT_CLASS (vanity_bag_entry_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityBagEntry, name)

static void
vanity_bag_entry_class_init (VanityBagEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vanity_bag_entry_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/bag-entry.ui");
  BIND (add);
  BIND (brand);
  BIND (line);
  BIND (name);
  BIND (category);
  BIND (finish);
  BIND (colored);
  BIND (color_row);
  BIND (color);
  BIND (opened);
  BIND (expires);
  BIND (message);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
vanity_bag_entry_init (VanityBagEntry *self)
{
  g_autoptr (GtkStringList) categories = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) finishes = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  /* The focus is on the button inside. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->color)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Its colour"), -1);
  for (int i = 0; i < VANITY_N_CATEGORIES; i++)
    gtk_string_list_append (categories, vanity_category_get_label (i));
  for (int i = 0; i < VANITY_N_FINISHES; i++)
    gtk_string_list_append (finishes, vanity_finish_get_label (i));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->category), G_LIST_MODEL (categories));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->category), VANITY_CATEGORY_LIPSTICK);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->finish), G_LIST_MODEL (finishes));
  update (self);
}

VanityBagEntry *
vanity_bag_entry_new (GtkWindow *parent, VanityShop *shop)
{
  VanityBagEntry *self = g_object_new (VANITY_TYPE_BAG_ENTRY, "transient-for", parent, NULL);

  self->shop = g_object_ref (shop);

  return self;
}
