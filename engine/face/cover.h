/* Whether something lies over the face: glasses, hair, a hand, a mask. */
#pragma once

#include "face/atlas.h"

G_BEGIN_DECLS

/* The atlas the face is judged on. */
#define VANITY_COVER_SIZE 128

/* Features of the glasses' classifier: edges of the skin between brows and cheeks. */
#define VANITY_GLASSES_ROWS 10
#define VANITY_GLASSES_COLUMNS 10
#define VANITY_GLASSES_FEATURES (VANITY_GLASSES_ROWS * VANITY_GLASSES_COLUMNS * 2)

/* The edges across and along in each cell of a grid over both eyes, folded at the middle of the
 * face, relative to the skin's own brightness. `rgb`, `visibility`: an atlas of 128², linear
 * light. */
void vanity_cover_measure_glasses (const float *rgb, const float *visibility, float *features);

/* How likely glasses are, [0, 1], from the features. */
float vanity_cover_judge_glasses (const float *features);

/* How far the part of the skin (forehead, cheeks, sides of the nose, chin, …) that differs most
 * is from the rest of it, as a colour difference, L* counted at a third: shadows are no cover. */
float vanity_cover_measure_skin (const VanityAtlas *atlas, const float *rgb,
                                 const float *visibility);

G_END_DECLS
