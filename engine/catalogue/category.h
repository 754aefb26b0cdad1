/* What a product is for: the shelf it stands on. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  VANITY_CATEGORY_FOUNDATION, /* also tinted moisturisers, BB and CC creams */
  VANITY_CATEGORY_CONCEALER,
  VANITY_CATEGORY_POWDER, /* face powder, loose and pressed */
  VANITY_CATEGORY_PRIMER, /* and setting sprays */
  VANITY_CATEGORY_CONTOUR,
  VANITY_CATEGORY_BRONZER,
  VANITY_CATEGORY_BLUSH,
  VANITY_CATEGORY_HIGHLIGHTER,
  VANITY_CATEGORY_BROWS,
  VANITY_CATEGORY_EYESHADOW,
  VANITY_CATEGORY_EYELINER,
  VANITY_CATEGORY_MASCARA,
  VANITY_CATEGORY_LASHES, /* false ones */
  VANITY_CATEGORY_LIPSTICK,
  VANITY_CATEGORY_LIP_GLOSS,
  VANITY_CATEGORY_LIP_LINER,
  VANITY_CATEGORY_LIP_STAIN, /* lip and cheek stains, tints */
  VANITY_CATEGORY_NAILS,
  VANITY_CATEGORY_SKIN_CARE,
  VANITY_CATEGORY_OTHER, /* anything else, and what is not known */
  VANITY_N_CATEGORIES
} VanityCategory;

/* In files and on the command line, kebab case: "lip-gloss". */
const char *vanity_category_get_id (VanityCategory category);
/* For people, translated: "Lip gloss". */
const char *vanity_category_get_label (VanityCategory category);
/* FALSE where `id` is no category's. */
gboolean vanity_category_find (const char *id, VanityCategory *category);

/* Id of the kind of makeup layer that a product is worn as, such as "lipstick" for a lip gloss, or
 * NULL for what no layer draws: primer, nails, skin care. */
const char *vanity_category_get_layer (VanityCategory category);

/* Its number in Google's product taxonomy, version 2021-09-21, the narrowest that there is: 477,
 * Makeup, where none is narrower, and 473, Cosmetics, for VANITY_CATEGORY_OTHER. */
guint vanity_category_get_google (VanityCategory category);

G_END_DECLS
