/* CIEDE2000, after Sharma, Wu & Dalal, "The CIEDE2000 color-difference formula: implementation
 * notes, supplementary test data, and mathematical observations", Color Research & Application
 * 30(1), 2005. Symbols are the paper's. */
#include "image/color.h"

#include <math.h>

/* Hues opposite each other are half a turn apart, give or take the arithmetic's last digit, and
 * must not fall on the far side of the formula's two cases by it. */
#define HALF_TURN (180 + 1e-9)

static double
hue (double a, double b)
{
  if (a == 0 && b == 0)
    return 0;

  double h = atan2 (b, a) * 180 / G_PI;
  return h < 0 ? h + 360 : h;
}

static double
cos_degrees (double angle)
{
  return cos (angle * G_PI / 180);
}

/* C⁷ / (C⁷ + 25⁷), under a root: how saturated the pair is. */
static double
saturation (double c)
{
  double c7 = pow (c, 7);
  return sqrt (c7 / (c7 + 6103515625.0));
}

double
vanity_lab_delta_e2000 (VanityLab one, VanityLab other)
{
  double c1 = hypot (one.a, one.b), c2 = hypot (other.a, other.b);
  double g = 0.5 * (1 - saturation ((c1 + c2) / 2));

  double a1 = (1 + g) * one.a, a2 = (1 + g) * other.a;
  double cp1 = hypot (a1, one.b), cp2 = hypot (a2, other.b);
  double h1 = hue (a1, one.b), h2 = hue (a2, other.b);
  gboolean grey = cp1 * cp2 == 0;

  double dh = 0;
  if (!grey)
    {
      dh = h2 - h1;
      if (dh > HALF_TURN)
        dh -= 360;
      else if (dh < -HALF_TURN)
        dh += 360;
    }
  double dL = (double)other.L - one.L;
  double dC = cp2 - cp1;
  double dH = 2 * sqrt (cp1 * cp2) * sin (dh * G_PI / 360);

  double L = ((double)one.L + other.L) / 2;
  double C = (cp1 + cp2) / 2;
  double H = h1 + h2;
  if (!grey)
    {
      if (fabs (h1 - h2) > HALF_TURN)
        H += h1 + h2 < 360 ? 360 : -360;
      H /= 2;
    }

  double T = 1 - 0.17 * cos_degrees (H - 30) + 0.24 * cos_degrees (2 * H)
             + 0.32 * cos_degrees (3 * H + 6) - 0.20 * cos_degrees (4 * H - 63);
  double rotation = 30 * exp (-pow ((H - 275) / 25, 2));
  double RC = 2 * saturation (C);
  double L50 = (L - 50) * (L - 50);
  double SL = 1 + 0.015 * L50 / sqrt (20 + L50);
  double SC = 1 + 0.045 * C;
  double SH = 1 + 0.015 * C * T;
  double RT = -sin (2 * rotation * G_PI / 180) * RC;

  double l = dL / SL, c = dC / SC, h = dH / SH;
  return sqrt (l * l + c * c + h * h + RT * c * h);
}
