/* What lies on this device because of Vanity, store by store: how large it is, and erasing it.
 * Photos and results are where the person put them and not among these. */
#pragma once

#include "app/shop.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_KEPT_TASTE,    /* what was done with products */
  VANITY_KEPT_ANALYSES, /* of faces, as numbers */
  VANITY_KEPT_LOOKS,    /* the person's own */
  VANITY_KEPT_WORK,     /* that was not saved: for the time after a crash */
  VANITY_KEPT_COLORS,   /* chosen last */
  VANITY_KEPT_TRENDS,   /* a file that was imported */
  VANITY_KEPT_CACHE,    /* things of the moment: what is dragged out */
  VANITY_KEPT_PRODUCTS, /* the catalogue; not erased here, for it holds nothing of the person */
  VANITY_N_KEPT,
} VanityKept;

const char *vanity_kept_get_title (VanityKept kept);       /* translated, title case */
const char *vanity_kept_get_description (VanityKept kept); /* one sentence */
gboolean vanity_kept_can_erase (VanityKept kept);

/* Bytes in its files; 0 where there is nothing. */
guint64 vanity_kept_measure (VanityKept kept);

/* Erases it for good; `shop` is open. Errors name the file. */
gboolean vanity_kept_erase (VanityKept kept, VanityShop *shop, GError **error);

/* A folder of this process for things of the moment, such as a file that is being dragged out; it
 * is made when asked for, readable by the person alone. NULL and _FILE where it cannot be made. */
char *vanity_kept_make_moment (GError **error);
/* Erases that of this process, and those of processes that ended without doing so. When the program
 * starts and when it ends. */
void vanity_kept_clean_moments (void);

G_END_DECLS
