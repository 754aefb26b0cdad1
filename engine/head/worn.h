/* What a face wears: makeup in each place, glasses, a beard; told by a network of its texture. */
#pragma once

#include "texture/texture.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_WORN_LIPS,
  VANITY_WORN_EYES, /* lids, lashes and the lines along them */
  VANITY_WORN_CHEEKS,
  VANITY_WORN_BROWS,
  VANITY_WORN_WHOLE, /* the face as a whole, as people call it */
  VANITY_WORN_N_PARTS
} VanityWornPart;

typedef enum
{
  VANITY_WORN_NONE,
  VANITY_WORN_LIGHT,
  VANITY_WORN_CLEAR,
  VANITY_WORN_STRONG,
  VANITY_WORN_N_LEVELS
} VanityWornLevel;

/* Probabilities, [0, 1]. Those of a part's levels sum to 1; of a part that is hidden each is a
 * quarter: nothing is known. */
typedef struct
{
  float makeup[VANITY_WORN_N_PARTS][VANITY_WORN_N_LEVELS];
  float glasses;    /* with any kind of lens */
  float sunglasses; /* that hide the eyes */
  float beard;      /* on chin or jaw: from clear stubble on */
} VanityWorn;

/* Judges a texture of any size. FALSE with VANITY_ERROR_VALUE where it holds what is not a number,
 * _MISSING where Vanity was built without the network or the canonical mesh is not installed. Safe
 * to call from several threads. */
gboolean vanity_worn_judge (const VanityTexture *texture, VanityWorn *worn, GError **error);

/* The level at the middle of the distribution: as likely to be too low as too high. */
VanityWornLevel vanity_worn_get_level (const VanityWorn *worn, VanityWornPart part);

/* "lips", "none"; and for people, translated. */
const char *vanity_worn_part_get_id (VanityWornPart part);
const char *vanity_worn_part_get_label (VanityWornPart part);
const char *vanity_worn_level_get_id (VanityWornLevel level);
const char *vanity_worn_level_get_label (VanityWornLevel level);

G_END_DECLS
