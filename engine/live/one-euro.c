#include "live/one-euro.h"

#include <math.h>

double
vanity_low_pass (double cutoff, double seconds)
{
  double turn = 2 * G_PI * cutoff * seconds;

  return turn / (turn + 1);
}

double
vanity_one_euro_pass (const VanityOneEuro *filter, double speed, double seconds)
{
  double moved = sqrt (MAX (speed * speed - filter->quiet * filter->quiet, 0));

  return vanity_low_pass (filter->rest + filter->speed * moved, seconds);
}
