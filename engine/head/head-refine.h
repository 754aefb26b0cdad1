/* A map of a head at twice its size, its edges where the photo has them: the fast guided filter (He
 * and Sun, Fast Guided Filter, 2015) by the photo's lightness. */
#pragma once

#include "head/head-map.h"

G_BEGIN_DECLS

/* `coarse`: VANITY_HEAD_N_CLASSES planes of side²; `guide`: (2 · side)² values in [0, 1], the
 * photo's lightness. `fine` gets as many planes of (2 · side)². Background, skin and hair follow
 * the photo, small parts stay as they are; each cell's sum is 1. */
void vanity_head_refine (const float *coarse, int side, const float *guide, float *fine);

G_END_DECLS
