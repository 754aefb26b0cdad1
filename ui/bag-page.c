#include "ui/bag-page.h"

#include "ui/bag-entry.h"
#include "ui/product-words.h"
#include "ui/shade-row.h"
#include "ui/toast.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Looks that are shown; the others have a smaller share. */
#define LOOKS_MAX 24

struct _VanityBagPage
{
  GtkWidget parent_instance;

  GtkWidget *pages;
  GtkWidget *error;
  GtkWidget *count;
  GtkWidget *items;
  GtkWidget *looks_part;
  GtkWidget *no_photo;
  GtkWidget *looks;

  VanityShop *shop;
  VanityBagView *view; /* or NULL */
  gboolean wearable;
  gboolean is_stale;
  VanityJobSlot reading;
};

static guint wear_signal;

G_DEFINE_FINAL_TYPE (VanityBagPage, vanity_bag_page, GTK_TYPE_WIDGET)

const char *
vanity_bag_page_get_page (VanityBagPage *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (self->pages));
}

static void
clear (GtkWidget *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), child);
}

/* Takes `name` over. */
static GtkWidget *
make_button (const char *icon, const char *tooltip, char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_free (name);

  return button;
}

/* ---- What is owned ---- */

typedef struct
{
  VanityShop *shop;
  VanityShade *shade;
  gboolean by_hand;
  char opened[11], expires[11];
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_object_unref (undo->shop);
  vanity_shade_unref (undo->shade);
  g_free (undo);
}

static void
on_undo (gpointer data)
{
  const Undo *undo = data;

  vanity_shop_add_to_bag (undo->shop, undo->shade, undo->by_hand, undo->opened, undo->expires);
}

static void
on_remove (VanityBagPage *self, GtkWidget *button)
{
  const VanityBagItem *item = g_object_get_data (G_OBJECT (button), "item");
  Undo *undo = g_new0 (Undo, 1);
  g_autofree char *title = vanity_shade_dup_title (item->shade);
  /* Translators: what is put in is brand, line and shade of a product. */
  g_autofree char *text = g_strdup_printf (_ ("%s is out of the bag"), title);

  undo->shop = g_object_ref (self->shop);
  undo->shade = vanity_shade_ref (item->shade);
  undo->by_hand = item->by_hand;
  g_strlcpy (undo->opened, item->opened, sizeof undo->opened);
  g_strlcpy (undo->expires, item->expires, sizeof undo->expires);
  vanity_shop_take_from_bag (self->shop, item->shade->uid);
  vanity_toast_with_button (GTK_WIDGET (self), text, _ ("_Undo"), on_undo, undo, undo_free);
}

static void
append (GString *text, const char *words)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
}

static char *
dup_details (const VanityBagItem *item)
{
  g_autoptr (GString) text = g_string_new (item->shade->brand);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  append (text, vanity_category_get_label (item->shade->category));
  if (item->shade->finish != VANITY_FINISH_UNKNOWN)
    append (text, vanity_finish_get_label (item->shade->finish));
  if (!item->shade->has_color)
    append (text, _ ("colour not known"));
  if (item->by_hand)
    append (text, _ ("entered by hand"));
  if (vanity_bag_item_is_expired (item, today))
    {
      /* Translators: a date. */
      g_autofree char *expired = g_strdup_printf (_ ("past its date, %s"), item->expires);

      append (text, expired);
    }
  else if (*item->expires != '\0')
    {
      /* Translators: a date. */
      g_autofree char *good = g_strdup_printf (_ ("good until %s"), item->expires);

      append (text, good);
    }
  else if (*item->opened != '\0')
    {
      /* Translators: a date. */
      g_autofree char *opened = g_strdup_printf (_ ("opened on %s"), item->opened);

      append (text, opened);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_item (VanityBagPage *self, VanityBagItem *item)
{
  g_autofree char *details = dup_details (item);
  g_autofree char *title = vanity_shade_dup_title (item->shade);
  GtkWidget *row = vanity_shade_row_new_action (item->shade, details);
  GtkWidget *remove = make_button ("user-trash-symbolic", _ ("Take It Out"),
                                   g_strdup_printf (_ ("Take %s out of the bag"), title));

  g_object_set_data (G_OBJECT (remove), "item", item);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (on_remove), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  gtk_list_box_append (GTK_LIST_BOX (self->items), row);
}

/* ---- What can be made ---- */

static void
on_wear (VanityBagPage *self, GtkWidget *button)
{
  const VanityBagLook *made = g_object_get_data (G_OBJECT (button), "made");
  g_autoptr (VanityLook) look = vanity_bag_look_wear (made);

  if (look != NULL)
    g_signal_emit (self, wear_signal, 0, look);
}

static const char *
get_zone_label (const char *zone)
{
  static const struct
  {
    const char *id, *label;
  } labels[] = {
    { "lid", N_ ("Lid") },
    { "crease", N_ ("Crease") },
    { "outer", N_ ("Outer corner") },
    { "inner", N_ ("Inner corner") },
    { "lower", N_ ("Lower lash line") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (zone, labels[i].id) == 0)
      return _ (labels[i].label);

  return "";
}

static char *
dup_part_title (const VanityBagPart *part)
{
  const char *label = _ (part->layer->kind->label);

  /* Translators: a layer of makeup and where it lies: "Eyeshadow, crease". */
  return part->zone != NULL
             ? g_strdup_printf (C_ ("layer", "%s, %s"), label, get_zone_label (part->zone))
             : g_strdup (label);
}

static char *
dup_part_text (const VanityBagPart *part)
{
  g_autofree char *title = NULL;

  if (part->shade == NULL && part->uncolored)
    return g_strdup (_ ("Missing: you have one of this kind whose colour is not known"));
  if (part->shade == NULL && !isnan (part->delta_e))
    /* Translators: a difference of colour. */
    return g_strdup_printf (_ ("Missing: the nearest you have is ΔE %.1f away"), part->delta_e);
  if (part->shade == NULL)
    return g_strdup (_ ("Missing: you have none of this kind"));

  title = vanity_shade_dup_title (part->shade);
  if (isnan (part->delta_e))
    return g_steal_pointer (&title);

  return part->finish_differs
             ? g_strdup_printf (_ ("%s, ΔE %.1f, another finish"), title, part->delta_e)
             : g_strdup_printf (_ ("%s, ΔE %.1f"), title, part->delta_e);
}

static GtkWidget *
make_part (const VanityBagPart *part)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (part->shade != NULL ? "object-select-symbolic"
                                                                      : "list-remove-symbolic");
  g_autofree char *title = dup_part_title (part);
  g_autofree char *text = dup_part_text (part);
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *text_markup = g_markup_escape_text (text, -1);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text_markup);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);

  return row;
}

static void
add_look (VanityBagPage *self, VanityBagLook *made)
{
  GtkWidget *row = adw_expander_row_new ();
  const char *label = vanity_look_get_label (made->look);
  g_autofree char *markup = g_markup_escape_text (label, -1);
  int n = (int)made->parts->len;
  g_autofree char *share
      = made->n_made == n
            ? g_strdup (_ ("All of it"))
            /* Translators: how many parts of a look can be made. */
            : g_strdup_printf (ngettext ("%d of %d part", "%d of %d parts", n), made->n_made, n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), share);
  if (self->wearable && made->n_made > 0)
    {
      GtkWidget *wear = gtk_button_new_with_mnemonic (_ ("Put _On"));
      g_autofree char *name = g_strdup_printf (_ ("Put on %s as your bag makes it"), label);

      gtk_widget_set_valign (wear, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (wear), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_object_set_data (G_OBJECT (wear), "made", made);
      g_signal_connect_swapped (wear, "clicked", G_CALLBACK (on_wear), self);
      adw_expander_row_add_action (ADW_EXPANDER_ROW (row), wear);
    }
  for (guint i = 0; i < made->parts->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              make_part (&g_array_index (made->parts, VanityBagPart, i)));
  gtk_list_box_append (GTK_LIST_BOX (self->looks), row);
}

/* ---- All of it ---- */

static void
show (VanityBagPage *self)
{
  guint n = self->view != NULL ? self->view->items->len : 0;
  g_autofree char *count
      = g_strdup_printf (ngettext ("%u shade in your bag", "%u shades in your bag", n), n);
  gboolean any = FALSE;

  clear (self->items);
  clear (self->looks);
  gtk_label_set_label (GTK_LABEL (self->count), count);
  for (guint i = 0; i < n; i++)
    add_item (self, g_ptr_array_index (self->view->items, i));
  for (guint i = 0; n > 0 && i < self->view->looks->len && i < LOOKS_MAX; i++)
    {
      VanityBagLook *made = g_ptr_array_index (self->view->looks, i);

      if (made->n_made == 0)
        break;
      add_look (self, made);
      any = TRUE;
    }
  gtk_widget_set_visible (self->looks_part, any);
  gtk_widget_set_visible (self->no_photo, !self->wearable);
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), n > 0 ? "list" : "empty");
}

static void
on_read (gpointer result, const GError *error, gpointer user_data)
{
  VanityBagPage *self = user_data;

  if (result == NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->error), error->message);
      gtk_stack_set_visible_child_name (GTK_STACK (self->pages), "failed");
      return;
    }

  /* The rows point into what is there. */
  clear (self->items);
  clear (self->looks);
  g_clear_pointer (&self->view, vanity_bag_view_free);
  self->view = result;
  show (self);
}

static void
update (VanityBagPage *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->is_stale = TRUE;
      return;
    }

  if (vanity_shop_get_state (self->shop) == VANITY_SHOP_FAILED)
    {
      gtk_label_set_label (GTK_LABEL (self->error), vanity_shop_get_error (self->shop)->message);
      gtk_stack_set_visible_child_name (GTK_STACK (self->pages), "failed");
    }
  if (vanity_shop_get_state (self->shop) != VANITY_SHOP_OPEN || vanity_shop_is_busy (self->shop))
    return;

  self->is_stale = FALSE;
  vanity_bag_view_start (&self->reading, self->shop, on_read, self);
}

static void
on_by_hand (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VanityBagPage *self = VANITY_BAG_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (vanity_shop_get_private (self->shop))
    vanity_toast (widget, _ ("In private mode nothing is remembered, a bag neither"));
  else if (GTK_IS_WINDOW (root))
    gtk_window_present (GTK_WINDOW (vanity_bag_entry_new (GTK_WINDOW (root), self->shop)));
}

void
vanity_bag_page_set_wearable (VanityBagPage *self, gboolean wearable)
{
  if (wearable == self->wearable)
    return;

  self->wearable = wearable;
  if (self->view != NULL)
    show (self);
}

void
vanity_bag_page_set_shop (VanityBagPage *self, VanityShop *shop)
{
  self->shop = g_object_ref (shop);
  self->is_stale = TRUE;
  g_signal_connect_object (shop, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (shop, "taste-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (shop, "catalogue-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
vanity_bag_page_map (GtkWidget *widget)
{
  VanityBagPage *self = VANITY_BAG_PAGE (widget);

  GTK_WIDGET_CLASS (vanity_bag_page_parent_class)->map (widget);
  vanity_shop_open (self->shop);
  if (self->is_stale)
    update (self);
}

static void
vanity_bag_page_dispose (GObject *object)
{
  VanityBagPage *self = VANITY_BAG_PAGE (object);

  vanity_job_slot_clear (&self->reading);
  g_clear_pointer (&self->pages, gtk_widget_unparent);
  g_clear_pointer (&self->view, vanity_bag_view_free);
  g_clear_object (&self->shop);

  G_OBJECT_CLASS (vanity_bag_page_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityBagPage, name)

static void
vanity_bag_page_class_init (VanityBagPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_bag_page_dispose;
  widget_class->map = vanity_bag_page_map;

  wear_signal = g_signal_new ("wear", VANITY_TYPE_BAG_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/bag-page.ui");
  BIND (pages);
  BIND (error);
  BIND (count);
  BIND (items);
  BIND (looks_part);
  BIND (no_photo);
  BIND (looks);
  gtk_widget_class_install_action (widget_class, "bag.by-hand", NULL, on_by_hand);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "bagpage");
}

static void
vanity_bag_page_init (VanityBagPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
