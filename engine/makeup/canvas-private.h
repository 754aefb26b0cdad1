/* How a canvas is measured, step by step: first `mean`, then the rest in this order. Internal to
 * engine/makeup. */
#pragma once

#include "makeup/canvas.h"
#include "makeup/film.h"
#include "makeup/guided.h"

#include <math.h>

G_BEGIN_DECLS

static inline float
vanity_canvas_mean_luminance (const VanityCanvas *canvas, int sample)
{
  return vanity_luminance (canvas->mean[0]->data[sample], canvas->mean[1]->data[sample],
                           canvas->mean[2]->data[sample]);
}

/* An empty field of the canvas's grid. */
VanityMask *vanity_canvas_new_field (const VanityCanvas *canvas);

/* A canvas of `width` × `height` pixels for a face, its planes and `mean` empty; its units may be
 * corrected. NULL as vanity_canvas_new (). */
VanityCanvas *vanity_canvas_new_blank (const VanityFace *face, int width, int height,
                                       GError **error);

/* `worn` and `mean` from `source`. FALSE, with an error, where there was no memory for planes. */
gboolean vanity_canvas_measure_mean (VanityCanvas *canvas, GError **error);

/* `chart`, `normal` and `visible` from the mesh; all 0 without the canonical mesh. `shape`: the
 * points that tell the way the surface looks, which are the face's own in a photo. */
void vanity_canvas_measure_chart (VanityCanvas *canvas, const VanityPoint *shape);

/* `person`, where the network is installed and understands the picture; takes what is no person
 * off `visible`. */
void vanity_canvas_measure_person (VanityCanvas *canvas, const VanityImage *image);

/* `complexion` and `skin`'s first guess. */
void vanity_canvas_measure_complexion (VanityCanvas *canvas);

/* `base`, `light` and `skin`. */
void vanity_canvas_measure_light (VanityCanvas *canvas);

/* `allow`. */
void vanity_canvas_measure_allow (VanityCanvas *canvas);

/* Takes the rims of glasses off `allow`. */
void vanity_canvas_take_rims (VanityCanvas *canvas, const VanityImage *image);

/* `complexion`, `base`, `light`, `skin` and `allow`. FALSE, with an error, when out of memory. */
gboolean vanity_canvas_measure_skin (VanityCanvas *canvas, GError **error);

/* Adds `n` pixels of a film from `start` on to the canvas's `layer`. `light` and `base` matter to
 * covers only. */
void vanity_canvas_note (VanityCanvas *canvas, const VanityFilm *film, gsize start, int n,
                         const float *coverage, const float *const pigment[3],
                         const float *const light[3], const float *base);

G_END_DECLS
