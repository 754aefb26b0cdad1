#include "skin/illuminant.h"

#include <math.h>

/* Linear sRGB (D65) → cone responses of Bradford: the matrix of sRGB (IEC 61966-2-1) and then
 * Lam's; and back. Rows of the first sum to the response to white. */
static const double to_cones[3][3]
    = { { 0.8951, 0.2664, -0.1614 }, { -0.7502, 1.7135, 0.0367 }, { 0.0389, -0.0685, 1.0296 } };
static const double from_cones[3][3] = { { 0.9869929, -0.1470543, 0.1599627 },
                                         { 0.4323053, 0.5183603, 0.0492912 },
                                         { -0.0085287, 0.0400428, 0.9684867 } };
static const double to_xyz[3][3] = { { 0.4124564, 0.3575761, 0.1804375 },
                                     { 0.2126729, 0.7151522, 0.0721750 },
                                     { 0.0193339, 0.1191920, 0.9503041 } };
static const double from_xyz[3][3] = { { 3.2404542, -1.5371385, -0.4985314 },
                                       { -0.9692660, 1.8760108, 0.0415560 },
                                       { 0.0556434, -0.2040259, 1.0572252 } };

static void
multiply (const double matrix[3][3], const double in[3], double out[3])
{
  for (int i = 0; i < 3; i++)
    out[i] = matrix[i][0] * in[0] + matrix[i][1] * in[1] + matrix[i][2] * in[2];
}

VanityLab
vanity_illuminant_correct (const VanityIlluminant *light, VanityLab seen, float amount)
{
  double part = isnan (amount) ? 0 : (double)CLAMP (amount, 0.0f, 1.0f);
  VanityRgb rgb = vanity_lab_to_linear (seen);
  double color[3] = { (double)rgb.r, (double)rgb.g, (double)rgb.b }, white[3], day[3] = { 1, 1, 1 };
  double xyz[3], cones[3], from[3], to[3], gain = exp2 (-part * (double)light->exposure);

  if (part == 0)
    return seen;
  /* The white keeps its luminance: its colour alone is taken off, and how much light there was by
   * the exposure. */
  for (int c = 0; c < 3; c++)
    white[c] = pow ((double)light->rgb[c], part);
  multiply (to_xyz, white, xyz);
  for (int c = 0; c < 3; c++)
    white[c] = xyz[c] / xyz[1];
  multiply (to_cones, white, from);
  multiply (to_xyz, day, xyz);
  multiply (to_cones, xyz, to);
  multiply (to_xyz, color, xyz);
  multiply (to_cones, xyz, cones);
  for (int c = 0; c < 3; c++)
    cones[c] *= gain * to[c] / MAX (from[c], 1e-3);
  multiply (from_cones, cones, xyz);
  multiply (from_xyz, xyz, color);
  return vanity_lab_from_linear ((VanityRgb){ (float)color[0], (float)color[1], (float)color[2] });
}
