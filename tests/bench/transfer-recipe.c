#include "transfer-recipe.h"

#include <math.h>
#include <stdio.h>

void
recipe_score_add (RecipeScore *score, const double difference[VANITY_N_TINTS])
{
  score->n++;
  for (int k = 0; k < VANITY_N_TINTS; k++)
    if (!isnan (difference[k]))
      {
        score->sum[k] += difference[k];
        score->worst[k] = MAX (score->worst[k], difference[k]);
        score->seen[k]++;
      }
}

void
recipe_score_print (const RecipeScore *score)
{
  printf ("Recipes of what was copied, %d of them, mean ΔE2000 of the look beside the copy\n",
          score->n);
  for (int k = 0; k < VANITY_N_TINTS; k++)
    if (score->seen[k] > 0)
      printf ("  recipe of %s, the worst %.1f: %.2f (wanted: ≤ %d)\n",
              vanity_tint_get_id ((VanityTint)k), score->worst[k], score->sum[k] / score->seen[k],
              RECIPE_WANTED);
}
