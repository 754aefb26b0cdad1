/* From how much of a zone a concern covers to a score, 0 to 100.
 *
 * The population: the bare portraits that vanity-train skin learns from (faces of a set that people
 * called not made up, sharp, without glasses and mostly seen; politicians' portraits, studio
 * portraits and generated people of all tones, most of them adults). Their
 * amounts without anything painted are in concern-table.h. A score of 80 is their median, 55 what
 * one in ten exceeds, 30 what one in a hundred does; in between it is linear, 100 is nothing at
 * all, and beyond it falls without reaching 0. */
#pragma once

#include "skin/concerns.h"

G_BEGIN_DECLS

/* Of the population that have less, quantiles that the table lists. */
#define VANITY_CONCERN_N_QUANTILES 3
extern const double vanity_concern_quantiles[VANITY_CONCERN_N_QUANTILES];

/* The score of an amount in [0, 1] of the concern in the zone, or with VANITY_N_ZONES in all of
 * its zones together. */
float vanity_concern_score (VanityConcern concern, VanityZone zone, double amount);

/* How much of a concern a zone has, [0, 1]: the root of the mean square of its map over what is
 * seen of the zone, so that what is clear counts more than haze, which any skin has; −1 where too
 * little is seen. `seen` (may be NULL) gets how much of the zone is. */
double vanity_concern_measure_amount (const VanityAtlas *atlas, VanityZone zone, const float *map,
                                      const float *visibility, double *seen);
/* The mean of any plane that is not negative over what is seen of the zone; −1 likewise. */
double vanity_concern_measure_zone (const VanityAtlas *atlas, VanityZone zone, const float *plane,
                                    const float *visibility);

/* How many texels of the chart the zone has. */
double vanity_concern_measure_size (const VanityAtlas *atlas, VanityZone zone);
/* The amount of zones of those amounts, VANITY_N_ZONES of them, and sizes together; one below 0 is
 * left out. −1 where all are. */
double vanity_concern_join_amounts (const double *amounts, const double *sizes);
/* The same of a map, of the concern's zones that are seen. */
double vanity_concern_measure_all (const VanityAtlas *atlas, VanityConcern concern,
                                   const float *map, const float *visibility);

G_END_DECLS
