/* How a canvas is measured, step by step: first `mean`, then the rest in this order. Internal to
 * engine/makeup. */
#pragma once

#include "makeup/canvas.h"

G_BEGIN_DECLS

static inline float
vanity_luminance (float r, float g, float b)
{
  return 0.2126f * r + 0.7152f * g + 0.0722f * b;
}

static inline float
vanity_canvas_mean_luminance (const VanityCanvas *canvas, int sample)
{
  return vanity_luminance (canvas->mean[0]->data[sample], canvas->mean[1]->data[sample],
                           canvas->mean[2]->data[sample]);
}

/* An empty field of the canvas's grid. */
VanityMask *vanity_canvas_new_field (const VanityCanvas *canvas);

/* `chart`, `normal` and `visible` from the mesh; all 0 without the canonical mesh. */
void vanity_canvas_measure_chart (VanityCanvas *canvas);

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

/* Guided filter (He, Sun & Tang 2013), fast variant: `mask` is made to follow the edges of
 * `guide` (same grid). Gives the slope and offset by which the guide in full resolution is turned
 * into the mask; free both. */
void vanity_mask_guide (const VanityMask *mask, const VanityMask *guide, int radius, float epsilon,
                        VanityMask **slope, VanityMask **offset);

G_END_DECLS
