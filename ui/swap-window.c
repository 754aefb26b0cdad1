#include "ui/swap-window.h"

#include "app/bag.h"
#include "ui/alternative-search.h"
#include "ui/product-words.h"
#include "ui/shade-row.h"

#include <glib/gi18n.h>

#define ALTERNATIVES 20

struct _VanitySwapWindow
{
  AdwWindow parent_instance;

  GtkWidget *original;
  GtkWidget *message;
  GtkWidget *list;

  VanityShop *shop;
  VanityShade *shade;
  char *layer;
  VanityJobSlot looking;
};

G_DEFINE_FINAL_TYPE (VanitySwapWindow, vanity_swap_window, ADW_TYPE_WINDOW)

static void
on_activated (VanitySwapWindow *self, GtkListBoxRow *row)
{
  VanityShade *shade = g_object_get_data (G_OBJECT (row), "shade");

  vanity_shop_swap_shade (self->shop, self->shade->uid, self->layer, shade);
  gtk_window_close (GTK_WINDOW (self));
}

static void
say (VanitySwapWindow *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->message), text != NULL ? text : "");
  gtk_widget_set_visible (self->message, text != NULL);
  gtk_widget_set_visible (self->list, text == NULL);
}

static void
add_alternative (VanitySwapWindow *self, const VanityAlternative *alternative)
{
  g_autofree char *distance = vanity_product_dup_distance (alternative);
  g_autofree char *gap = vanity_product_dup_gap (alternative);
  g_autofree char *details = g_strdup_printf ("%s · %s%s%s", alternative->shade->brand, distance,
                                              gap != NULL ? " · " : "", gap != NULL ? gap : "");
  GtkWidget *row = vanity_shade_row_new_action (alternative->shade, details);

  g_object_set_data_full (G_OBJECT (row), "shade", vanity_shade_ref (alternative->shade),
                          (GDestroyNotify)vanity_shade_unref);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
on_looked (gpointer result, const GError *error, gpointer user_data)
{
  VanitySwapWindow *self = user_data;
  g_autoptr (GArray) found = result;

  if (found == NULL)
    {
      say (self, error->message);
      return;
    }

  for (guint i = 0; i < found->len; i++)
    add_alternative (self, &g_array_index (found, VanityAlternative, i));
  say (self, found->len == 0 ? _ ("No other brand has one of this kind.") : NULL);
}

static void
look (VanitySwapWindow *self)
{
  VanityRecommender *recommender = vanity_shop_get_recommender (self->shop);

  if (recommender == NULL)
    return;

  say (self, _ ("Looking through other brands…"));
  vanity_alternative_search_start (&self->looking, recommender, self->shade, NULL, ALTERNATIVES,
                                   on_looked, self);
}

static void
vanity_swap_window_dispose (GObject *object)
{
  VanitySwapWindow *self = VANITY_SWAP_WINDOW (object);

  vanity_job_slot_clear (&self->looking);
  g_clear_object (&self->shop);
  g_clear_pointer (&self->shade, vanity_shade_unref);
  g_clear_pointer (&self->layer, g_free);

  G_OBJECT_CLASS (vanity_swap_window_parent_class)->dispose (object);
}

static void
vanity_swap_window_class_init (VanitySwapWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_swap_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/swap-window.ui");
  gtk_widget_class_bind_template_child (widget_class, VanitySwapWindow, original);
  gtk_widget_class_bind_template_child (widget_class, VanitySwapWindow, message);
  gtk_widget_class_bind_template_child (widget_class, VanitySwapWindow, list);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
vanity_swap_window_init (VanitySwapWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

VanitySwapWindow *
vanity_swap_window_new (GtkWindow *parent, VanityShop *shop, VanityShade *shade, const char *layer)
{
  VanitySwapWindow *self = g_object_new (VANITY_TYPE_SWAP_WINDOW, "transient-for", parent, NULL);
  GtkWidget *row = vanity_shade_row_new_action (shade, NULL);

  self->shop = g_object_ref (shop);
  self->shade = vanity_shade_ref (shade);
  self->layer = g_strdup (layer);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (GTK_LIST_BOX (self->original), row);
  look (self);

  return self;
}
