/* A model of colours: a mixture of three-dimensional Gaussians, fitted by expectation-maximisation
 * (Dempster, Laird and Rubin, 1977) from k-means. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VANITY_HEAD_MIXTURE_MOST 4

typedef struct
{
  int count; /* 0: nothing is known */
  float mean[VANITY_HEAD_MIXTURE_MOST][3];
  float inverse[VANITY_HEAD_MIXTURE_MOST][6]; /* of the covariance: xx, yy, zz, xy, xz, yz */
  float constant[VANITY_HEAD_MIXTURE_MOST];   /* log of weight ÷ √((2π)³ det) */
} VanityHeadMixture;

/* To the `n` colours of three planes of `stride` values that have `weight` above 0; at most
 * `count` Gaussians. FALSE, and nothing is known, where their weights add up to less than
 * `least`. */
gboolean vanity_head_mixture_fit (VanityHeadMixture *mixture, const float *planes, gsize stride,
                                  const float *weight, int n, int count, float least);

/* Log of the density at a colour; at least −30, which is also what is said where nothing is known.
 */
float vanity_head_mixture_get (const VanityHeadMixture *mixture, const float color[3]);

G_END_DECLS
