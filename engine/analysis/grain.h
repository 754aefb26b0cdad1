/* The fine texture of a face by how coarse it is: what tells skin from a filter's or a painter's.
 *
 * A lens out of focus takes the fine detail of lashes and of skin alike; a beauty filter takes that
 * of skin and leaves lashes, brows and lips; a drawing has plain areas, hard edges, few tones. */
#pragma once

#include "face/atlas.h"

G_BEGIN_DECLS

/* The atlas it is measured on. */
#define VANITY_GRAIN_SIZE 256

typedef enum
{
  /* Logarithm of the median |detail| of bare skin in three bands, the finest first: an undecimated
   * wavelet of B₃ splines (Starck & Murtagh, Astronomical Image and Data Analysis, 2002) on the
   * square root of luminance, which takes sensor noise and shade alike. */
  VANITY_GRAIN_SKIN,
  /* The same, nine texels in ten below it, of eyes, brows and lips. */
  VANITY_GRAIN_EDGES = VANITY_GRAIN_SKIN + 3,
  /* How much larger the 95th of a hundred is than the median on skin, in the finest two bands. */
  VANITY_GRAIN_TAIL = VANITY_GRAIN_EDGES + 3,
  VANITY_GRAIN_TONES = VANITY_GRAIN_TAIL + 2, /* entropy of the skin's lightness, bits */
  VANITY_GRAIN_PALETTE,   /* share of the skin in its eight most frequent colours of 16³ */
  VANITY_GRAIN_LIGHTNESS, /* mean square root of the skin's luminance */
  VANITY_GRAIN_SCALE,     /* logarithm of the pixels to a texel */
  VANITY_GRAIN_N_FEATURES
} VanityGrainFeature;

/* Measures a face of VANITY_GRAIN_SIZE² texels: three planes of linear light, and how surely each
 * is seen. `scale`: pixels of the photo to a texel. FALSE where too little bare skin is seen. */
gboolean vanity_grain_measure (const VanityAtlas *atlas, const float *rgb, const float *visibility,
                               float scale, float features[VANITY_GRAIN_N_FEATURES]);

/* Probabilities of a beauty filter, and of a drawing, where either were as common as not. */
float vanity_grain_judge_filter (const float features[VANITY_GRAIN_N_FEATURES]);
float vanity_grain_judge_drawing (const float features[VANITY_GRAIN_N_FEATURES]);

G_END_DECLS
