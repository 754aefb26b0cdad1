/* A layer's own mask while the layer is being drawn. Internal to engine/makeup.
 *
 * Every film is laid with what was erased taken off its coverage. What was added is laid with the
 * film that makes the layer's colour: the first one that wants it on that side of the face, and
 * those that belong to that one. */
#pragma once

#include "makeup/film.h"

G_BEGIN_DECLS

/* Takes up and puts down the layer's mask. */
void vanity_canvas_take_hand (VanityCanvas *canvas, const VanityLayer *layer);
void vanity_canvas_drop_hand (VanityCanvas *canvas);

/* What is added with this film; owned by the canvas until the next film. NULL for nothing. */
const VanityMask *vanity_canvas_claim (VanityCanvas *canvas, const VanityFilm *film);

/* Pixels x … x + n − 1 of row y of a film's coverage, before its opacity: takes off what was
 * erased, and puts on `added`. `own` gets the share of the film's own in what lies there now; 1
 * where nothing was added. What was neither erased nor added stays as it is, to the bit. */
void vanity_canvas_hand_row (const VanityCanvas *canvas, const VanityFilm *film,
                             const VanityMask *added, int y, int x, int n, float *coverage,
                             float *own);

G_END_DECLS
