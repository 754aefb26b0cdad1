/* What faces look like without makeup: lips, lids, cheeks and brows beside the bare skin, as learnt
 * from many people.
 *
 * Colours are told as reflectance: linear light over what a white, matt surface in the same place
 * would send (VanityCanvas's `light`). Of each region the logarithm is a polynomial of second
 * degree in the place, the same on both sides, whose coefficients depend linearly on the colour of
 * the skin. */
#pragma once

#include "face/atlas-region.h"
#include "image/color.h"

G_BEGIN_DECLS

/* The regions that are known, in the order of the table. */
typedef enum
{
  VANITY_BARE_LIPS,
  VANITY_BARE_LIDS,
  VANITY_BARE_CHEEKS,
  VANITY_BARE_BROWS,
  VANITY_N_BARE
} VanityBareRegion;

/* Products of a term of the skin and a term of the place. */
#define VANITY_BARE_SKIN_TERMS 4
#define VANITY_BARE_PLACE_TERMS 6
#define VANITY_BARE_TERMS (VANITY_BARE_SKIN_TERMS * VANITY_BARE_PLACE_TERMS)

VanityAtlasRegion vanity_bare_get_region (VanityBareRegion region);

/* The light that falls on each texel, three planes, and the reflectance of the bare skin, from a
 * face as VanityTexture has it. `known` FALSE: too little skin is seen to tell. FALSE as
 * vanity_canvas_new_atlas (). */
gboolean vanity_bare_measure (const VanityAtlas *atlas, const float *rgb, const float *visibility,
                              float *light, VanityRgb *skin, gboolean *known, GError **error);

/* What the logarithm is a sum of, at `u`, `v` of the chart: for who fits the table. */
void vanity_bare_get_terms (VanityBareRegion region, VanityRgb skin, float u, float v,
                            float terms[VANITY_BARE_TERMS]);

/* The reflectance to be expected of each texel, three planes: of several regions, by their shares;
 * elsewhere that of the skin. */
void vanity_bare_expect (const VanityAtlas *atlas, VanityRgb skin, float *reflectance);

/* How far people differ from that: covariance of the logarithms of r, g and b, smoothed over some
 * texels. Skin that is none of the regions varies as cheeks do. */
typedef float VanityBareSpread[3][3];
const VanityBareSpread *vanity_bare_get_spread (VanityBareRegion region);
/* The same of the mean over the region. */
const VanityBareSpread *vanity_bare_get_persons (VanityBareRegion region);

G_END_DECLS
