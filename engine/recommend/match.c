#include "recommend/match.h"

#include <math.h>

double
vanity_match_closeness (double delta_e, double close)
{
  double x = delta_e / (2 * close);

  return isfinite (x) ? exp2 (-x * x) : 0;
}

double
vanity_match_soften (VanityLab wanted, const double covariance[3][3], VanityLab offered,
                     double close)
{
  double apart = vanity_lab_delta_e2000 (wanted, offered), doubt = 0, length = 0, wide;
  const double d[3] = { (double)(offered.L - wanted.L), (double)(offered.a - wanted.a),
                        (double)(offered.b - wanted.b) };

  if (!covariance || !(apart > 0))
    return vanity_match_closeness (apart, close);
  for (int i = 0; i < 3; i++)
    {
      length += d[i] * d[i];
      for (int j = 0; j < 3; j++)
        doubt += d[i] * covariance[i][j] * d[j];
    }
  /* The deviation along the difference, from Lab's length to CIEDE2000's. */
  doubt = length > 0 ? sqrt (MAX (doubt, 0)) / length * apart : 0;
  doubt = MIN (doubt, VANITY_MOST_DOUBT);
  /* A Gaussian seen through a Gaussian is a wider one: variances add. */
  wide = sqrt (4 * close * close + 2 * G_LN2 * doubt * doubt);
  return exp2 (-(apart / wide) * (apart / wide));
}

double
vanity_finish_compare (VanityFinish one, VanityFinish other)
{
  /* How much light a finish throws back, and in how coarse grains; ours. */
  static const double places[VANITY_N_FINISHES][2] = {
    [VANITY_FINISH_MATTE] = { 0.0, 0 },     [VANITY_FINISH_VELVET] = { 0.2, 0 },
    [VANITY_FINISH_SATIN] = { 0.45, 0 },    [VANITY_FINISH_SHEER] = { 0.55, 0 },
    [VANITY_FINISH_DEWY] = { 0.75, 0 },     [VANITY_FINISH_GLOSS] = { 1.0, 0 },
    [VANITY_FINISH_SHIMMER] = { 0.7, 0.5 }, [VANITY_FINISH_METALLIC] = { 0.9, 0.7 },
    [VANITY_FINISH_GLITTER] = { 0.9, 1.0 },
  };

  if (one == VANITY_FINISH_UNKNOWN || other == VANITY_FINISH_UNKNOWN)
    return 0.5;
  return 1 - MIN (hypot (places[one][0] - places[other][0], places[one][1] - places[other][1]), 1);
}
