/* Products for one thing: a layer of the look, or the skin. The first few of them; the others are
 * shown when they are asked for. */
#pragma once

#include "app/offer.h"
#include "ui/product-card.h"

G_BEGIN_DECLS

#define VANITY_TYPE_PRODUCT_GROUP (vanity_product_group_get_type ())
G_DECLARE_FINAL_TYPE (VanityProductGroup, vanity_product_group, VANITY, PRODUCT_GROUP, GtkWidget)

/* `group` is one of the offer's, and is read here alone. Signals: "alternatives" (the
 * VanityProductCard); "dismissed" (the card, kind and amount as the card's own signal). */
VanityProductGroup *vanity_product_group_new (VanityOffer *offer, const VanityProposalGroup *group);

/* What is worn, and what was hidden, is as the offer and its shop know it now. */
void vanity_product_group_update (VanityProductGroup *group);

const char *vanity_product_group_get_title (VanityProductGroup *group);
/* "No close match …", or "". */
const char *vanity_product_group_get_note (VanityProductGroup *group);
/* How many products are to be seen. */
int vanity_product_group_count (VanityProductGroup *group);

G_END_DECLS
