/* How near is near: from a colour difference to a share that people can read. */
#pragma once

#include "catalogue/shade.h"
#include "image/color.h"

G_BEGIN_DECLS

/* What is called a close match, CIEDE2000. Foundations are so dense that within 2 there mostly is
 * one; a lipstick that differs by 4 on the lips is the same idea of a colour. */
#define VANITY_CLOSE_SKIN 2.0
#define VANITY_CLOSE_COLOR 4.0

/* 2^−(ΔE ÷ 2 close)²: 1 for no difference, 0.84 at `close`, 0.5 at twice that. NaN gives 0. */
double vanity_match_closeness (double delta_e, double close);

/* The same where the colour that is wanted is itself uncertain: what cannot be told apart counts as
 * less apart. `covariance` of `wanted` (NULL: none), of which at most VANITY_MOST_DOUBT ΔE count:
 * the best guess stays the best guess. */
#define VANITY_MOST_DOUBT 4.0
double vanity_match_soften (VanityLab wanted, const double covariance[3][3], VanityLab offered,
                            double close);

/* How alike finishes are to look at, [0, 1]; 0.5 where one is unknown. */
double vanity_finish_compare (VanityFinish one, VanityFinish other);

G_END_DECLS
