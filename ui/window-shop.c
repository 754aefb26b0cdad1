/* The window of products that goes with a mirror: what is chosen there is worn here. */
#include "ui/window-private.h"

#include "ui/look-panel.h"
#include "ui/shop-window.h"

static VanityOffer *
get_offer (VanityWindow *self)
{
  VanityProductsPanel *products = vanity_look_panel_get_products (VANITY_LOOK_PANEL (self->panel));
  gboolean ready = self->document != NULL
                   && vanity_document_get_state (self->document) == VANITY_DOCUMENT_READY
                   && vanity_document_get_outfit (self->document) != NULL;

  return ready ? vanity_products_panel_get_offer (products) : NULL;
}

static void
on_wear (VanityWindow *self, VanityLook *look)
{
  if (get_offer (self) != NULL)
    vanity_document_set_look (self->document, look);
}

static void
on_destroyed (VanityWindow *self)
{
  self->shop_window = NULL;
}

void
vanity_window_update_shop (VanityWindow *self)
{
  if (self->shop_window == NULL)
    return;

  vanity_shop_window_set_offer (VANITY_SHOP_WINDOW (self->shop_window), get_offer (self));
  vanity_shop_window_update (VANITY_SHOP_WINDOW (self->shop_window));
}

void
vanity_window_show_shop (VanityWindow *self, const char *page)
{
  if (self->shop_window == NULL)
    {
      self->shop_window
          = GTK_WIDGET (vanity_shop_window_new (gtk_window_get_application (GTK_WINDOW (self))));
      g_signal_connect_object (self->shop_window, "wear", G_CALLBACK (on_wear), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->shop_window, "destroy", G_CALLBACK (on_destroyed), self,
                               G_CONNECT_SWAPPED);
      vanity_window_update_shop (self);
    }
  vanity_shop_window_show_page (VANITY_SHOP_WINDOW (self->shop_window), page);
  gtk_window_present (GTK_WINDOW (self->shop_window));
}

/* It goes with its mirror. */
void
vanity_window_close_shop (VanityWindow *self)
{
  if (self->shop_window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->shop_window));
}
