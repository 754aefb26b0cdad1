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

static void
test_rows (void)
{
  enum
  {
    N = 4001
  };
  static float encoded[N], linear[N], again[N];

  for (int i = 0; i < N; i++)
    encoded[i] = (float)i / 1000 - 2;
  vanity_srgb_to_linear_row (encoded, linear, N);
  vanity_srgb_from_linear_row (linear, again, N);
  for (int i = 0; i < N; i++)
    {
      g_assert_cmpfloat_with_epsilon (linear[i], vanity_srgb_to_linear (encoded[i]),
                                      1e-6f * MAX (1, fabsf (linear[i])));
      g_assert_cmpfloat_with_epsilon (again[i], encoded[i], 2e-6);
    }
  vanity_srgb_from_linear_row (linear, linear, N);
  g_assert_cmpmem (linear, sizeof linear, again, sizeof again);
}

static void
test_pack (void)
{
  for (guint32 rgb = 0; rgb <= 0xffffff; rgb += 0x010307)
    g_assert_cmphex (
        vanity_rgb_pack ((VanityRgb){ vanity_srgb_to_linear ((rgb >> 16) / 255.0f),
                                      vanity_srgb_to_linear ((rgb >> 8 & 0xff) / 255.0f),
                                      vanity_srgb_to_linear ((rgb & 0xff) / 255.0f) }),
        ==, rgb);
  g_assert_cmphex (vanity_rgb_pack ((VanityRgb){ -1, 2, 0.5f }), ==, 0x00ffbc);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/color/transfer", test_transfer);
  g_test_add_func ("/image/color/pack", test_pack);
  g_test_add_func ("/image/color/rows", test_rows);
  return g_test_run ();
}
