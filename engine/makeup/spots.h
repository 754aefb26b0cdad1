/* Small spots on the skin, found in the photo itself. */
#pragma once

#include "makeup/canvas.h"

G_BEGIN_DECLS

typedef struct
{
  double x, y, radius; /* photo pixels */
  float depth;         /* how much darker than the skin around, a logarithm, > 0 */
  float red;           /* of what makes it darker, how much is blood rather than pigment: 1 a
                          pimple, 0 a mole or freckle */
} VanitySpot;

/* Spots some 0.8 to 5 mm wide, the deepest first; VanitySpot elements. Blobs of several sizes are
 * looked for by differences of Gaussians (Lowe, Distinctive Image Features from Scale-Invariant
 * Keypoints, 2004), in what haemoglobin and melanin both absorb; hairs, wrinkles and the edges of
 * features, which are longer than wide, are none, and neither is one of a crowd of like ones:
 * stubble, pores. Never NULL; empty in photos that are too coarse. Owned by the canvas. */
const GArray *vanity_spots_get (VanityCanvas *canvas);

/* Where spots are looked for, [0, 1], one sample every `step` pixels. By its colour a spot is no
 * likely skin: its surroundings say that it is. Free it. */
VanityMask *vanity_spots_new_skin (VanityCanvas *canvas, int step);

G_END_DECLS
