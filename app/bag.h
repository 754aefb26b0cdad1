/* The bag and the look list of the process's shop: what is asked for, and what is there, with the
 * looks that can be made. */
#pragma once

#include "app/shop.h"
#include "base/job.h"
#include "recommend/bag-looks.h"
#include "recommend/shopping.h"

G_BEGIN_DECLS

/* Written by the shop, which tells of it and of what fails. */
void vanity_shop_add_to_bag (VanityShop *shop, VanityShade *shade, gboolean by_hand,
                             const char *opened, const char *expires);
void vanity_shop_take_from_bag (VanityShop *shop, const char *uid);
/* `layer` "" or NULL: that of its category. */
void vanity_shop_list_shade (VanityShop *shop, VanityShade *shade, const char *layer, int quantity);
void vanity_shop_unlist_shade (VanityShop *shop, const char *uid, const char *layer);
void vanity_shop_set_quantity (VanityShop *shop, const char *uid, const char *layer, int quantity);
void vanity_shop_swap_shade (VanityShop *shop, const char *uid, const char *layer,
                             VanityShade *alternative);

/* Whether both are ISO 8601 dates, or "". VANITY_ERROR_VALUE. */
gboolean vanity_shop_check_dates (const char *opened, const char *expires, GError **error);

/* What is in the bag, with the catalogue's rows, and what can be made of it. */
typedef struct
{
  GPtrArray *items; /* VanityBagItem, the newest first */
  GPtrArray *looks; /* VanityBagLook, the largest share first */
} VanityBagView;

void vanity_bag_view_free (VanityBagView *view);

/* Reads it in `slot`; `done` gets a VanityBagView. Looks are Vanity's and the person's own. The
 * shop is open. */
void vanity_bag_view_start (VanityJobSlot *slot, VanityShop *shop, VanityJobDoneFunc done,
                            gpointer user_data);
/* The same for the look list; `done` gets VanityShoppingItem in a GPtrArray. */
void vanity_shopping_start (VanityJobSlot *slot, VanityShop *shop, VanityJobDoneFunc done,
                            gpointer user_data);

/* `look` as the bag makes it: each layer that is made wears what makes it, the others are left out.
 * NULL where nothing is made. */
VanityLook *vanity_bag_look_wear (const VanityBagLook *made);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityBagView, vanity_bag_view_free)

G_END_DECLS
