/* Products of other brands that are like one: how near, and how much cheaper or dearer. */
#pragma once

#include "app/offer.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VANITY_TYPE_ALTERNATIVE_LIST (vanity_alternative_list_get_type ())
G_DECLARE_FINAL_TYPE (VanityAlternativeList, vanity_alternative_list, VANITY, ALTERNATIVE_LIST,
                      GtkWidget)

/* Looks for them. References are taken; both NULL: nothing is shown. Signal "dismissed" (the
 * VanityProductCard, kind and amount as the card's own signal). */
void vanity_alternative_list_set_shade (VanityAlternativeList *list, VanityOffer *offer,
                                        VanityShade *shade);
/* What is worn, and what was hidden, is as the offer and its shop know it now. */
void vanity_alternative_list_update (VanityAlternativeList *list);

G_END_DECLS
