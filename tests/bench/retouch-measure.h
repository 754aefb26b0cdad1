/* What a layer that retouches did to a face, against a mask of the head checked by hand. */
#pragma once

#include "makeup/canvas.h"

G_BEGIN_DECLS

typedef struct
{
  double change;   /* sum of ΔE over the pixels that changed; 0: it had nothing to do */
  double beside;   /* share of it where the mask has what the layer is not for, 1 cell off edges */
  double shift;    /* ΔE00 from the skin's mean colour before to that after */
  double lighter;  /* change of the skin's mean lightness, L* */
  double texture;  /* energy of the skin's finest contrast (a pixel against its neighbours)
                      after ÷ before */
  double blotches; /* contrast of what is some millimetres wide, after ÷ before */
  double above;    /* how much lighter the circles under the eyes are after than the cheeks, or than
                      they were, L* */
  double circles;  /* and how much lighter they got */
} Retouched;

/* Draws the layer and measures. `photo` is the size of the photo's longer side, `truth` has
 * VANITY_HEAD_MASK_SIDE² cells, `classes` the bits of those that the layer is for. The canvas is
 * clean afterwards. */
Retouched retouch_measure (VanityCanvas *canvas, const VanityLayer *layer, const guint8 *truth,
                           int photo, unsigned classes);

G_END_DECLS
