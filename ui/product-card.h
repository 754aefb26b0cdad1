/* A product to look at: its colour, what it is, how near it comes and why, and what can be done
 * with it. What the person says is told to the shop; what changes other things is asked for by
 * signals. */
#pragma once

#include "app/shop.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_PRODUCT_CARD (vanity_product_card_get_type ())
G_DECLARE_FINAL_TYPE (VanityProductCard, vanity_product_card, VANITY, PRODUCT_CARD, GtkWidget)

/* References are taken. Signals: "try-on" (boolean: on the face, or off it); "alternatives";
 * "dismissed" (a VanityEventKind, which is VANITY_EVENT_HIDE or _WRONG_SHADE, and its amount): what
 * was said of it, which is for the owner to record. */
VanityProductCard *vanity_product_card_new (VanityShop *shop, VanityShade *shade);

VanityShade *vanity_product_card_get_shade (VanityProductCard *card);

/* How near it is to what is wanted, and why. */
void vanity_product_card_set_proposal (VanityProductCard *card, const VanityProposal *proposal);
/* How near it is to another product, and how much cheaper. */
void vanity_product_card_set_alternative (VanityProductCard *card,
                                          const VanityAlternative *alternative);

/* Whether there is a face to try it on; at first there is none. */
void vanity_product_card_set_wearable (VanityProductCard *card, gboolean wearable);
void vanity_product_card_set_worn (VanityProductCard *card, gboolean worn);

/* The figures and the reasons, as shown. */
const char *vanity_product_card_get_figures (VanityProductCard *card);
const char *vanity_product_card_get_reasons (VanityProductCard *card);

G_END_DECLS
