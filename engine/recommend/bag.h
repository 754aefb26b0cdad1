/* My bag: the shades somebody owns, from the catalogue or entered by hand. */
#pragma once

#include "recommend/taste.h"

G_BEGIN_DECLS

typedef struct
{
  VanityShade *shade; /* as in an event */
  gboolean by_hand;
  char opened[11], expires[11]; /* ISO 8601 dates, or "" */
  gint64 added;                 /* microseconds since 1970, UTC */
} VanityBagItem;

void vanity_bag_item_free (VanityBagItem *item);

/* A shade that no catalogue needs to have. `brand` or `name` is given; `hex` as "#rrggbb", or NULL
 * or "" where it is unknown. Its uid is the one that the catalogue gives to a shade of the same
 * brand, line, name and category, so that it is known again when that is imported.
 * VANITY_ERROR_VALUE. */
VanityShade *vanity_bag_make_shade (const char *brand, const char *line, const char *name,
                                    VanityCategory category, const char *hex, VanityFinish finish,
                                    GError **error);

/* Dates are ISO 8601, NULL or "" for unknown. A shade that is there already takes the new dates. */
gboolean vanity_bag_add (VanityTaste *taste, const VanityShade *shade, gboolean by_hand,
                         const char *opened, const char *expires, GError **error);
/* VANITY_ERROR_VALUE where it is not there. */
gboolean vanity_bag_remove (VanityTaste *taste, const char *uid, GError **error);
/* VanityBagItem, the newest first. */
GPtrArray *vanity_bag_list (VanityTaste *taste, GError **error);

/* Whether `item` has expired at `today`, ISO 8601; FALSE where no date is known. */
gboolean vanity_bag_item_is_expired (const VanityBagItem *item, const char *today);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityBagItem, vanity_bag_item_free)

G_END_DECLS
