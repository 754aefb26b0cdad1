/* Faces in the atlas that wear what is painted on them, and how much that is. */
#pragma once

#include "base/random.h"
#include "face/atlas.h"
#include "head/worn.h"

G_BEGIN_DECLS

/* Paints a style drawn at random (transfer/style.h) on a face: `rgb`, three planes of linear light,
 * is changed in place. `levels` gets, of each part and of the whole, how much of it is to be seen:
 * the mean CIE76 ΔE of the third of the part's visible texels that change most is below 3 (none),
 * below 9 (light), below 18 (clear), or more (strong); brows count double, being few hairs. The
 * whole is the stronger of lips and eyes, and strong only where the other one is at least clear, or
 * both cheeks and brows are. −1: too little of the part is seen. */
gboolean vanity_worn_paint_style (const VanityAtlas *atlas, float *rgb, const float *visibility,
                                  VanityRandom *random, int levels[VANITY_WORN_N_PARTS],
                                  GError **error);

/* The measure behind the levels: ΔE of each part. */
void vanity_worn_measure_paint (const VanityAtlas *atlas, const float *bare, const float *painted,
                                const float *visibility, float change[VANITY_WORN_WHOLE]);

/* Paints dark lenses with a frame over the eyes. `visibility` loses what they hide every other
 * time: whoever unrolls a face does not always know. */
void vanity_worn_paint_shades (const VanityAtlas *atlas, float *rgb, float *visibility,
                               VanityRandom *random);

G_END_DECLS
