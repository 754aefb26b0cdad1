/* The colours by which makeup is told and compared: of bare skin, and of the regions beside it. */
#pragma once

#include "face/atlas-region.h"
#include "image/color.h"

G_BEGIN_DECLS

/* The regions whose colour tells how somebody is made up. */
typedef enum
{
  VANITY_TINT_LIPS,
  VANITY_TINT_LIDS,
  VANITY_TINT_CHEEKS,
  VANITY_TINT_BROWS,
  VANITY_N_TINTS
} VanityTint;

typedef struct
{
  gboolean known;                 /* FALSE: hardly any bare skin is seen; all else is 0 */
  VanityLab skin;                 /* median of the bare skin, as photographed */
  gboolean seen[VANITY_N_TINTS];  /* enough of the region to tell its colour */
  VanityLab tint[VANITY_N_TINTS]; /* median of each region minus `skin`; 0 where it is not seen */
} VanityTints;

/* Of a face in the atlas: three planes of size² texels in linear light, and how surely each is
 * seen. Hair, beard and glare on the bare skin, which lie far from its median, are left out of it.
 */
void vanity_tints_measure (const VanityAtlas *atlas, const float *rgb, const float *visibility,
                           VanityTints *tints);

/* How strongly made up the face looks, [0, 3]: 0 not at all, 1 lightly, 2 clearly, 3 strongly; 0
 * where nothing is known. */
float vanity_tints_judge (const VanityTints *tints);

/* "lips", "lids", "cheeks", "brows". */
const char *vanity_tint_get_id (VanityTint tint);
VanityAtlasRegion vanity_tint_get_region (VanityTint tint);

G_END_DECLS
