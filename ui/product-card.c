#include "ui/product-card.h"

#include "ui/open-link.h"
#include "ui/product-words.h"
#include "ui/swatch.h"

#include <glib/gi18n.h>
#include <math.h>

#define SWATCH_SIDE 44

struct _VanityProductCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *swatch_place;
  GtkWidget *swatch;
  GtkWidget *brand;
  GtkWidget *title;
  GtkWidget *details;
  GtkWidget *price;
  GtkWidget *figures;
  GtkWidget *reasons;
  GtkWidget *try_on;
  GtkWidget *like;
  GtkWidget *list;
  GtkWidget *bag;
  GtkWidget *more;

  VanityShop *shop;
  VanityShade *shade;
  gboolean following; /* the buttons are being set, not pressed */
};

static guint try_on_signal, alternatives_signal, dismissed_signal;

G_DEFINE_FINAL_TYPE (VanityProductCard, vanity_product_card, GTK_TYPE_WIDGET)

VanityShade *
vanity_product_card_get_shade (VanityProductCard *self)
{
  return self->shade;
}

const char *
vanity_product_card_get_figures (VanityProductCard *self)
{
  return gtk_label_get_text (GTK_LABEL (self->figures));
}

const char *
vanity_product_card_get_reasons (VanityProductCard *self)
{
  return gtk_label_get_text (GTK_LABEL (self->reasons));
}

/* A label goes with its text. */
static void
say (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

/* Takes `name` over. */
static void
name_button (GtkWidget *button, char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_free (name);
}

/* ---- What is done with it ---- */

static void
on_try_on_toggled (VanityProductCard *self)
{
  if (!self->following)
    g_signal_emit (self, try_on_signal, 0,
                   gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->try_on)));
}

static void
on_like_toggled (VanityProductCard *self)
{
  if (!self->following)
    vanity_shop_record (self->shop, self->shade,
                        gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->like))
                            ? VANITY_EVENT_LIKE
                            : VANITY_EVENT_UNLIKE,
                        0);
}

static void
on_list_toggled (VanityProductCard *self)
{
  if (!self->following)
    vanity_shop_set_listed (self->shop, self->shade,
                            gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->list)));
}

static void
on_bag_toggled (VanityProductCard *self)
{
  if (!self->following)
    vanity_shop_record (self->shop, self->shade,
                        gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->bag))
                            ? VANITY_EVENT_BOUGHT
                            : VANITY_EVENT_NOT_BOUGHT,
                        0);
}

static void
on_alternatives (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, alternatives_signal, 0);
}

static void
on_open_link (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  vanity_open_link (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                    VANITY_PRODUCT_CARD (widget)->shade->link);
}

static void
on_hide (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, dismissed_signal, 0, (int)VANITY_EVENT_HIDE, 0.0);
}

static void
on_wrong (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VanityWrong wrong;

  if (vanity_wrong_find (g_variant_get_string (parameter, NULL), &wrong))
    g_signal_emit (widget, dismissed_signal, 0, (int)VANITY_EVENT_WRONG_SHADE, (double)wrong);
}

/* ---- What is shown ---- */

/* As the shop knows it now. */
static void
update_state (VanityProductCard *self)
{
  VanityShadeState state = vanity_shop_get_shade_state (self->shop, self->shade->uid);

  self->following = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->like), state.liked);
  gtk_button_set_icon_name (GTK_BUTTON (self->like),
                            state.liked ? "vanity-liked-symbolic" : "vanity-like-symbolic");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->list), state.saved);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->bag), state.owned);
  self->following = FALSE;
}

void
vanity_product_card_set_worn (VanityProductCard *self, gboolean worn)
{
  self->following = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->try_on), worn);
  gtk_button_set_label (GTK_BUTTON (self->try_on),
                        worn ? C_ ("product", "Worn") : C_ ("product", "Try On"));
  gtk_widget_set_tooltip_text (self->try_on,
                               worn ? _ ("Take It Off Again") : _ ("See It on the Photo"));
  self->following = FALSE;
}

void
vanity_product_card_set_wearable (VanityProductCard *self, gboolean wearable)
{
  gtk_widget_set_visible (self->try_on,
                          wearable && self->shade->has_color
                              && vanity_category_get_layer (self->shade->category) != NULL);
}

static void
set_swatch (VanityProductCard *self)
{
  const VanityShade *shade = self->shade;
  g_autofree char *text = vanity_product_dup_color_text (shade);

  if (shade->n_palette > 1)
    vanity_swatch_set_colors (VANITY_SWATCH (self->swatch), shade->palette, shade->n_palette);
  else
    vanity_swatch_set_colors (VANITY_SWATCH (self->swatch), &shade->rgb, shade->has_color);
  vanity_swatch_set_text (VANITY_SWATCH (self->swatch), text);
}

static void
set_price (VanityProductCard *self)
{
  const VanityPrice *price = vanity_product_find_price (self->shade);
  g_autofree char *text = price != NULL ? vanity_money_format (price->money) : NULL;

  say (self->price, text);
  if (price != NULL && *price->date != '\0')
    {
      /* Translators: a date. */
      g_autofree char *when = g_strdup_printf (_ ("Price of %s"), price->date);

      gtk_widget_set_tooltip_text (self->price, when);
    }
}

static void
set_shade (VanityProductCard *self, VanityShade *shade)
{
  g_autofree char *host = vanity_link_dup_host (shade->link);
  g_autofree char *title = vanity_shade_dup_title (shade);
  g_autofree char *name = vanity_product_dup_name (shade);
  g_autofree char *details = vanity_product_dup_details (shade);

  self->shade = vanity_shade_ref (shade);
  set_swatch (self);
  say (self->brand, shade->brand);
  say (self->title, name);
  say (self->details, details);
  set_price (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.open-link", host != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.alternatives", shade->has_color);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.wrong", shade->has_color);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  /* Translators: what follows is brand, line and shade of a product. */
  name_button (self->try_on, g_strdup_printf (_ ("Try on %s"), title));
  name_button (self->like, g_strdup_printf (_ ("Like %s"), title));
  name_button (self->list, g_strdup_printf (_ ("%s is on my look list"), title));
  name_button (self->bag, g_strdup_printf (_ ("%s is in my bag"), title));
  name_button (self->more, g_strdup_printf (_ ("More about %s"), title));
}

void
vanity_product_card_set_proposal (VanityProductCard *self, const VanityProposal *proposal)
{
  g_autofree char *figures = vanity_product_dup_match (proposal);
  g_autofree char *reasons = vanity_product_dup_reasons (proposal);

  say (self->figures, figures);
  say (self->reasons, reasons);
}

void
vanity_product_card_set_alternative (VanityProductCard *self, const VanityAlternative *alternative)
{
  g_autofree char *figures = vanity_product_dup_distance (alternative);
  g_autofree char *gap = vanity_product_dup_gap (alternative);

  say (self->figures, figures);
  say (self->reasons, gap);
}

static void
vanity_product_card_dispose (GObject *object)
{
  VanityProductCard *self = VANITY_PRODUCT_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->shop);
  g_clear_pointer (&self->shade, vanity_shade_unref);

  G_OBJECT_CLASS (vanity_product_card_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityProductCard, name)

static void
vanity_product_card_class_init (VanityProductCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_product_card_dispose;

  try_on_signal = g_signal_new ("try-on", VANITY_TYPE_PRODUCT_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  alternatives_signal = g_signal_new ("alternatives", VANITY_TYPE_PRODUCT_CARD, G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  dismissed_signal = g_signal_new ("dismissed", VANITY_TYPE_PRODUCT_CARD, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_DOUBLE);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/product-card.ui");
  BIND (box);
  BIND (swatch_place);
  BIND (brand);
  BIND (title);
  BIND (details);
  BIND (price);
  BIND (figures);
  BIND (reasons);
  BIND (try_on);
  BIND (like);
  BIND (list);
  BIND (bag);
  BIND (more);
  gtk_widget_class_bind_template_callback (widget_class, on_try_on_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_like_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_list_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_bag_toggled);
  gtk_widget_class_install_action (widget_class, "card.alternatives", NULL, on_alternatives);
  gtk_widget_class_install_action (widget_class, "card.open-link", NULL, on_open_link);
  gtk_widget_class_install_action (widget_class, "card.hide", NULL, on_hide);
  gtk_widget_class_install_action (widget_class, "card.wrong", "s", on_wrong);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "productcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vanity_product_card_init (VanityProductCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->swatch = GTK_WIDGET (vanity_swatch_new (SWATCH_SIDE, SWATCH_SIDE));
  gtk_box_append (GTK_BOX (self->swatch_place), self->swatch);
  gtk_widget_set_visible (self->try_on, FALSE);
  say (self->figures, NULL);
  say (self->reasons, NULL);
}

VanityProductCard *
vanity_product_card_new (VanityShop *shop, VanityShade *shade)
{
  VanityProductCard *self = g_object_new (VANITY_TYPE_PRODUCT_CARD, NULL);

  self->shop = g_object_ref (shop);
  set_shade (self, shade);
  vanity_product_card_set_worn (self, FALSE);
  g_signal_connect_object (shop, "taste-changed", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  update_state (self);

  return self;
}
