/* What the offer's files share: proposing, and trying on. */
#pragma once

#include "app/offer.h"
#include "app/wear-clock.h"
#include "base/job.h"

struct _VanityOffer
{
  GObject parent_instance;

  VanityShop *shop;
  VanityInsight *insight;
  VanityDocument *document; /* the insight's */
  VanityWearClock *clock;

  gboolean wanted;
  gboolean current; /* what is proposed is for what is worn and known now */
  gboolean renewing;
  GError *error;
  VanityQuery query;

  /* What the proposals are for. */
  int face;               /* −1: none yet */
  VanityLook *base;       /* or NULL */
  VanityFinding *finding; /* or NULL */

  GPtrArray *groups; /* or NULL */
  VanityLook *look;  /* theirs, or NULL */

  GPtrArray *tried; /* of pairs: a look that was made by trying on, and what it was made from */
  /* The recipe of what was copied last. */
  VanityWear copied; /* at full strength; its mix NULL: none */
  int copied_face;
  VanityLook *recipe;

  VanityJobSlot job;
};

/* offer.c */
VanityWear vanity_offer_get_wear (VanityOffer *offer);

/* offer-wear.c: the look that proposals are for; NULL: none, or not worked out yet. */
VanityLook *vanity_offer_find_base (VanityOffer *offer, const VanityWear *wear);
