/* What the panel's files share: its pages, and the groups of products. */
#pragma once

#include "ui/product-card.h"
#include "ui/products-panel.h"

struct _VanityProductsPanel
{
  GtkWidget parent_instance;

  GtkWidget *pages;
  GtkWidget *scrolled;
  GtkWidget *filters_scrolled;
  GtkWidget *alternatives_scrolled;
  GtkWidget *error;
  GtkWidget *spinner;
  GtkWidget *go;
  GtkWidget *filter;
  GtkWidget *chips;
  GtkWidget *trouble;
  GtkWidget *trouble_label;
  GtkWidget *private_note;
  GtkWidget *approximate;
  GtkWidget *no_look;
  GtkWidget *looking;
  GtkWidget *skin;
  GtkWidget *skin_note;
  GtkWidget *groups;
  GtkWidget *empty_note;
  GtkWidget *nothing;
  GtkWidget *editor;
  GtkWidget *editor_chips;
  GtkWidget *alternatives;

  VanityOffer *offer; /* or NULL */
  GPtrArray *shown;   /* the groups that are shown, or NULL */
  const char *over;   /* "filters" or "alternatives" over what is proposed; NULL: neither */
};

/* products-panel-groups.c */
void vanity_products_panel_update_groups (VanityProductsPanel *panel);
/* Whether any group is worth its place. */
gboolean vanity_products_panel_has_any (VanityProductsPanel *panel);
/* Whether any colour is somebody's approximation. */
gboolean vanity_products_panel_has_approximate (VanityProductsPanel *panel);
/* Records that a product was hidden or found wrong, and tells the window. */
void vanity_products_panel_dismiss (VanityProductsPanel *panel, VanityProductCard *card, int kind,
                                    double amount);
/* Scrolls to a group, and puts the focus there: the action "products.go". */
void vanity_products_panel_go (GtkWidget *widget, const char *action, GVariant *parameter);
