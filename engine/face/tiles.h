/* Where to look in a photo: squares that cover it with overlap. */
#pragma once

#include "face/region.h"

G_BEGIN_DECLS

/* Square tiles of `part` of the photo's longer side that cover it, each overlapping the next by at
 * least a quarter, in reading order. (of VanityRegion) */
GArray *vanity_tiles_new (int width, int height, double part);

/* The square around the whole photo, enlarged by `zoom` and turned by `angle` radians. */
VanityRegion vanity_view_whole (int width, int height, double zoom, double angle);

G_END_DECLS
