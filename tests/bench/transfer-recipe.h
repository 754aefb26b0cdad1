/* How near ordinary looks come to what was copied. */
#pragma once

#include "texture/tint.h"

G_BEGIN_DECLS

#define RECIPE_WANTED 4 /* mean CIEDE2000 of a region */

/* Of each region the mean of CIEDE2000 between the copied makeup and its recipe, over recipes. */
typedef struct
{
  double sum[VANITY_N_TINTS], worst[VANITY_N_TINTS];
  int seen[VANITY_N_TINTS], n;
} RecipeScore;

void recipe_score_add (RecipeScore *score, const double difference[VANITY_N_TINTS]);
void recipe_score_print (const RecipeScore *score);

G_END_DECLS
