#include "skin/temperature.h"

#include <math.h>

/* Linear sRGB of a chromaticity (CIE 1931 x, y), green = 1. */
static VanityRgb
get_white (double x, double y)
{
  double X = x / y, Z = (1 - x - y) / y;
  double r = 3.2404542 * X - 1.5371385 - 0.4985314 * Z;
  double g = -0.9692660 * X + 1.8760108 + 0.0415560 * Z;
  double b = 0.0556434 * X - 0.2040259 + 1.0572252 * Z;

  return (VanityRgb){ (float)(r / g), 1, (float)(b / g) };
}

/* Standard illuminants of CIE 15: D50, D65, D75, A, and F2, whose temperature is 4230 K. */
static void
test_known (void)
{
  static const struct
  {
    double x, y, temperature, within, tint;
  } known[] = {
    { 0.34567, 0.35850, 5003, 60, 0.0032 }, { 0.31272, 0.32903, 6504, 60, 0.0032 },
    { 0.29902, 0.31485, 7504, 90, 0.0031 }, { 0.44757, 0.40745, 2856, 20, 0.0 },
    { 0.37208, 0.37529, 4230, 60, 0.0018 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      double temperature, tint;

      g_assert_true (
          vanity_temperature_find (get_white (known[i].x, known[i].y), &temperature, &tint));
      g_assert_cmpfloat_with_epsilon (temperature, known[i].temperature, known[i].within);
      g_assert_cmpfloat_with_epsilon (tint, known[i].tint, 0.0012);
    }
}

/* Too green, too blue or no light at all has no temperature. */
static void
test_none (void)
{
  static const VanityRgb none[]
      = { { 0.2f, 1, 0.2f }, { 0.1f, 0.3f, 4 }, { 0, 0, 0 }, { NAN, 1, 1 }, { 1, 0.1f, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      double temperature = 1, tint = 1;

      g_assert_false (vanity_temperature_find (none[i], &temperature, &tint));
      g_assert_true (temperature == 0 && tint == 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/skin/temperature/known", test_known);
  g_test_add_func ("/skin/temperature/none", test_none);
  return g_test_run ();
}
