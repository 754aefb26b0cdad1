/* Where the photo says the upper lash line is. */
#pragma once

#include "makeup/eye-frame.h"

G_BEGIN_DECLS

/* Moves `frame->upper` onto the edge where the dark of the lashes turns into the skin of the lid,
 * as far as the photo shows one near the mesh's line; ends stay where they are. */
void vanity_eye_edge_refine (VanityEyeFrame *frame, const VanityCanvas *canvas);

/* How soft the photo is at the eye: the σ, in pixels, of a Gaussian that would make a step as soft
 * as the sharpest ones across the lash lines; from 0.4 up. */
double vanity_eye_edge_measure_blur (const VanityEyeFrame *frame, const VanityCanvas *canvas);

G_END_DECLS
