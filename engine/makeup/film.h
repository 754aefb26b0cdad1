/* What one product leaves on the face, and the one place where colours are mixed.
 *
 * A pigment is given as its swatch: the colour of a thick, matt layer under white light of 1. On
 * the face it is lit by the photo's own light (canvas->light), with the skin's texture showing
 * through: the luminance of the source over that of the smoothed skin (`base`). Where something
 * stands out of a plain of its own form (lips), `form` tells its shading, which is kept, from the
 * highlights on it, which the finish treats.
 *
 *   cover   worn → pigment · light · texture             opaque: lipstick, foundation, liner, hair
 *   stain   worn → worn · transmittance of the pigment   deepens: contour, sheer tints
 *   glow    worn + pigment · light · where it shines     highlighter, gloss, wet shine
 *   gain    worn · pigment                               a smooth correction: evening, lifting
 *   put     worn → pigment                               what was made for this very place: lenses
 *
 * `body` in [0, 1] of a cover film leads from a stain (0) to opaque pigment (1): powders are
 * somewhere between, and that is what keeps a pale pigment from looking like ash on deep skin and
 * a dark one like paint on light skin. */
#pragma once

#include "makeup/canvas.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_BLEND_COVER,
  VANITY_BLEND_STAIN,
  VANITY_BLEND_GLOW,
  VANITY_BLEND_GAIN,
  VANITY_BLEND_PUT,
} VanityBlend;

typedef enum
{
  VANITY_FILM_FINISH_SATIN,    /* highlights as they are */
  VANITY_FILM_FINISH_MATTE,    /* highlights held down */
  VANITY_FILM_FINISH_GLOSS,    /* highlights sharper and brighter: wet */
  VANITY_FILM_FINISH_SHIMMER,  /* fine bright grains where the light falls */
  VANITY_FILM_FINISH_METALLIC, /* stronger light and shade, reflections in the pigment's colour */
} VanityFilmFinish;

/* Whether a layer's colour is laid with this film where somebody added it by hand: by the first
 * film that would, on its side of the face. */
typedef enum
{
  VANITY_ADDED_FIRST,
  VANITY_ADDED_ALSO, /* wherever the film before this one was: both make one layer */
  VANITY_ADDED_NONE,
} VanityAdded;

typedef struct
{
  const VanityMask *coverage; /* [0, 1]; exactly 0 leaves a pixel as it is, to the bit */
  const VanityMask *within;   /* multiplies coverage: canvas->allow, or NULL for everywhere */
  double opacity;             /* multiplies coverage, [0, 1] */
  VanityBlend blend;
  VanityRgb pigment;             /* swatch, linear light */
  const VanityMask *pigments[3]; /* per-place pigment instead of `pigment`, or NULL */
  const VanityMask *base;        /* luminance that counts as plain here; NULL: canvas->base */
  const VanityMask *form;        /* luminance that shows the form but no highlights; NULL: base */
  double body;                   /* COVER: 0 stain … 1 opaque */
  double texture;                /* COVER: how much of the source's texture shows, 1 all, 0 none */
  VanityFilmFinish finish;
  double shine; /* how strongly the finish shows, usually 1 */
  double grain; /* size of shimmer's grains in mm, or 0 for the default */
  VanityAdded added;
  VanityCanvasSide side; /* of the eye or brow it is drawn for; BOTH: of no single one */
} VanityFilm;

/* Coverage `mask`, pigment, opaque satin with all of the texture. */
#define VANITY_FILM_INIT(mask, color)                                                              \
  {                                                                                                \
    .coverage = (mask), .opacity = 1, .blend = VANITY_BLEND_COVER, .pigment = (color), .body = 1,  \
    .texture = 1, .finish = VANITY_FILM_FINISH_SATIN, .shine = 1                                   \
  }

/* Lays the film on `canvas->worn`. A coverage of NULL lays nothing but what was added by hand. */
void vanity_canvas_lay (VanityCanvas *canvas, const VanityFilm *film);

/* A pigment as it looks when worn sheer on this skin: its lightness held within `lift` above and
 * `drop` below the skin's (L*), hue kept and chroma in proportion; for powders, whose swatch is
 * not what one sees on the cheek. */
VanityRgb vanity_canvas_adapt (const VanityCanvas *canvas, VanityRgb pigment, double lift,
                               double drop);

/* A pigment as it looks over a ground that it does not wholly hide: part of the light it sends back
 * has been to the ground, so the same stick is deeper on deep lips. `own` is the ground as
 * photographed; it counts together with the skin. A middling face changes nothing. */
VanityRgb vanity_canvas_deepen (const VanityCanvas *canvas, VanityRgb pigment, VanityLab own);

/* "satin", "matte", "gloss", "shimmer", "metallic" → finish; satin for anything else. */
VanityFilmFinish vanity_film_finish_parse (const char *id);

G_END_DECLS
