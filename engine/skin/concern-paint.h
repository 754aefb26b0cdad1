/* Paints concerns of known place and strength on the texture of a face: truth to learn from and to
 * be judged by. Colour goes on as densities of pigment, relief as shading, shine as light.
 *
 * What a strength means: 0 is nothing, 1 what would be the first thing to be noticed. The truth of
 * a texel is how clearly what was painted there is to be seen, [0, 1]: the strength times its
 * shape. */
#pragma once

#include "base/random.h"
#include "face/atlas.h"
#include "skin/concerns.h"

G_BEGIN_DECLS

/* Of texels with at least this much truth a mask is made, to compare masks by overlap. */
#define VANITY_CONCERN_CLEAR 0.3f

/* A canvas of one face: `rgb` are three planes of size² in linear light, changed in place. `truth`
 * are VANITY_N_CONCERNS planes, 0 at first. `light` is the linear light of the person's own skin
 * (VanitySignals.reference). */
typedef struct
{
  const VanityAtlas *atlas;
  int size;
  float *rgb, *truth;
  const float *light;
  VanityRandom *random;
} VanityConcernCanvas;

/* Paints each concern whose strength is not 0, those in the skin first. Strengths are in [0, 1].
 * The same random numbers paint the same. */
void vanity_concern_paint (const VanityConcernCanvas *canvas, const float *strength);

/* Strengths as they are learnt: several at once, some alone, and one face in six without any. */
void vanity_concern_draw_strengths (VanityRandom *random, float *strength);

/* ---- What painters share; internal to engine/skin ---- */

/* A field of size² in [−1, 1] or so, smooth over `cells` cells along a side of the chart. Free with
 * g_free (). */
float *vanity_concern_new_noise (const VanityConcernCanvas *canvas, double cells);
/* Raises `field` to a disc of `radius` texels of 256 around (u, v) of the chart, with an edge of
 * `soft` of its radius; `stretch` makes it wider than high. */
void vanity_concern_stamp (const VanityConcernCanvas *canvas, float *field, double u, double v,
                           double radius, double stretch, double soft, float value);
/* Blurs a field of positive numbers; deviation in texels of 256. */
void vanity_concern_blur (const VanityConcernCanvas *canvas, float *field, double deviation);
/* Takes density · field of `direction` off the light. */
void vanity_concern_stain (const VanityConcernCanvas *canvas, const float *field, float density,
                           const float *direction);
/* Raises the truth of the concern to factor · field, at most 1. */
void vanity_concern_tell (const VanityConcernCanvas *canvas, VanityConcern concern,
                          const float *field, float factor);
double vanity_concern_between (VanityRandom *random, double low, double high);

void vanity_concern_paint_redness (const VanityConcernCanvas *canvas, float strength);
void vanity_concern_paint_spots (const VanityConcernCanvas *canvas, float strength);
void vanity_concern_paint_pigment (const VanityConcernCanvas *canvas, float strength);
void vanity_concern_paint_wrinkles (const VanityConcernCanvas *canvas, float strength);
void vanity_concern_paint_pores (const VanityConcernCanvas *canvas, float strength);
void vanity_concern_paint_dark_circles (const VanityConcernCanvas *canvas, float strength);
void vanity_concern_paint_eye_bags (const VanityConcernCanvas *canvas, float strength);
void vanity_concern_paint_shine (const VanityConcernCanvas *canvas, float strength);

G_END_DECLS
