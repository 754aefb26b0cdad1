/* What bare portraits have of each concern in each zone: the mean of its map, for the quantiles of
 * concern-score.h. Printed by vanity-train skin --judge-only for the network that ships. */
#pragma once

#include "skin/concern-score.h"

static const double population[VANITY_N_CONCERNS][VANITY_N_ZONES][VANITY_CONCERN_N_QUANTILES] = {
  { { 0.05, 0.1, 0.2 } },
};
