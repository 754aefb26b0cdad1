#include "catalogue/category.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *id;
  const char *label;
  const char *layer;
  guint google;
} Entry;

static const Entry entries[VANITY_N_CATEGORIES] = {
  [VANITY_CATEGORY_FOUNDATION] = { "foundation", N_ ("Foundation"), "foundation", 2765 },
  [VANITY_CATEGORY_CONCEALER] = { "concealer", N_ ("Concealer"), "concealer", 2765 },
  [VANITY_CATEGORY_POWDER] = { "powder", N_ ("Face powder"), "foundation", 2980 },
  [VANITY_CATEGORY_PRIMER] = { "primer", N_ ("Primer"), NULL, 8218 },
  [VANITY_CATEGORY_CONTOUR] = { "contour", N_ ("Contour"), "contour", 2571 },
  [VANITY_CATEGORY_BRONZER] = { "bronzer", N_ ("Bronzer"), "contour", 6305 },
  [VANITY_CATEGORY_BLUSH] = { "blush", N_ ("Blush"), "blush", 6305 },
  [VANITY_CATEGORY_HIGHLIGHTER] = { "highlighter", N_ ("Highlighter"), "highlight", 6304 },
  [VANITY_CATEGORY_BROWS] = { "brows", N_ ("Brows"), "brows", 2686 },
  [VANITY_CATEGORY_EYESHADOW] = { "eyeshadow", N_ ("Eyeshadow"), "eyeshadow", 2904 },
  [VANITY_CATEGORY_EYELINER] = { "eyeliner", N_ ("Eyeliner"), "eyeliner", 2807 },
  [VANITY_CATEGORY_MASCARA] = { "mascara", N_ ("Mascara"), "lashes", 2834 },
  [VANITY_CATEGORY_LASHES] = { "lashes", N_ ("False lashes"), "lashes", 2761 },
  [VANITY_CATEGORY_LIPSTICK] = { "lipstick", N_ ("Lipstick"), "lipstick", 3021 },
  [VANITY_CATEGORY_LIP_GLOSS] = { "lip-gloss", N_ ("Lip gloss"), "lipstick", 2858 },
  [VANITY_CATEGORY_LIP_LINER] = { "lip-liner", N_ ("Lip liner"), "lip-liner", 2589 },
  [VANITY_CATEGORY_LIP_STAIN] = { "lip-stain", N_ ("Lip stain"), "lipstick", 6306 },
  [VANITY_CATEGORY_NAILS] = { "nails", N_ ("Nail polish"), NULL, 2683 },
  [VANITY_CATEGORY_SKIN_CARE] = { "skin-care", N_ ("Skin care"), NULL, 567 },
  [VANITY_CATEGORY_OTHER] = { "other", N_ ("Other"), NULL, 473 },
};

const char *
vanity_category_get_id (VanityCategory category)
{
  return entries[category].id;
}

const char *
vanity_category_get_label (VanityCategory category)
{
  return _ (entries[category].label);
}

gboolean
vanity_category_find (const char *id, VanityCategory *category)
{
  for (int i = 0; i < VANITY_N_CATEGORIES; i++)
    if (g_str_equal (entries[i].id, id))
      {
        *category = i;
        return TRUE;
      }
  return FALSE;
}

const char *
vanity_category_get_layer (VanityCategory category)
{
  return entries[category].layer;
}

guint
vanity_category_get_google (VanityCategory category)
{
  return entries[category].google;
}
