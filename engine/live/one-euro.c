#include "live/one-euro.h"

double
vanity_low_pass (double cutoff, double seconds)
{
  double turn = 2 * G_PI * cutoff * seconds;

  return turn / (turn + 1);
}

double
vanity_one_euro_pass (const VanityOneEuro *filter, double speed, double seconds)
{
  return vanity_low_pass (filter->rest + filter->speed * speed, seconds);
}
