/* The regions of the makeup atlas: what lies where on every face, and its mirror image.
 *
 * Six of them share the face out: in each of its texels they are in [0, 1] and sum to 1, with edges
 * soft by about a texel of 256²; outside the face all are 0. The last two share the skin out. */
#pragma once

#include "face/atlas.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_ATLAS_SKIN,  /* what the five below leave */
  VANITY_ATLAS_LIPS,  /* the red of the lips */
  VANITY_ATLAS_MOUTH, /* between them: teeth, tongue */
  VANITY_ATLAS_EYES,  /* the openings */
  VANITY_ATLAS_LIDS,  /* from the upper lashes to the brow, and a strip under the lower lashes */
  VANITY_ATLAS_BROWS,
  VANITY_ATLAS_CHEEKS, /* where blush goes */
  VANITY_ATLAS_BARE,   /* the rest of the skin: little makeup but foundation goes there */
  VANITY_ATLAS_N_REGIONS
} VanityAtlasRegion;

/* The first of those that are parts of the skin. */
#define VANITY_ATLAS_N_SHARES VANITY_ATLAS_CHEEKS

/* size² values; made on first use and owned by the library. Safe to call from several threads. */
const float *vanity_atlas_get_region (const VanityAtlas *atlas, VanityAtlasRegion region);

/* All of them, channels last, as networks are given them: size² × VANITY_ATLAS_N_REGIONS values. */
void vanity_atlas_copy_regions (const VanityAtlas *atlas, float *maps);

/* Per texel the one that holds the same spot of the face's other side; of one outside the face,
 * that of its mirror image. size² indices. */
const gint32 *vanity_atlas_get_mirror (const VanityAtlas *atlas);

/* For looking at, never to learn from: gives what is hidden in `n_planes` planes of size² texels
 * the value of the face's other side, brought to this side's light, and where that is hidden as
 * well, of what is seen around. `visibility` in [0, 1] is how much of the texel's own value stays.
 * Light must not be negative. */
void vanity_atlas_restore (const VanityAtlas *atlas, const float *visibility, float *planes,
                           int n_planes);

G_END_DECLS
