#include "ui/product-group.h"

#include "ui/swatch.h"

#include <glib/gi18n.h>

/* So many are seen at first. */
#define FIRST 2
#define TARGET_SIDE 18

struct _VanityProductGroup
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *target_place;
  GtkWidget *note;
  GtkWidget *cards;
  GtkWidget *more;

  VanityOffer *offer;
  gboolean open;
};

static guint alternatives_signal, dismissed_signal;

G_DEFINE_FINAL_TYPE (VanityProductGroup, vanity_product_group, GTK_TYPE_WIDGET)

const char *
vanity_product_group_get_title (VanityProductGroup *self)
{
  return gtk_label_get_text (GTK_LABEL (self->title));
}

const char *
vanity_product_group_get_note (VanityProductGroup *self)
{
  return gtk_label_get_text (GTK_LABEL (self->note));
}

int
vanity_product_group_count (VanityProductGroup *self)
{
  int n = 0;

  for (GtkWidget *card = gtk_widget_get_first_child (self->cards); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    n += gtk_widget_get_visible (card);

  return n;
}

/* What was hidden or found wrong goes, and the next one comes. */
void
vanity_product_group_update (VanityProductGroup *self)
{
  VanityShop *shop = vanity_offer_get_shop (self->offer);
  int n = 0;

  for (GtkWidget *card = gtk_widget_get_first_child (self->cards); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    {
      const char *uid = vanity_product_card_get_shade (VANITY_PRODUCT_CARD (card))->uid;
      VanityShadeState state = vanity_shop_get_shade_state (shop, uid);
      gboolean gone = state.hidden || state.wrong;

      n += !gone;
      gtk_widget_set_visible (card, !gone && (self->open || n <= FIRST));
      vanity_product_card_set_worn (VANITY_PRODUCT_CARD (card),
                                    vanity_offer_wears (self->offer, uid));
    }
  gtk_widget_set_visible (self->more, !self->open && n > FIRST);
}

static void
on_more (VanityProductGroup *self)
{
  GtkWidget *card = gtk_widget_get_first_child (self->cards);

  self->open = TRUE;
  vanity_product_group_update (self);

  /* The button that had the focus is gone. */
  for (int n = 0; card != NULL; card = gtk_widget_get_next_sibling (card))
    if (gtk_widget_get_visible (card) && n++ == FIRST)
      {
        gtk_widget_child_focus (card, GTK_DIR_TAB_FORWARD);
        break;
      }
}

static void
on_try_on (VanityProductCard *card, gboolean on, VanityProductGroup *self)
{
  VanityShade *shade = vanity_product_card_get_shade (card);

  if (on)
    vanity_offer_try_on (self->offer, shade, g_object_get_data (G_OBJECT (card), "zone"));
  else
    vanity_offer_put_back (self->offer, shade);
  vanity_product_card_set_worn (card, vanity_offer_wears (self->offer, shade->uid));
}

static void
on_alternatives (VanityProductCard *card, VanityProductGroup *self)
{
  g_signal_emit (self, alternatives_signal, 0, card);
}

static void
on_dismissed (VanityProductCard *card, int kind, double amount, VanityProductGroup *self)
{
  g_signal_emit (self, dismissed_signal, 0, card, kind, amount);
}

static void
add_card (VanityProductGroup *self, const VanityProposal *proposal)
{
  VanityProductCard *card
      = vanity_product_card_new (vanity_offer_get_shop (self->offer), proposal->shade);

  vanity_product_card_set_proposal (card, proposal);
  vanity_product_card_set_wearable (card, TRUE);
  g_object_set_data (G_OBJECT (card), "zone", (gpointer)proposal->zone); /* static */
  g_signal_connect (card, "try-on", G_CALLBACK (on_try_on), self);
  g_signal_connect (card, "alternatives", G_CALLBACK (on_alternatives), self);
  g_signal_connect (card, "dismissed", G_CALLBACK (on_dismissed), self);
  gtk_box_append (GTK_BOX (self->cards), GTK_WIDGET (card));
}

static void
set_group (VanityProductGroup *self, const VanityProposalGroup *group)
{
  g_autofree char *more = NULL;

  gtk_label_set_label (GTK_LABEL (self->title), group->title);
  gtk_label_set_label (GTK_LABEL (self->note), group->note != NULL ? group->note : "");
  gtk_widget_set_visible (self->note, group->note != NULL);
  if (group->has_target)
    {
      VanitySwatch *target = vanity_swatch_new (TARGET_SIDE, TARGET_SIDE);
      g_autofree char *text
          = g_strdup_printf (_ ("The colour that is wanted: #%06x"), group->target);

      vanity_swatch_set_colors (target, &group->target, 1);
      vanity_swatch_set_text (target, text);
      gtk_box_append (GTK_BOX (self->target_place), GTK_WIDGET (target));
    }
  for (guint i = 0; i < group->proposals->len; i++)
    add_card (self, g_ptr_array_index (group->proposals, i));

  /* Translators: what follows is the name of a group of products. */
  more = g_strdup_printf (_ ("Show more: %s"), group->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, more,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  group->title, -1);
}

static void
vanity_product_group_dispose (GObject *object)
{
  VanityProductGroup *self = VANITY_PRODUCT_GROUP (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->offer);

  G_OBJECT_CLASS (vanity_product_group_parent_class)->dispose (object);
}

static void
vanity_product_group_class_init (VanityProductGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_product_group_dispose;

  alternatives_signal
      = g_signal_new ("alternatives", VANITY_TYPE_PRODUCT_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, VANITY_TYPE_PRODUCT_CARD);
  dismissed_signal
      = g_signal_new ("dismissed", VANITY_TYPE_PRODUCT_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 3, VANITY_TYPE_PRODUCT_CARD, G_TYPE_INT, G_TYPE_DOUBLE);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/product-group.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityProductGroup, box);
  gtk_widget_class_bind_template_child (widget_class, VanityProductGroup, title);
  gtk_widget_class_bind_template_child (widget_class, VanityProductGroup, target_place);
  gtk_widget_class_bind_template_child (widget_class, VanityProductGroup, note);
  gtk_widget_class_bind_template_child (widget_class, VanityProductGroup, cards);
  gtk_widget_class_bind_template_child (widget_class, VanityProductGroup, more);
  gtk_widget_class_bind_template_callback (widget_class, on_more);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "productgroup");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vanity_product_group_init (VanityProductGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

VanityProductGroup *
vanity_product_group_new (VanityOffer *offer, const VanityProposalGroup *group)
{
  VanityProductGroup *self = g_object_new (VANITY_TYPE_PRODUCT_GROUP, NULL);

  self->offer = g_object_ref (offer);
  set_group (self, group);
  vanity_product_group_update (self);

  return self;
}
