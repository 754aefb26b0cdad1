/* Products beside the photo: what was said of them can be taken back, and what went wrong is told.
 */
#include "ui/window-private.h"

#include "ui/look-panel.h"

#include <glib/gi18n.h>

static VanityProductsPanel *
get_products (VanityWindow *self)
{
  return vanity_look_panel_get_products (VANITY_LOOK_PANEL (self->panel));
}

static VanityOffer *
get_offer (VanityWindow *self)
{
  return vanity_products_panel_get_offer (get_products (self));
}

static void
on_failed (VanityWindow *self, const char *message)
{
  vanity_window_toast (self, message, NULL, NULL, NULL);
}

static void
on_offer_changed (VanityWindow *self)
{
  VanityOffer *offer = get_offer (self);

  if (offer == NULL)
    return;

  g_signal_connect_object (offer, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  /* The shop outlives photos: it is listened to once. */
  g_signal_handlers_disconnect_by_func (vanity_offer_get_shop (offer), on_failed, self);
  g_signal_connect_object (vanity_offer_get_shop (offer), "failed", G_CALLBACK (on_failed), self,
                           G_CONNECT_SWAPPED);
}

static void
on_dismissed (VanityWindow *self, VanityShade *shade, int kind)
{
  g_autofree char *title = vanity_shade_dup_title (shade);
  /* Translators: what is put in is brand, line and shade of a product. */
  g_autofree char *text = g_strdup_printf (
      kind == VANITY_EVENT_HIDE ? _ ("%s is hidden") : _ ("%s is not your shade: noted"), title);

  g_clear_pointer (&self->dismissed, vanity_shade_unref);
  self->dismissed = vanity_shade_ref (shade);
  self->dismissed_how = kind;
  vanity_window_toast (self, text, _ ("_Undo"), "win.restore-product",
                       g_variant_new_string (shade->uid));
}

void
vanity_window_restore_product (VanityWindow *self, const char *uid)
{
  VanityOffer *offer = get_offer (self);

  if (offer == NULL || self->dismissed == NULL || g_strcmp0 (self->dismissed->uid, uid) != 0)
    return;

  vanity_shop_record (
      vanity_offer_get_shop (offer), self->dismissed,
      self->dismissed_how == VANITY_EVENT_HIDE ? VANITY_EVENT_UNHIDE : VANITY_EVENT_RIGHT_SHADE, 0);
  vanity_offer_renew (offer);
  g_clear_pointer (&self->dismissed, vanity_shade_unref);
}

void
vanity_window_show_filters (VanityWindow *self)
{
  vanity_look_panel_show_page (VANITY_LOOK_PANEL (self->panel), "products");
  vanity_products_panel_show_filters (get_products (self));
}

void
vanity_window_init_products (VanityWindow *self)
{
  VanityProductsPanel *products = get_products (self);

  g_signal_connect_object (products, "notify::offer", G_CALLBACK (on_offer_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (products, "dismissed", G_CALLBACK (on_dismissed), self,
                           G_CONNECT_SWAPPED);
}
