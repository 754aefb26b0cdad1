#include "makeup/pigment.h"

VanityRgb
vanity_pigment_adapt (VanityRgb pigment, VanityLab skin, double lift, double drop)
{
  VanityLab swatch = vanity_lab_from_linear (pigment);
  double lightness = CLAMP ((double)swatch.L, (double)skin.L - drop, (double)skin.L + lift);
  /* Chroma follows lightness half-way: a pastel deepened for deep skin gets richer. */
  double share = sqrt (CLAMP (lightness / MAX ((double)swatch.L, 1.0), 0.25, 2.0));

  swatch.L = (float)CLAMP (lightness, 0, 100);
  swatch.a *= (float)share;
  swatch.b *= (float)share;
  pigment = vanity_lab_to_linear (swatch);
  return (VanityRgb){ CLAMP (pigment.r, 0.0f, 1.0f), CLAMP (pigment.g, 0.0f, 1.0f),
                      CLAMP (pigment.b, 0.0f, 1.0f) };
}

VanityRgb
vanity_pigment_deepen (VanityRgb pigment, float reflected)
{
  /* Geometric mean of what lips and skin of a middling face reflect. */
  const float middling = 0.26f;
  /* What is white in a pigment hides the ground. */
  float clear = CLAMP (1 - 2.5f * MIN (MIN (pigment.r, pigment.g), pigment.b), 0.3f, 1.0f);
  float depth = CLAMP (powf (reflected / middling, 0.33f * clear), 0.62f, 1.06f);

  return (VanityRgb){ MIN (depth * pigment.r, 1.0f), MIN (depth * pigment.g, 1.0f),
                      MIN (depth * pigment.b, 1.0f) };
}
