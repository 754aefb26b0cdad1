/* The One Euro filter (Casiez, Roussel and Vogel, "1 € Filter: A Simple Speed-based Low-pass Filter
 * for Noisy Input in Interactive Systems", 2012): the faster something moves, the less it is
 * smoothed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double rest;         /* cutoff frequency at rest, Hz: lower shakes less */
  double quiet;        /* the speed that noise alone seems to have, which does not count */
  double speed;        /* Hz more for each unit of speed: higher lags less */
  double speed_cutoff; /* of the speed's own smoothing, Hz */
} VanityOneEuro;

/* The share of a new sample that passes a low-pass of `cutoff` Hz, (0, 1], `seconds` after the last
 * one. */
double vanity_low_pass (double cutoff, double seconds);

/* The same of a One Euro filter where the smoothed speed is `speed`, ≥ 0. */
double vanity_one_euro_pass (const VanityOneEuro *filter, double speed, double seconds);

G_END_DECLS
