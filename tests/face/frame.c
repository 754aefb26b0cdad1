#include "face/frame.h"

#include "face/region.h"
#include "support.h"

#include <math.h>

static VanityImage *
new_ramp (int width, int height)
{
  VanityImage *image = support_new_image (width, height, 0, 0, 0);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint8 *pixel = vanity_image_row (image, y) + 4 * x;
        pixel[0] = x;
        pixel[1] = y;
        pixel[2] = 255 - x;
      }
  return image;
}

static void
test_identity (void)
{
  g_autoptr (VanityImage) image = new_ramp (40, 30);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityFrame) frame = vanity_frame_new (image, &error);
  VanityAffine grid = { .m = { 1, 0, 0, 0, 1, 0 } };
  float out[30 * 40 * 3];

  vanity_frame_sample (frame, &grid, 40, 30, -1, 1, VANITY_SAMPLE_BLACK, FALSE, out);
  for (int y = 0; y < 30; y++)
    for (int x = 0; x < 40; x++)
      {
        g_assert_cmpfloat_with_epsilon (out[(y * 40 + x) * 3], -1 + 2 * x / 255.0, 1e-5);
        g_assert_cmpfloat_with_epsilon (out[(y * 40 + x) * 3 + 1], -1 + 2 * y / 255.0, 1e-5);
      }
}

static void
test_border (void)
{
  g_autoptr (VanityImage) image = support_new_image (4, 4, 255, 255, 255);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityFrame) frame = vanity_frame_new (image, &error);
  VanityAffine grid = { .m = { 1, 0, -2, 0, 1, 0 } };
  float black[4 * 3], extended[4 * 3];

  vanity_frame_sample (frame, &grid, 4, 1, 0, 1, VANITY_SAMPLE_BLACK, FALSE, black);
  vanity_frame_sample (frame, &grid, 4, 1, 0, 1, VANITY_SAMPLE_EXTENDED, FALSE, extended);
  for (int x = 0; x < 4; x++)
    {
      g_assert_cmpfloat_with_epsilon (black[3 * x], x < 2 ? 0 : 1, 1e-6);
      g_assert_cmpfloat_with_epsilon (extended[3 * x], 1, 1e-6);
    }
}

/* Averaging a fine checkerboard gives grey, plain sampling at its pixels' centres does not. */
static void
test_smooth (void)
{
  g_autoptr (VanityImage) image = support_new_image (256, 256, 0, 0, 0);
  g_autoptr (GError) error = NULL;
  VanityRegion whole = { 128, 128, 256, 0 };
  VanityAffine grid = vanity_region_to_grid (&whole, 32);
  float out[32 * 32 * 3];

  for (int y = 0; y < 256; y++)
    for (int x = 0; x < 256; x++)
      if ((x ^ y) & 1)
        vanity_image_row (image, y)[4 * x] = 255;
  g_autoptr (VanityFrame) frame = vanity_frame_new (image, &error);
  vanity_frame_sample (frame, &grid, 32, 32, 0, 1, VANITY_SAMPLE_BLACK, TRUE, out);
  for (int i = 0; i < 32 * 32; i++)
    g_assert_cmpfloat_with_epsilon (out[3 * i], 0.5, 0.01);

  /* Odd sides: the picture stays in its place when it is halved. */
  g_autoptr (VanityImage) ramp = new_ramp (201, 151);
  g_autoptr (VanityFrame) odd = vanity_frame_new (ramp, &error);
  VanityRegion part = { 100, 70, 96, 0 };
  grid = vanity_region_to_grid (&part, 16);
  vanity_frame_sample (odd, &grid, 16, 16, 0, 255, VANITY_SAMPLE_BLACK, TRUE, out);
  for (int y = 0; y < 16; y++)
    for (int x = 0; x < 16; x++)
      {
        g_assert_cmpfloat_with_epsilon (out[(y * 16 + x) * 3], 52 + 6 * (x + 0.5) - 0.5, 0.6);
        g_assert_cmpfloat_with_epsilon (out[(y * 16 + x) * 3 + 1], 22 + 6 * (y + 0.5) - 0.5, 0.6);
      }
}

static void
test_gamma (void)
{
  g_autoptr (VanityImage) image = support_new_image (9, 9, 16, 64, 255);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityFrame) frame = vanity_frame_new (image, &error);
  VanityAffine grid = { .m = { 1, 0, 0, 0, 1, 0 } };
  float out[3];

  /* 54 · 16 + 183 · 64 + 19 · 255, over 256 */
  g_assert_cmpint (vanity_frame_get_median (frame), ==, 68);
  vanity_frame_set_gamma (frame, 0.5);
  vanity_frame_sample (frame, &grid, 1, 1, 0, 255, VANITY_SAMPLE_BLACK, FALSE, out);
  g_assert_cmpfloat_with_epsilon (out[0], 255 * sqrt (16 / 255.0), 0.51);
  g_assert_cmpfloat_with_epsilon (out[1], 255 * sqrt (64 / 255.0), 0.51);
  g_assert_cmpfloat_with_epsilon (out[2], 255, 1e-3);
}

/* 16 bits with alpha, over black. */
static void
test_formats (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityImage) image
      = vanity_image_new (2, 1, 16, vanity_color_space_get_srgb (), &error);
  guint16 *pixels = (guint16 *)vanity_image_row (image, 0);
  VanityAffine grid = { .m = { 1, 0, 0, 0, 1, 0 } };
  float out[6];

  image->has_alpha = TRUE;
  pixels[0] = 65535, pixels[1] = 32768, pixels[2] = 0, pixels[3] = 65535;
  pixels[4] = 65535, pixels[5] = 32768, pixels[6] = 0, pixels[7] = 32768;
  g_autoptr (VanityFrame) frame = vanity_frame_new (image, &error);
  vanity_frame_sample (frame, &grid, 2, 1, 0, 255, VANITY_SAMPLE_BLACK, FALSE, out);
  g_assert_cmpfloat_with_epsilon (out[0], 255, 1);
  g_assert_cmpfloat_with_epsilon (out[1], 127.5, 1);
  g_assert_cmpfloat_with_epsilon (out[3], 127.5, 1);
  g_assert_cmpfloat_with_epsilon (out[4], 63.75, 1);
  g_assert_cmpfloat_with_epsilon (out[5], 0, 1e-6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame/identity", test_identity);
  g_test_add_func ("/frame/border", test_border);
  g_test_add_func ("/frame/smooth", test_smooth);
  g_test_add_func ("/frame/gamma", test_gamma);
  g_test_add_func ("/frame/formats", test_formats);
  return g_test_run ();
}
