#include "image/color.h"

#include <math.h>

#define N 1000

/* The textbook's formulas, in double precision. */
static double
reference_f (double t)
{
  return t > pow (6.0 / 29, 3) ? cbrt (t) : t * pow (29.0 / 6, 2) / 3 + 4.0 / 29;
}

static void
reference_lab (VanityRgb rgb, double lab[3])
{
  static const double m[3][3] = { { 0.4124564, 0.3575761, 0.1804375 },
                                  { 0.2126729, 0.7151522, 0.0721750 },
                                  { 0.0193339, 0.1191920, 0.9503041 } };
  double f[3];

  for (int i = 0; i < 3; i++)
    {
      double white = m[i][0] + m[i][1] + m[i][2];
      f[i] = reference_f ((m[i][0] * rgb.r + m[i][1] * rgb.g + m[i][2] * rgb.b) / white);
    }
  lab[0] = 116 * f[1] - 16;
  lab[1] = 500 * (f[0] - f[1]);
  lab[2] = 200 * (f[1] - f[2]);
}

static void
assert_lab (VanityLab lab, double L, double a, double b, double epsilon)
{
  g_assert_cmpfloat_with_epsilon (lab.L, L, epsilon);
  g_assert_cmpfloat_with_epsilon (lab.a, a, epsilon);
  g_assert_cmpfloat_with_epsilon (lab.b, b, epsilon);
}

static void
test_known (void)
{
  assert_lab (vanity_lab_from_linear ((VanityRgb){ 1, 1, 1 }), 100, 0, 0, 1e-4);
  assert_lab (vanity_lab_from_linear ((VanityRgb){ 0, 0, 0 }), 0, 0, 0, 1e-4);
  assert_lab (vanity_lab_from_linear ((VanityRgb){ 0.18f, 0.18f, 0.18f }), 49.4961, 0, 0, 1e-3);
  assert_lab (vanity_lab_from_linear ((VanityRgb){ 1, 0, 0 }), 53.24, 80.09, 67.20, 0.02);
  assert_lab (vanity_lab_from_linear ((VanityRgb){ 0, 0, 1 }), 32.30, 79.19, -107.86, 0.02);
}

static void
test_reference (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (int i = 0; i < N; i++)
    {
      /* Also dark, and outside the gamut. */
      double range = i % 3 == 0 ? 0.01 : 1.2;
      VanityRgb rgb = { (float)g_rand_double_range (rand, -0.1 * range, range),
                        (float)g_rand_double_range (rand, -0.1 * range, range),
                        (float)g_rand_double_range (rand, -0.1 * range, range) };
      double lab[3];

      reference_lab (rgb, lab);
      VanityLab got = vanity_lab_from_linear (rgb);
      assert_lab (got, lab[0], lab[1], lab[2], 2e-3);

      VanityRgb back = vanity_lab_to_linear (got);
      g_assert_cmpfloat_with_epsilon (back.r, rgb.r, 1e-5);
      g_assert_cmpfloat_with_epsilon (back.g, rgb.g, 1e-5);
      g_assert_cmpfloat_with_epsilon (back.b, rgb.b, 1e-5);
    }
}

static void
test_planes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  float rgb[3][N], lab[3][N], back[3][N];

  for (int c = 0; c < 3; c++)
    for (int i = 0; i < N; i++)
      rgb[c][i] = (float)g_rand_double_range (rand, -0.1, 1.1);

  vanity_lab_from_linear_planes (rgb[0], rgb[1], rgb[2], lab[0], lab[1], lab[2], N);
  vanity_lab_to_linear_planes (lab[0], lab[1], lab[2], back[0], back[1], back[2], N);
  for (int i = 0; i < N; i++)
    {
      VanityLab one = vanity_lab_from_linear ((VanityRgb){ rgb[0][i], rgb[1][i], rgb[2][i] });
      assert_lab (one, lab[0][i], lab[1][i], lab[2][i], 1e-3);
      for (int c = 0; c < 3; c++)
        g_assert_cmpfloat_with_epsilon (back[c][i], rgb[c][i], 1e-5);
    }

  /* In place. */
  vanity_lab_from_linear_planes (rgb[0], rgb[1], rgb[2], rgb[0], rgb[1], rgb[2], N);
  for (int c = 0; c < 3; c++)
    for (int i = 0; i < N; i++)
      g_assert_cmpfloat (rgb[c][i], ==, lab[c][i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/lab/known", test_known);
  g_test_add_func ("/image/lab/reference", test_reference);
  g_test_add_func ("/image/lab/planes", test_planes);
  return g_test_run ();
}
