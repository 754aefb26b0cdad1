#include "ui/shop-window.h"

#include "ui/bag-page.h"
#include "ui/catalogue-page.h"
#include "ui/look-list-page.h"
#include "ui/remembered-page.h"
#include "ui/toast.h"

struct _VanityShopWindow
{
  AdwWindow parent_instance;

  GtkWidget *title;
  GtkWidget *private_note;
  GtkWidget *toasts;
  GtkWidget *stack;
  GtkWidget *catalogue;
  GtkWidget *bag;
  GtkWidget *list;
  GtkWidget *remembered;

  VanityShop *shop;
};

static guint wear_signal;

G_DEFINE_FINAL_TYPE (VanityShopWindow, vanity_shop_window, ADW_TYPE_WINDOW)

VanityShop *
vanity_shop_window_get_shop (VanityShopWindow *self)
{
  return self->shop;
}

const char *
vanity_shop_window_get_page (VanityShopWindow *self)
{
  return adw_view_stack_get_visible_child_name (ADW_VIEW_STACK (self->stack));
}

void
vanity_shop_window_show_page (VanityShopWindow *self, const char *page)
{
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (self->stack), page);
}

void
vanity_shop_window_set_offer (VanityShopWindow *self, VanityOffer *offer)
{
  vanity_catalogue_page_set_offer (VANITY_CATALOGUE_PAGE (self->catalogue), offer);
  vanity_bag_page_set_wearable (VANITY_BAG_PAGE (self->bag), offer != NULL);
}

void
vanity_shop_window_update (VanityShopWindow *self)
{
  vanity_catalogue_page_update (VANITY_CATALOGUE_PAGE (self->catalogue));
}

static void
on_wear (VanityShopWindow *self, VanityLook *look)
{
  g_signal_emit (self, wear_signal, 0, look);
}

static void
on_failed (VanityShopWindow *self, const char *message)
{
  vanity_toast (self->stack, message);
}

static void
on_private_changed (VanityShopWindow *self)
{
  gtk_widget_set_visible (self->private_note, vanity_shop_get_private (self->shop));
}

/* ---- Actions ---- */

static void
on_find (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VanityShopWindow *self = VANITY_SHOP_WINDOW (widget);

  vanity_shop_window_show_page (self, "catalogue");
  vanity_catalogue_page_find (VANITY_CATALOGUE_PAGE (self->catalogue));
}

static void
on_import (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VanityShopWindow *self = VANITY_SHOP_WINDOW (widget);

  vanity_shop_window_show_page (self, "catalogue");
  vanity_catalogue_page_choose_import (VANITY_CATALOGUE_PAGE (self->catalogue));
}

static void
on_export (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *what = g_variant_get_string (parameter, NULL);

  vanity_catalogue_page_choose_export (
      VANITY_CATALOGUE_PAGE (VANITY_SHOP_WINDOW (widget)->catalogue),
      g_str_has_prefix (what, "all"), g_str_has_suffix (what, "json"));
}

static void
on_show_page (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vanity_shop_window_show_page (VANITY_SHOP_WINDOW (widget),
                                g_variant_get_string (parameter, NULL));
}

static void
vanity_shop_window_dispose (GObject *object)
{
  g_clear_object (&VANITY_SHOP_WINDOW (object)->shop);

  G_OBJECT_CLASS (vanity_shop_window_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityShopWindow, name)

static void
vanity_shop_window_class_init (VanityShopWindowClass *klass)
{
  static const char *const pages[] = { "catalogue", "bag", "list", "remembered" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_shop_window_dispose;

  wear_signal = g_signal_new ("wear", VANITY_TYPE_SHOP_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  g_type_ensure (VANITY_TYPE_BAG_PAGE);
  g_type_ensure (VANITY_TYPE_CATALOGUE_PAGE);
  g_type_ensure (VANITY_TYPE_LOOK_LIST_PAGE);
  g_type_ensure (VANITY_TYPE_REMEMBERED_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/shop-window.ui");
  BIND (title);
  BIND (private_note);
  BIND (toasts);
  BIND (stack);
  BIND (catalogue);
  BIND (bag);
  BIND (list);
  BIND (remembered);
  gtk_widget_class_bind_template_callback (widget_class, on_wear);
  gtk_widget_class_install_action (widget_class, "shop.find", NULL, on_find);
  gtk_widget_class_install_action (widget_class, "shop.import", NULL, on_import);
  gtk_widget_class_install_action (widget_class, "shop.export", "s", on_export);
  gtk_widget_class_install_action (widget_class, "shop.show-page", "s", on_show_page);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "shop.find",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "shop.import",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, GDK_ALT_MASK,
                                         "shop.show-page", "s", pages[i]);
}

static void
vanity_shop_window_init (VanityShopWindow *self)
{
  self->shop = vanity_shop_get_default ();
  gtk_widget_init_template (GTK_WIDGET (self));
  vanity_catalogue_page_set_shop (VANITY_CATALOGUE_PAGE (self->catalogue), self->shop);
  vanity_bag_page_set_shop (VANITY_BAG_PAGE (self->bag), self->shop);
  vanity_look_list_page_set_shop (VANITY_LOOK_LIST_PAGE (self->list), self->shop);
  vanity_remembered_page_set_shop (VANITY_REMEMBERED_PAGE (self->remembered), self->shop);
  g_signal_connect_object (self->shop, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shop, "notify::private", G_CALLBACK (on_private_changed), self,
                           G_CONNECT_SWAPPED);
  on_private_changed (self);
}

VanityShopWindow *
vanity_shop_window_new (GtkApplication *application)
{
  return g_object_new (VANITY_TYPE_SHOP_WINDOW, "application", application, NULL);
}
