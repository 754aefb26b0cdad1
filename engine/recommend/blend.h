/* Several opinions of one thing in one score.
 *
 * Each is a share in [0, 1], 0.5 being "I know nothing", with a weight. They are pooled as odds
 * (logarithmic opinion pool: Genest & Zidek, Combining probability distributions, 1986):
 *
 *   score = logistic (Σ weight · log (share ÷ (1 − share)))
 *
 * so that who knows nothing changes nothing, two who agree are surer than one, and one who is sure
 * cannot be outvoted by murmurs. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double share, weight;
} VanityOpinion;

/* What a part counts against the features' 1: somebody's own likes and hides matter, and decide
 * between what fits equally; demand only whispers. */
#define VANITY_WEIGHT_FEATURE 1.0
#define VANITY_WEIGHT_HABIT 0.6
#define VANITY_WEIGHT_TREND 0.2

/* A score in [−1, 1], 0 being nothing known, as a share: never quite sure. */
double vanity_opinion_of_score (double score);

double vanity_blend (const VanityOpinion *opinions, int n);

G_END_DECLS
