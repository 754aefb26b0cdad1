/* What is proposed for the selected face of a photo: products for each layer of what it wears, and
 * for its skin. Made when somebody looks, and anew when face, look or filters change.
 *
 * What is tried on is worn at once, and changes nothing of what is proposed: proposals are for the
 * look as it was before anything was tried on. */
#pragma once

#include "app/insight.h"
#include "app/shop.h"

G_BEGIN_DECLS

#define VANITY_TYPE_OFFER (vanity_offer_get_type ())
G_DECLARE_FINAL_TYPE (VanityOffer, vanity_offer, VANITY, OFFER, GObject)

typedef enum
{
  VANITY_OFFER_IDLE,    /* nobody looks, or there is no face yet */
  VANITY_OFFER_WORKING, /* what was proposed before may still be there */
  VANITY_OFFER_READY,
  VANITY_OFFER_FAILED, /* see the error */
} VanityOfferState;

/* References are taken. Property to watch: "state" (notified for every change of what is here).
 * Signal "failed" (message): something could not be tried on. */
VanityOffer *vanity_offer_new (VanityShop *shop, VanityInsight *insight);

/* While wanted, shop and face are looked at. */
void vanity_offer_set_wanted (VanityOffer *offer, gboolean wanted);
/* After it failed. */
void vanity_offer_retry (VanityOffer *offer);
/* Proposes anew as soon as what the person said last is written. */
void vanity_offer_renew (VanityOffer *offer);

VanityOfferState vanity_offer_get_state (VanityOffer *offer);
const GError *vanity_offer_get_error (VanityOffer *offer);
VanityShop *vanity_offer_get_shop (VanityOffer *offer);

/* VanityProposalGroup, owned by the offer; NULL before the first. Another array each time. */
GPtrArray *vanity_offer_get_groups (VanityOffer *offer);
/* Whose layers they are for: a look, or the recipe of copied makeup; NULL where nothing is worn. */
VanityLook *vanity_offer_get_look (VanityOffer *offer);
/* Whether the face wears any makeup that has products. */
gboolean vanity_offer_has_makeup (VanityOffer *offer);

/* Whether the face is being looked at. */
gboolean vanity_offer_is_looking (VanityOffer *offer);
/* Why nothing can be said for the skin, for people; NULL where its colour is known, or is not yet.
 */
char *vanity_offer_dup_skin_note (VanityOffer *offer);

/* The filters. What is to be avoided is the shop's. */
const VanityQuery *vanity_offer_get_query (VanityOffer *offer);
void vanity_offer_set_query (VanityOffer *offer, const VanityQuery *query);

/* Puts a product on the selected face, or what was there before in its place; a step of the
 * document's history. `zone` as in vanity_try_on_zone (). */
void vanity_offer_try_on (VanityOffer *offer, VanityShade *shade, const char *zone);
void vanity_offer_put_back (VanityOffer *offer, VanityShade *shade);
gboolean vanity_offer_wears (VanityOffer *offer, const char *uid);

/* Time counts as worn only while somebody sees the photo. */
void vanity_offer_set_seen (VanityOffer *offer, gboolean seen);

G_END_DECLS
