/* How a slider is answered: what was laid on a canvas at full strength is mixed with what was there
 * before, and written into a picture. Pixels where nothing was laid, and those that are wholly
 * transparent, keep their bits. */
#pragma once

#include "makeup/canvas.h"

G_BEGIN_DECLS

/* The strengths of the pixels x … x + n − 1 of row y, each ≥ 0. */
typedef void (*VanityMixFunc) (gconstpointer data, int y, int x, int n, float *strength);

typedef struct
{
  VanityImage *image;         /* the source */
  const VanityCanvas *canvas; /* of it; NULL changes nothing */
  float strength;             /* everywhere, ≥ 0 … */
  VanityMixFunc get_strength; /* … or of each pixel, when not NULL; may run on several threads */
  gconstpointer data;
} VanityMix;

/* mixed ← source + strength · (worn − source). Above 1 it goes on the same way, ever more slowly:
 * what is sheer gets stronger, what hides its ground only a little deeper, and no channel goes
 * farther than 0.4 of the way from `worn` to 0 or 1. */
void vanity_mix_row (const float *source, const float *worn, const float *strength, int n,
                     float *mixed);

/* Writes all that was laid into `image`, which is like the source in size, depth and space; what
 * lay there before is taken off. Returns the rectangle written, empty for none. */
VanityRect vanity_mix_write (const VanityMix *mix, VanityImage *image);

/* Takes what lies where this was laid off `image`, but not within `but`. */
void vanity_mix_take_off (const VanityMix *mix, const VanityRect *but, VanityImage *image);

/* Lays it on top of what `image` has there. Nothing outside `part` (NULL: everywhere) is written.
 */
void vanity_mix_add (const VanityMix *mix, VanityImage *image, const VanityRect *part);

G_END_DECLS
