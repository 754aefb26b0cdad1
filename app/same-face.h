/* Knowing a face of a photo again by its place. */
#pragma once

#include "face/face.h"

G_BEGIN_DECLS

/* The index of the VanityFace at the place of a box (x, y, width, height), with a good share of it
 * in common; −1 for none. */
int vanity_faces_find_same (GPtrArray *faces, const float box[4]);

G_END_DECLS
