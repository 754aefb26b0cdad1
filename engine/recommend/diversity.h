/* Not ten near-identical reds: maximal marginal relevance (Carbonell & Goldstein, 1998) over
 * colour, brand and line. */
#pragma once

#include "catalogue/shade.h"

G_BEGIN_DECLS

/* How alike two are, [0, 1]: 1 for the same colour of the same line. With `by_color` FALSE only
 * brand and line count: foundations for one skin have to be alike. */
double vanity_shade_compare (const VanityShade *one, const VanityShade *other, gboolean by_color);

/* Picks `n` of `shades`, the best first, each for its score less what it repeats of those before;
 * `scores` in [0, 1], `relevance` in [0, 1]: 1 picks by score alone. The best is always first. The
 * indices picked are written to `picked`; returns how many. */
int vanity_diversify (const VanityShade *const *shades, const double *scores, int count, int n,
                      double relevance, gboolean by_color, int *picked);

G_END_DECLS
