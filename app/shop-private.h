/* What the shop's files share: its thread, and what is known of shades. */
#pragma once

#include "app/shop.h"

/* What lives on the shop's thread. Filled when it is opened. */
typedef struct
{
  char *catalogue_path, *taste_path; /* or NULL */
  VanityCatalogue *catalogue;        /* NULL until it is open */
  VanityTaste *taste;
  VanityRecommender *recommender;
} VanityShopStore; /* reference counted */

struct _VanityShop
{
  GObject parent_instance;

  VanityShopState state;
  GError *error;
  gboolean is_private;
  VanityShopStore *store;
  GThreadPool *pool; /* of one thread, which takes VanityShopTask in turn */
  guint pending;     /* tasks that have not answered */

  guint64 catalogue_generation, taste_generation; /* that were told of last */
  GHashTable *states;                             /* uid → VanityShadeState */
  char **avoided;
};

/* shop.c: what is known has changed. */
void vanity_shop_emit_taste_changed (VanityShop *shop);
/* Of a shade, to be changed; made where nothing is known. */
VanityShadeState *vanity_shop_edit_state (VanityShop *shop, const char *uid);
