/* Textures at the size they are seen at. A renderer of the toolkit that shrinks does so anew in
 * every frame, slowly without a graphics card and with one without averaging; here it is done once,
 * and a frame copies pixels. */
#pragma once

#include "image/image.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* `texture`, opaque, shows `rect` of a picture, over which lies a grid of cells of `across` ×
 * `down` picture pixels, each ≥ 1, the first in the picture's corner. Returns a texture with one
 * pixel for each cell that lies whole inside of `rect`, the mean of what is in it, and sets `cells`
 * to those; or NULL where there is none. It is kept with `texture` until another grid is asked for,
 * and belongs to it. For one thread. */
GdkTexture *vanity_texture_shrink (GdkTexture *texture, const VanityRect *rect, double across,
                                   double down, VanityRect *cells);

G_END_DECLS
