/* How dark the lenses of glasses are. */
#pragma once

#include "face/atlas.h"

G_BEGIN_DECLS

/* Luminance behind the lenses against that of bare skin: of lids or eyes, whichever is brighter,
 * the brightest quarter and tenth. Of 306 portraits with glasses one is below 0.2, the one with
 * dark lenses; the next wear clear ones in the shade of their brows. Three planes of linear light
 * and the visibility, of the atlas's size. NAN where no bare skin is seen. */
float vanity_worn_measure_lens (const VanityAtlas *atlas, const float *rgb,
                                const float *visibility);

/* How surely that is of dark glasses, [0, 1]: a half at 0.19. */
float vanity_worn_judge_lens (float measure);

G_END_DECLS
