/* The measures themselves, of a face that looks straight out of the picture. Internal to
 * engine/features. */
#pragma once

#include "features/features.h"
#include "features/frontal.h"

G_BEGIN_DECLS

/* One value per side, the person's right and left; those that are not paired are given twice. */
typedef struct
{
  double value[VANITY_N_MEASURES][2];
} VanityMeasured;

void vanity_measure_outline (const VanityFrontal *frontal, VanityMeasured *measured);
void vanity_measure_eyes (const VanityFrontal *frontal, VanityMeasured *measured);
void vanity_measure_brows (const VanityFrontal *frontal, VanityMeasured *measured);
void vanity_measure_nose (const VanityFrontal *frontal, VanityMeasured *measured);
void vanity_measure_lips (const VanityFrontal *frontal, VanityMeasured *measured);

/* All of these. */
void vanity_measure_all (const VanityFrontal *frontal, VanityMeasured *measured);

static inline void
vanity_measured_set (VanityMeasured *measured, VanityMeasureId id, double value)
{
  measured->value[id][0] = measured->value[id][1] = value;
}

/* a / b, and 0 where that is no number: points of real faces do not lie together, and those of
 * others are told apart by being far outside what is usual. */
static inline double
vanity_measure_ratio (double a, double b)
{
  return b > 1e-6 ? a / b : 0;
}

G_END_DECLS
