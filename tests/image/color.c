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
test_hex (void)
{
  VanityRgb rgb;

  g_assert_true (vanity_rgb_parse ("#ff8000", &rgb));
  g_assert_cmpfloat (rgb.r, ==, 1);
  g_assert_cmpfloat_with_epsilon (rgb.g, vanity_srgb_to_linear (128 / 255.0f), 1e-7);
  g_assert_cmpfloat (rgb.b, ==, 0);

  for (int code = 0; code < 256; code++)
    {
      g_autofree char *hex = g_strdup_printf ("#%02x%02x%02X", code, 255 - code, code);
      g_assert_true (vanity_rgb_parse (hex, &rgb));
      g_autofree char *again = vanity_rgb_to_hex (rgb);
      g_autofree char *lower = g_ascii_strdown (hex, -1);
      g_assert_cmpstr (again, ==, lower);
    }

  g_autofree char *clipped = vanity_rgb_to_hex ((VanityRgb){ -1, 7, NAN });
  g_assert_cmpstr (clipped, ==, "#00ff00");
}

static void
test_bad_hex (void)
{
  static const char *bad[]
      = { "", "#", "#12345", "#1234567", "123456", "#12g456", "#12 456", " #123456", "#-12345" };
  VanityRgb rgb = { 7, 7, 7 };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (vanity_rgb_parse (bad[i], &rgb));
  g_assert_false (vanity_rgb_parse (NULL, &rgb));
  g_assert_cmpfloat (rgb.r, ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/color/transfer", test_transfer);
  g_test_add_func ("/image/color/hex", test_hex);
  g_test_add_func ("/image/color/bad-hex", test_bad_hex);
  return g_test_run ();
}
