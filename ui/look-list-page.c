#include "ui/look-list-page.h"

#include "makeup/layer.h"
#include "ui/file-dialog.h"
#include "ui/product-words.h"
#include "ui/shade-row.h"
#include "ui/swap-window.h"
#include "ui/toast.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

struct _VanityLookListPage
{
  GtkWidget parent_instance;

  GtkWidget *pages;
  GtkWidget *error;
  GtkWidget *currency;
  GtkWidget *items_list;
  GtkWidget *total;

  VanityShop *shop;
  GPtrArray *items; /* VanityShoppingItem, or NULL */
  GtkStringList *currencies;
  gboolean following; /* controls are being set, not used */
  gboolean is_stale;
  VanityJobSlot reading;
};

G_DEFINE_FINAL_TYPE (VanityLookListPage, vanity_look_list_page, GTK_TYPE_WIDGET)

const char *
vanity_look_list_page_get_page (VanityLookListPage *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (self->pages));
}

const char *
vanity_look_list_page_get_total (VanityLookListPage *self)
{
  return gtk_label_get_text (GTK_LABEL (self->total));
}

static const char *
get_currency (VanityLookListPage *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->currency));

  return gtk_string_list_get_string (self->currencies, selected);
}

/* ---- What is done ---- */

static const VanityShoppingItem *
get_item (GtkWidget *control)
{
  return g_object_get_data (G_OBJECT (control), "item");
}

typedef struct
{
  VanityShop *shop;
  VanityShade *shade;
  char *layer;
  int quantity;
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_object_unref (undo->shop);
  vanity_shade_unref (undo->shade);
  g_free (undo->layer);
  g_free (undo);
}

static void
on_undo (gpointer data)
{
  const Undo *undo = data;

  vanity_shop_list_shade (undo->shop, undo->shade, undo->layer, undo->quantity);
}

static void
on_remove (VanityLookListPage *self, GtkWidget *button)
{
  const VanityShoppingItem *item = get_item (button);
  Undo *undo = g_new (Undo, 1);
  g_autofree char *title = vanity_shade_dup_title (item->shade);
  /* Translators: what is put in is brand, line and shade of a product. */
  g_autofree char *text = g_strdup_printf (_ ("%s is off the list"), title);

  *undo = (Undo){ g_object_ref (self->shop), vanity_shade_ref (item->shade), g_strdup (item->layer),
                  item->quantity };
  vanity_shop_unlist_shade (self->shop, item->shade->uid, item->layer);
  vanity_toast_with_button (GTK_WIDGET (self), text, _ ("_Undo"), on_undo, undo, undo_free);
}

static void
update_total (VanityLookListPage *self)
{
  g_autofree char *total = vanity_shopping_dup_total (self->items, get_currency (self));

  gtk_label_set_label (GTK_LABEL (self->total), total);
}

static void
on_quantity (VanityLookListPage *self, GtkSpinButton *spin)
{
  VanityShoppingItem *item = (VanityShoppingItem *)get_item (GTK_WIDGET (spin));
  int quantity = gtk_spin_button_get_value_as_int (spin);

  if (self->following || quantity == item->quantity)
    return;

  item->quantity = quantity;
  vanity_shop_set_quantity (self->shop, item->shade->uid, item->layer, quantity);
  update_total (self);
}

static void
on_swap (VanityLookListPage *self, GtkWidget *button)
{
  const VanityShoppingItem *item = get_item (button);
  GtkRoot *root = gtk_widget_get_root (button);

  if (GTK_IS_WINDOW (root))
    gtk_window_present (GTK_WINDOW (
        vanity_swap_window_new (GTK_WINDOW (root), self->shop, item->shade, item->layer)));
}

/* ---- What is there ---- */

/* Takes `name` over. */
static void
name_control (GtkWidget *control, char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_free (name);
}

static char *
dup_details (const VanityShoppingItem *item)
{
  const VanityLayerKind *kind = *item->layer != '\0' ? vanity_layer_kind_find (item->layer) : NULL;
  GString *text = g_string_new (item->shade->brand);

  if (kind != NULL)
    {
      /* Translators: a layer of makeup: "for Lipstick". */
      g_autofree char *layer = g_strdup_printf (_ ("for %s"), _ (kind->label));

      g_string_append_printf (text, " · %s", layer);
    }
  else
    {
      g_string_append_printf (text, " · %s", vanity_category_get_label (item->shade->category));
    }
  if (!item->is_listed)
    g_string_append_printf (text, " · %s", _ ("no longer in the catalogue"));

  return g_string_free (text, FALSE);
}

static GtkWidget *
make_controls (VanityLookListPage *self, VanityShoppingItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *spin = gtk_spin_button_new_with_range (1, VANITY_SHOPPING_MAX_QUANTITY, 1);
  GtkWidget *swap = gtk_button_new_with_mnemonic (_ ("S_wap…"));
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  const VanityPrice *price = vanity_shopping_item_get_price (item, get_currency (self));
  g_autofree char *money
      = price != NULL ? vanity_money_format (price->money) : g_strdup (_ ("price not known"));
  GtkWidget *label = gtk_label_new (money);
  g_autofree char *title = vanity_shade_dup_title (item->shade);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), item->quantity);
  g_object_set_data (G_OBJECT (spin), "item", item);
  g_object_set_data (G_OBJECT (swap), "item", item);
  g_object_set_data (G_OBJECT (remove), "item", item);
  /* Translators: brand, line and shade of a product, as in all of these. */
  name_control (spin, g_strdup_printf (_ ("How many of %s"), title));
  name_control (swap, g_strdup_printf (_ ("Something else for %s"), title));
  name_control (remove, g_strdup_printf (_ ("Take %s off the list"), title));
  gtk_widget_set_tooltip_text (swap, _ ("Something Like It in Its Place"));
  gtk_widget_set_tooltip_text (remove, _ ("Take It Off the List"));
  gtk_widget_set_sensitive (swap, item->shade->has_color);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_add_css_class (label, price != NULL ? "numeric" : "dim-label");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (on_quantity), self);
  g_signal_connect_swapped (swap, "clicked", G_CALLBACK (on_swap), self);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (on_remove), self);
  gtk_box_append (GTK_BOX (box), spin);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), swap);
  gtk_box_append (GTK_BOX (box), remove);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_bottom (box, 6);

  return box;
}

static void
add_item (VanityLookListPage *self, VanityShoppingItem *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *details = dup_details (item);
  GtkWidget *head = vanity_shade_row_new_action (item->shade, details);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (head), FALSE);
  gtk_widget_set_focusable (head, FALSE);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), make_controls (self, item));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (GTK_LIST_BOX (self->items_list), row);
}

static void
clear (VanityLookListPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->items_list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->items_list), child);
}

static void
fill_items (VanityLookListPage *self)
{
  clear (self);
  for (guint i = 0; i < self->items->len; i++)
    add_item (self, g_ptr_array_index (self->items, i));
  update_total (self);
}

/* Those that prices are known in. */
static void
fill_currencies (VanityLookListPage *self)
{
  g_autofree char *before = g_strdup (get_currency (self));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0, chosen = 0;

  self->following = TRUE;
  gtk_string_list_splice (self->currencies, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->currencies)), NULL);
  for (guint i = 0; i < self->items->len; i++)
    {
      const VanityShade *shade = ((VanityShoppingItem *)self->items->pdata[i])->shade;

      for (int k = 0; k < shade->n_prices; k++)
        if (g_hash_table_add (seen, shade->prices[k].money.currency))
          {
            if (g_strcmp0 (before, shade->prices[k].money.currency) == 0)
              chosen = n;
            gtk_string_list_append (self->currencies, shade->prices[k].money.currency);
            n++;
          }
    }
  if (n > 0)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->currency), chosen);
  gtk_widget_set_visible (self->currency, n > 1);
  self->following = FALSE;
}

static void
on_currency (VanityLookListPage *self)
{
  if (!self->following && self->items != NULL)
    fill_items (self);
}

static void
fail (VanityLookListPage *self, const GError *error)
{
  gtk_label_set_label (GTK_LABEL (self->error), error->message);
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), "failed");
}

static void
on_read (gpointer result, const GError *error, gpointer user_data)
{
  VanityLookListPage *self = user_data;

  if (result == NULL)
    {
      fail (self, error);
      return;
    }

  /* The rows point into what is there. */
  clear (self);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = result;
  fill_currencies (self);
  fill_items (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.copy", self->items->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.export", self->items->len > 0);
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages),
                                    self->items->len > 0 ? "list" : "empty");
}

static gboolean
has_focus_in_spin (VanityLookListPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, self->items_list)
         && gtk_widget_get_ancestor (focus, GTK_TYPE_SPIN_BUTTON) != NULL;
}

static void
update (VanityLookListPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->is_stale = TRUE;
      return;
    }

  if (vanity_shop_get_state (self->shop) == VANITY_SHOP_FAILED)
    fail (self, vanity_shop_get_error (self->shop));
  if (vanity_shop_get_state (self->shop) != VANITY_SHOP_OPEN || vanity_shop_is_busy (self->shop))
    return;
  /* A number that is being changed is not taken from under the hand. */
  if (has_focus_in_spin (self))
    {
      self->is_stale = TRUE;
      return;
    }

  self->is_stale = FALSE;
  vanity_shopping_start (&self->reading, self->shop, on_read, self);
}

/* ---- Out ---- */

static void
on_copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VanityLookListPage *self = VANITY_LOOK_LIST_PAGE (widget);
  g_autofree char *text = vanity_shopping_to_text (self->items, get_currency (self));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  vanity_toast (widget, _ ("The list is on the clipboard"));
}

void
vanity_look_list_page_export (VanityLookListPage *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *text = NULL;

  if (self->items == NULL)
    return;
  if (vanity_shopping_export_csv (self->items, get_currency (self), file, NULL, &error))
    text = g_strdup_printf (_ ("Saved as %s"), name);
  vanity_toast (GTK_WIDGET (self), text != NULL ? text : error->message);
}

static void
on_chosen (GListModel *files, gpointer data)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);

  if (file != NULL)
    vanity_look_list_page_export (data, file);
}

static void
on_export (GtkWidget *widget, const char *action, GVariant *parameter)
{
  /* Translators: the name of a file. */
  vanity_ask_to_save (widget, _ ("Export the Look List"), _ ("look list.csv"), on_chosen, widget);
}

/* ---- The page ---- */

void
vanity_look_list_page_set_shop (VanityLookListPage *self, VanityShop *shop)
{
  self->shop = g_object_ref (shop);
  self->is_stale = TRUE;
  g_signal_connect_object (shop, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (shop, "taste-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (shop, "catalogue-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
vanity_look_list_page_map (GtkWidget *widget)
{
  VanityLookListPage *self = VANITY_LOOK_LIST_PAGE (widget);

  GTK_WIDGET_CLASS (vanity_look_list_page_parent_class)->map (widget);
  vanity_shop_open (self->shop);
  if (self->is_stale)
    update (self);
}

static void
vanity_look_list_page_dispose (GObject *object)
{
  VanityLookListPage *self = VANITY_LOOK_LIST_PAGE (object);

  vanity_job_slot_clear (&self->reading);
  self->following = TRUE;
  g_clear_pointer (&self->pages, gtk_widget_unparent);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_object (&self->currencies);
  g_clear_object (&self->shop);

  G_OBJECT_CLASS (vanity_look_list_page_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityLookListPage, name)

static void
vanity_look_list_page_class_init (VanityLookListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_look_list_page_dispose;
  widget_class->map = vanity_look_list_page_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/vanity/Vanity/look-list-page.ui");
  BIND (pages);
  BIND (error);
  BIND (currency);
  BIND (items_list);
  BIND (total);
  gtk_widget_class_bind_template_callback (widget_class, on_currency);
  gtk_widget_class_install_action (widget_class, "list.copy", NULL, on_copy);
  gtk_widget_class_install_action (widget_class, "list.export", NULL, on_export);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "looklistpage");
}

static void
vanity_look_list_page_init (VanityLookListPage *self)
{
  self->following = TRUE;
  self->currencies = gtk_string_list_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->currency), G_LIST_MODEL (self->currencies));
  self->following = FALSE;
}
