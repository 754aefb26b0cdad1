#include "image/color.h"

#include <math.h>

static void
test_transfer (void)
{
  g_assert_cmpfloat (vanity_srgb_to_linear (0), ==, 0);
  g_assert_cmpfloat (vanity_srgb_to_linear (1), ==, 1);
  g_assert_cmpfloat_with_epsilon (vanity_srgb_to_linear (0.5f), 0.21404114, 1e-7);
  g_assert_cmpfloat_with_epsilon (vanity_srgb_from_linear (0.18f), 0.46135612, 1e-6);

  float last = -10;
  for (float x = -1.5f; x < 1.5f; x += 0.001f)
    {
      float linear = vanity_srgb_to_linear (x);

      g_assert_cmpfloat (linear, >, last);
      g_assert_cmpfloat (vanity_srgb_to_linear (-x), ==, -linear);
      g_assert_cmpfloat_with_epsilon (vanity_srgb_from_linear (linear), x, 2e-6);
      last = linear;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/color/transfer", test_transfer);
  return g_test_run ();
}
