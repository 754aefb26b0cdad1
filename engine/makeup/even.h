/* A skin made even: what foundation and concealer lay. */
#pragma once

#include "makeup/canvas.h"

G_BEGIN_DECLS

/* Per place the pigment that, lit by canvas->light and with canvas->base for plain, gives an even
 * skin of this person's own colour in this photo's light and shade.
 *
 * `blotches`: how far stains of some millimetres are evened in lightness, [0, 1]; `redness`: how
 * far the hue of every place goes to that of its surroundings and of the whole face, [0, 1];
 * the lightness of the whole stays. Kept in the canvas. */
typedef struct
{
  VanityMask *pigment[3];
} VanityEven;

const VanityEven *vanity_even_get (VanityCanvas *canvas, double blotches, double redness);

G_END_DECLS
