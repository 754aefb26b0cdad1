/* Makeup as people wear it, drawn at random: an ordinary look each time.
 *
 * A style has a strength (0 hardly any … 1 all one can wear; half of them lie below 0.5) and a
 * family (warm, cool or neutral) that all its colours lean to; what is worn, and how much of it,
 * follows the strength, with much room for exceptions: a bold lip with bare eyes is as usual as the
 * other way round. Nothing depends on who wears it: shades run from pale to deep for everybody.
 *
 *   layer      worn by             what varies
 *   lipstick   97 %, nudes 45 %    nude, rose, red, berry, orange and odd ones; all five finishes,
 *                                  sheer to opaque, one in eight faded outwards
 *   lip liner  10 … 55 %           a shade deeper than the lipstick, sometimes beyond the border
 *   eyeshadow  45 … 100 %          one zone, two or three (and inner corner, lower line); matte,
 *                                  satin, shimmer, metallic; one in eight in colour
 *   eyeliner   30 … 95 %           black, brown, rarely coloured; half of them with a wing; lower
 *                                  line, smudged or sharp
 *   lashes     50 … 98 %           length and density with strength
 *   brows      45 … 90 %           filled and shaped
 *   blush      55 … 95 %           four placements, from peach and pink to plum and brick
 *   contour    8 … 50 %            highlight    15 … 65 %
 *
 * The first number is that of strength 0, the second that of 1, linear between. Foundation and
 * concealer are worn only when asked for: no network can tell them from a stranger's skin. */
#pragma once

#include "base/random.h"
#include "makeup/look.h"

G_BEGIN_DECLS

/* A new style. It takes as many numbers as it needs: give it a generator of its own where others
 * must not depend on that. `foundation`: three in five wear foundation, half of those concealer. */
VanityLook *vanity_style_new (VanityRandom *random, gboolean foundation);

G_END_DECLS
