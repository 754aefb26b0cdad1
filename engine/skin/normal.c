#include "skin/normal.h"

#include <math.h>

void
vanity_normal_draw (int point, double normal[3])
{
  /* A Kronecker lattice in four dimensions (powers of the root of x⁵ = x + 1), turned into normal
   * numbers by Box and Muller. */
  static const double steps[4]
      = { 0.8566748838545029, 0.733891856627126, 0.6287067210378087, 0.5385972572236101 };
  double u[4];

  for (int k = 0; k < 4; k++)
    u[k] = fmod (0.5 + (point + 1) * steps[k], 1);
  normal[0] = sqrt (-2 * log (u[0])) * cos (2 * G_PI * u[1]);
  normal[1] = sqrt (-2 * log (u[0])) * sin (2 * G_PI * u[1]);
  normal[2] = sqrt (-2 * log (u[2])) * cos (2 * G_PI * u[3]);
}
