/* The grains of a shimmering powder: a pattern that lies on the face, the same in every photo and
 * at every size of it. */
#pragma once

#include "makeup/canvas.h"

G_BEGIN_DECLS

/* Values around 0 (mean about 0, −0.3 between grains, up to 4 on the brightest) for the photo
 * pixels x … x + n − 1 of row y. `size`: mm, 0 for the default. */
void vanity_grain_row (const VanityCanvas *canvas, double size, int y, int x, int n, float *row);

G_END_DECLS
