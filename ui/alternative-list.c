#include "ui/alternative-list.h"

#include "base/job.h"
#include "ui/alternative-search.h"
#include "ui/product-card.h"

#include <glib/gi18n.h>

#define ALTERNATIVES 12

struct _VanityAlternativeList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *original;
  GtkWidget *message;
  GtkWidget *cards;

  VanityOffer *offer; /* or NULL */
  VanityJobSlot looking;
};

static guint dismissed_signal;

G_DEFINE_FINAL_TYPE (VanityAlternativeList, vanity_alternative_list, GTK_TYPE_WIDGET)

static void
say (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL);
}

static void
on_try_on (VanityProductCard *card, gboolean on, VanityAlternativeList *self)
{
  VanityShade *shade = vanity_product_card_get_shade (card);

  if (on)
    vanity_offer_try_on (self->offer, shade, NULL);
  else
    vanity_offer_put_back (self->offer, shade);
  vanity_product_card_set_worn (card, vanity_offer_wears (self->offer, shade->uid));
}

static void
on_alternatives (VanityProductCard *card, VanityAlternativeList *self)
{
  g_autoptr (VanityOffer) offer = g_object_ref (self->offer);
  g_autoptr (VanityShade) shade = vanity_shade_ref (vanity_product_card_get_shade (card));

  vanity_alternative_list_set_shade (self, offer, shade);
}

static void
on_dismissed (VanityProductCard *card, int kind, double amount, VanityAlternativeList *self)
{
  g_signal_emit (self, dismissed_signal, 0, card, kind, amount);
}

static VanityProductCard *
add_card (VanityAlternativeList *self, GtkWidget *box, VanityShade *shade)
{
  VanityProductCard *card = vanity_product_card_new (vanity_offer_get_shop (self->offer), shade);

  vanity_product_card_set_wearable (card, TRUE);
  vanity_product_card_set_worn (card, vanity_offer_wears (self->offer, shade->uid));
  g_signal_connect (card, "try-on", G_CALLBACK (on_try_on), self);
  g_signal_connect (card, "alternatives", G_CALLBACK (on_alternatives), self);
  g_signal_connect (card, "dismissed", G_CALLBACK (on_dismissed), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (card));

  return card;
}

static void
on_looked (gpointer result, const GError *error, gpointer user_data)
{
  VanityAlternativeList *self = user_data;
  g_autoptr (GArray) found = result;

  if (found == NULL)
    {
      say (self->message, error->message);
      return;
    }

  for (guint i = 0; i < found->len; i++)
    {
      const VanityAlternative *alternative = &g_array_index (found, VanityAlternative, i);

      vanity_product_card_set_alternative (add_card (self, self->cards, alternative->shade),
                                           alternative);
    }
  say (self->message,
       found->len == 0 ? _ ("No other brand has one of this kind that the filters admit.") : NULL);
}

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

void
vanity_alternative_list_set_shade (VanityAlternativeList *self, VanityOffer *offer,
                                   VanityShade *shade)
{
  VanityRecommender *recommender;

  vanity_job_slot_clear (&self->looking);
  clear (self->cards);
  clear (self->original);
  g_set_object (&self->offer, offer);
  recommender
      = offer != NULL ? vanity_shop_get_recommender (vanity_offer_get_shop (self->offer)) : NULL;
  if (recommender == NULL || shade == NULL)
    return;

  add_card (self, self->original, shade);
  say (self->message, _ ("Looking through other brands…"));
  vanity_alternative_search_start (&self->looking, recommender, shade,
                                   vanity_offer_get_query (offer), ALTERNATIVES, on_looked, self);
}

static void
update_cards (VanityAlternativeList *self, GtkWidget *box)
{
  for (GtkWidget *card = gtk_widget_get_first_child (box); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    {
      const char *uid = vanity_product_card_get_shade (VANITY_PRODUCT_CARD (card))->uid;
      VanityShadeState state
          = vanity_shop_get_shade_state (vanity_offer_get_shop (self->offer), uid);

      gtk_widget_set_visible (card, box == self->original || !(state.hidden || state.wrong));
      vanity_product_card_set_worn (VANITY_PRODUCT_CARD (card),
                                    vanity_offer_wears (self->offer, uid));
    }
}

void
vanity_alternative_list_update (VanityAlternativeList *self)
{
  if (self->offer == NULL)
    return;

  update_cards (self, self->original);
  update_cards (self, self->cards);
}

static void
vanity_alternative_list_dispose (GObject *object)
{
  VanityAlternativeList *self = VANITY_ALTERNATIVE_LIST (object);

  vanity_job_slot_clear (&self->looking);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->offer);

  G_OBJECT_CLASS (vanity_alternative_list_parent_class)->dispose (object);
}

static void
vanity_alternative_list_class_init (VanityAlternativeListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_alternative_list_dispose;

  dismissed_signal
      = g_signal_new ("dismissed", VANITY_TYPE_ALTERNATIVE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 3, VANITY_TYPE_PRODUCT_CARD, G_TYPE_INT, G_TYPE_DOUBLE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/vanity/Vanity/alternative-list.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityAlternativeList, box);
  gtk_widget_class_bind_template_child (widget_class, VanityAlternativeList, original);
  gtk_widget_class_bind_template_child (widget_class, VanityAlternativeList, message);
  gtk_widget_class_bind_template_child (widget_class, VanityAlternativeList, cards);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "alternativelist");
}

static void
vanity_alternative_list_init (VanityAlternativeList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
