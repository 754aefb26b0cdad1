#include "recommend/blend.h"

#include <math.h>

/* Nobody is surer than this that something is right; that it is wrong can be plain. */
#define SUREST 0.98
#define LEAST 1e-9

double
vanity_opinion_of_score (double score)
{
  return 0.5 + 0.45 * CLAMP (isfinite (score) ? score : 0, -1, 1);
}

double
vanity_blend (const VanityOpinion *opinions, int n)
{
  double sum = 0;

  for (int i = 0; i < n; i++)
    {
      double share = CLAMP (opinions[i].share, LEAST, SUREST);

      sum += opinions[i].weight * log (share / (1 - share));
    }
  return 1 / (1 + exp (-sum));
}
