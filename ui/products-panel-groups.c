/* What is proposed, a group for each part of the look and for the skin. */
#include "ui/products-panel-private.h"

#include "ui/product-group.h"
#include "ui/product-words.h"

void
vanity_products_panel_dismiss (VanityProductsPanel *self, VanityProductCard *card, int kind,
                               double amount)
{
  g_autoptr (VanityShade) shade = vanity_shade_ref (vanity_product_card_get_shade (card));

  vanity_shop_record (vanity_offer_get_shop (self->offer), shade, kind, amount);
  /* What is wrong of one tells of the others. */
  if (kind == VANITY_EVENT_WRONG_SHADE)
    vanity_offer_renew (self->offer);
  g_signal_emit_by_name (self, "dismissed", shade, kind);
}

static void
on_alternatives (VanityProductsPanel *self, VanityProductCard *card)
{
  vanity_products_panel_show_alternatives (self, vanity_product_card_get_shade (card));
}

static void
clear_groups (VanityProductsPanel *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->groups)) != NULL)
    gtk_box_remove (GTK_BOX (self->groups), child);
}

/* A group that has nothing and says nothing is not worth its place; nor one that says what is said
 * of the skin already. */
static gboolean
is_worth (const VanityProposalGroup *group)
{
  return group->proposals->len > 0 || (group->note != NULL && group->has_target);
}

/* Scrolls to a group, and puts the focus there. */
void
vanity_products_panel_go (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VanityProductsPanel *self = VANITY_PRODUCTS_PANEL (widget);
  GtkAdjustment *adjustment
      = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  GtkWidget *group = gtk_widget_get_first_child (self->groups);
  graphene_rect_t bounds;

  for (int i = g_variant_get_int32 (parameter); i > 0 && group != NULL; i--)
    group = gtk_widget_get_next_sibling (group);
  if (group == NULL)
    return;

  gtk_widget_child_focus (group, GTK_DIR_TAB_FORWARD);
  if (gtk_widget_compute_bounds (group, gtk_widget_get_parent (self->groups), &bounds))
    gtk_adjustment_set_value (adjustment, bounds.origin.y);
}

static void
fill_go (VanityProductsPanel *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  int n = 0;

  for (GtkWidget *group = gtk_widget_get_first_child (self->groups); group != NULL;
       group = gtk_widget_get_next_sibling (group))
    {
      g_autoptr (GMenuItem) item
          = g_menu_item_new (vanity_product_group_get_title (VANITY_PRODUCT_GROUP (group)), NULL);

      g_menu_item_set_action_and_target (item, "products.go", "i", n++);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->go), G_MENU_MODEL (menu));
  gtk_widget_set_visible (self->go, n > 1);
}

static void
fill_groups (VanityProductsPanel *self)
{
  clear_groups (self);
  for (guint i = 0; self->shown != NULL && i < self->shown->len; i++)
    {
      const VanityProposalGroup *group = g_ptr_array_index (self->shown, i);
      VanityProductGroup *child;

      if (!is_worth (group))
        continue;
      child = vanity_product_group_new (self->offer, group);
      g_signal_connect_swapped (child, "alternatives", G_CALLBACK (on_alternatives), self);
      g_signal_connect_swapped (child, "dismissed", G_CALLBACK (vanity_products_panel_dismiss),
                                self);
      gtk_box_append (GTK_BOX (self->groups), GTK_WIDGET (child));
    }
  fill_go (self);
}

void
vanity_products_panel_update_groups (VanityProductsPanel *self)
{
  GPtrArray *groups = self->offer != NULL ? vanity_offer_get_groups (self->offer) : NULL;

  if (groups != self->shown)
    {
      g_clear_pointer (&self->shown, g_ptr_array_unref);
      self->shown = groups != NULL ? g_ptr_array_ref (groups) : NULL;
      fill_groups (self);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (self->groups); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    vanity_product_group_update (VANITY_PRODUCT_GROUP (child));
}

gboolean
vanity_products_panel_has_approximate (VanityProductsPanel *self)
{
  for (guint i = 0; self->shown != NULL && i < self->shown->len; i++)
    {
      const VanityProposalGroup *group = g_ptr_array_index (self->shown, i);

      for (guint k = 0; k < group->proposals->len; k++)
        if (vanity_product_is_approximate (
                ((VanityProposal *)g_ptr_array_index (group->proposals, k))->shade))
          return TRUE;
    }

  return FALSE;
}

gboolean
vanity_products_panel_has_any (VanityProductsPanel *self)
{
  for (guint i = 0; self->shown != NULL && i < self->shown->len; i++)
    if (is_worth (g_ptr_array_index (self->shown, i)))
      return TRUE;

  return FALSE;
}
