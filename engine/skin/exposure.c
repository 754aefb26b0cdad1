#include "skin/exposure.h"

#include <math.h>

/* What part the whites of eyes have in the mean, and its exponent: the higher, the less counts what
 * lies in shade. With these, where one of the two says nothing of white at all, the other is taken
 * a third of a stop too low. */
#define EYES 0.50
#define BEHIND_GLASSES 0.25
#define EXPONENT 3.0
/* From where on, and how far, an exposure is followed: faces two stops too dark or too bright are
 * seen less often than eyes and walls that mislead. */
#define FOLLOWED 1.50
#define FARTHEST 2.00

void
vanity_exposure_combine (const VanityExposure *eyes, const VanityExposure *highlights,
                         gboolean glasses, VanityExposure *exposure)
{
  double share = glasses ? BEHIND_GLASSES : EYES, beyond;

  *exposure = (VanityExposure){ .spread = VANITY_EXPOSURE_USUAL };
  if (eyes->known && highlights->known)
    {
      double white = share * exp2 (EXPONENT * eyes->stops);
      double bright = (1 - share) * exp2 (EXPONENT * highlights->stops);

      exposure->known = TRUE;
      exposure->stops = log2 (white + bright) / EXPONENT;
      /* Each by how far the mean follows it. */
      exposure->spread
          = hypot (white * eyes->spread, bright * highlights->spread) / (white + bright);
    }
  else if (eyes->known || highlights->known)
    *exposure = eyes->known ? *eyes : *highlights;
  beyond = fabs (exposure->stops) - FOLLOWED;
  if (beyond > 0)
    {
      exposure->stops
          = copysign (FOLLOWED + (FARTHEST - FOLLOWED) * tanh (beyond / (FARTHEST - FOLLOWED)),
                      exposure->stops);
      exposure->spread += beyond;
    }
}
