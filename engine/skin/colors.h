/* The colours a face brings along: hair, brows, eyes and lips, how they stand against the skin, and
 * the season that fashion makes of them. */
#pragma once

#include "head/head-map.h"
#include "skin/season.h"
#include "skin/tone.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean known; /* FALSE: not seen, or too little of it; all else is 0 */
  VanityLab lab;  /* CIE Lab (D65) with the light taken off */
  VanityLab seen; /* as photographed */
  float sure;     /* [0, 1] */
} VanityFeatureColor;

typedef struct
{
  VanityFeatureColor hair, brows, lips;
  VanityFeatureColor eyes; /* the irises */
  gboolean contrast_known;
  double contrast; /* largest difference of L* between skin, hair (brows where no hair is seen) and
                      eyes, [0, 100]: of the portraits it was tried on, a quarter lay below 35, a
                      quarter above 59 */
  gboolean season_known;
  float season[VANITY_N_SEASONS]; /* sum 1: a convention, see season.h */
} VanityFaceColors;

/* Measures them in the photo and its texture. Without a `map` of the head hair is looked for above
 * the forehead, and less sure. `skin` and `light` as measured of the same photo. TRUE with what is
 * not seen unknown. FALSE with VANITY_ERROR_VALUE where face or texture are not numbers or lie
 * outside the photo, _LIMIT without memory. */
gboolean vanity_face_colors_measure (const VanityImage *image, const VanityFace *face,
                                     const VanityTexture *texture, const VanityHeadMap *map,
                                     const VanityIlluminant *light, const VanitySkinColor *skin,
                                     VanityFaceColors *colors, GError **error);

G_END_DECLS
