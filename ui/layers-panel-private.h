/* What the panel's files share: the list of layers, what can be done with them, and their colours.
 */
#pragma once

#include "app/layer-edit.h"
#include "app/shop.h"
#include "base/job.h"
#include "ui/layers-panel.h"

struct _VanityLayersPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *back;
  GtkWidget *title;
  GtkWidget *add;
  GtkWidget *more;
  GtkWidget *scrolled;
  GtkWidget *pages;
  GtkWidget *message_title;
  GtkWidget *message_text;
  GtkWidget *message_error;
  GtkWidget *looks_button;
  GtkWidget *edit_button;
  GtkWidget *working;
  GtkWidget *list;
  GtkWidget *editor;
  GtkWidget *picker;
  GtkWidget *shades;
  GtkWidget *reference;

  VanityDocument *document;
  GPtrArray *looks; /* or NULL */
  VanityCompareView *view;
  VanityCopyPanel *copy;
  VanityShop *shop; /* to name products; once there is one to name */
  GSimpleActionGroup *actions;
  VanityJobSlot recipe;
  int recipe_face;          /* whose */
  gconstpointer recipe_mix; /* of what, only to be told from others */
  int param;                /* the colour that is being chosen */
};

/* layers-panel.c */
void vanity_layers_panel_update (VanityLayersPanel *panel);
void vanity_layers_panel_show (VanityLayersPanel *panel, const char *page);
VanityLook *vanity_layers_panel_get_origin (VanityLayersPanel *panel);
/* "Lipstick 2" */
char *vanity_layers_panel_dup_title (VanityLayersPanel *panel, int index);
int vanity_layers_panel_get_number (const VanityLook *look, int index);
/* What the layer's product is called; NULL: it has none. Free it. */
char *vanity_layers_panel_dup_product (VanityLayersPanel *panel, const VanityLayer *layer);
/* Puts the focus on the row of a layer. */
void vanity_layers_panel_focus (VanityLayersPanel *panel, int index);

/* layers-panel-actions.c */
void vanity_layers_panel_init_actions (VanityLayersPanel *panel);
void vanity_layers_panel_update_actions (VanityLayersPanel *panel);
/* Makes the menu of a row's button. */
void vanity_layers_panel_make_menu (GtkMenuButton *button, gpointer row);
/* Whether a key on a row was meant for its layer. */
gboolean vanity_layers_panel_press (VanityLayersPanel *panel, int index, guint key,
                                    GdkModifierType state);

/* layers-panel-color.c */
void vanity_layers_panel_ask_color (VanityLayersPanel *panel, int param);
void vanity_layers_panel_ask_shades (VanityLayersPanel *panel);
void vanity_layers_panel_eyedropper (VanityLayersPanel *panel, int photo);
void vanity_layers_panel_color_changed (VanityLayersPanel *panel);
void vanity_layers_panel_shade_chosen (VanityLayersPanel *panel, VanityShade *shade);
/* The layer has changed, or the page is left. */
void vanity_layers_panel_update_color (VanityLayersPanel *panel);
void vanity_layers_panel_stop_color (VanityLayersPanel *panel);
void vanity_layers_panel_init_color (VanityLayersPanel *panel);
