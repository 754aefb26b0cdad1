/* The canonical head before a camera, for the tests of the atlas. */
#pragma once

#include "face/atlas.h"

const VanityAtlas *fixture_get_atlas (int size);

/* The canonical head in a photo, its middle at (x, y), `scale` pixels to a centimetre, squarely or
 * turned by `yaw` radians. `points`: VANITY_FACE_POINTS. */
void fixture_photograph (double x, double y, double scale, double yaw, VanityPoint *points);
