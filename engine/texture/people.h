/* One person under several names: collections of portraits share pictures. What is kept for
 * measuring must not have been learnt from under another name. */
#pragma once

#include "texture/dataset.h"

G_BEGIN_DECLS

#define VANITY_LIKENESS_SIDE 16
#define VANITY_LIKENESS_VALUES (VANITY_LIKENESS_SIDE * VANITY_LIKENESS_SIDE)

/* Of a texture of `size`² pixels of RGBA: light and shade on the face, coarsely, in `values`. They
 * are the same when a picture is scaled, cropped, brightened or saved again. */
void vanity_likeness_measure (const guint8 *rgba, int size, float *values);

/* 1 for the same picture, 0 for pictures that have nothing in common, −1 at worst. Of the portraits
 * it was tried on, those above 0.96 were the same picture, or one person in one sitting; below 0.95
 * many were strangers. */
double vanity_likeness_compare (const float *one, const float *other);

/* Gives all faces that are alike, and those alike to them, the same `person`. `likenesses` has
 * VANITY_LIKENESS_VALUES for each. Returns how many faces got another one. Compares each with each:
 * a second for some ten thousand. */
int vanity_people_join (VanityDatasetFace *faces, int count, const float *likenesses);

G_END_DECLS
