/* How alike two shades are for somebody: features that two products share, each with a weight that
 * moves with what the person does.
 *
 * Written as φ(a)ᵀ diag(θ) φ(b), this is a factorisation whose factors begin as the products' own
 * features, so that a shade nobody has touched has its place, and of which θ is learnt: someone who
 * keeps to a brand gets a larger weight for it than someone who keeps to a colour. */
#pragma once

#include "catalogue/shade.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_LIKENESS_CATEGORY, /* the same shelf; less where only the layer is the same, or both are
                               complexion */
  VANITY_LIKENESS_COLOR, /* exp (−ΔE² / 2·12²), CIE 1976; less on another place of the face */
  VANITY_LIKENESS_LINE,  /* the same line of the same brand */
  VANITY_LIKENESS_BRAND,
  VANITY_LIKENESS_FINISH,
  VANITY_LIKENESS_COVERAGE,
  VANITY_LIKENESS_UNDERTONE, /* as the makers label it */
  VANITY_N_LIKENESSES
} VanityLikeness;

/* What each counts at first; the sum is 1, and stays it. */
void vanity_likeness_init (float weights[VANITY_N_LIKENESSES]);

/* Each feature in [0, 1]; 0 where one of the two does not tell. Symmetrical. */
void vanity_shade_likeness (const VanityShade *one, const VanityShade *other,
                            float features[VANITY_N_LIKENESSES]);
/* Σ weight · feature, in [0, 1]. */
float vanity_likeness_weigh (const float weights[VANITY_N_LIKENESSES],
                             const float features[VANITY_N_LIKENESSES]);

/* One step towards `better` outdoing `worse`, both sums of features over a history: the gradient of
 * log σ (θ · (better − worse)) (Rendle et al., BPR: Bayesian personalized ranking from implicit
 * feedback, 2009). Weights stay above 0 and keep their sum. */
void vanity_likeness_learn (float weights[VANITY_N_LIKENESSES],
                            const float better[VANITY_N_LIKENESSES],
                            const float worse[VANITY_N_LIKENESSES], float rate);

G_END_DECLS
