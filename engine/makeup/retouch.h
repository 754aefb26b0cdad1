/* What the layers that retouch share. They correct what is worn by now (another retouching, the
 * photo), and are drawn before any makeup. */
#pragma once

#include "makeup/film.h"

G_BEGIN_DECLS

/* The skin that may be corrected, on the fields' grid: the face up to hairline and jaw, without
 * brows, eyes, lips and nostrils, by how likely it is bare skin, [0, 1]. Owned by the canvas. */
const VanityMask *vanity_retouch_get_skin (VanityCanvas *canvas);

/* What is worn, averaged over each sample of a grid, as natural logarithms of linear light from a
 * nearly black one up, ≥ 0: three masks over the whole canvas, one sample every `step` pixels.
 * FALSE, and nothing to free, without memory. */
gboolean vanity_retouch_read (const VanityCanvas *canvas, int step, VanityMask *log_rgb[3]);

/* The luminance of three such values, as a logarithm. */
float vanity_retouch_get_light (const float log_rgb[3]);

void vanity_retouch_free (VanityMask *masks[3]);

/* Lays what was made for every place, a gain or a colour (linear light) by `blend`, and frees it.
 */
void vanity_retouch_lay (VanityCanvas *canvas, const VanityMask *coverage, const VanityMask *within,
                         double opacity, VanityBlend blend, VanityMask *made[3]);

G_END_DECLS
