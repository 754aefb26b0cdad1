#include "image/image.h"

#include "fixtures.h"
#include "image/color.h"

#include <math.h>
#include <string.h>

static double
channel (const VanityImage *image, int x, int y, int c)
{
  const guint8 *row = vanity_image_row (image, y);
  return image->depth == 8 ? row[x * 4 + c] / 255.0 : ((const guint16 *)row)[x * 4 + c] / 65535.0;
}

/* The mean over a rectangle of the photo, pixel by pixel with its share of each. */
static void
naive_mean (const VanityImage *image, double x0, double y0, double x1, double y1, double out[4])
{
  double sum[4] = { 0 }, area = 0;

  for (int y = (int)floor (y0); y < MIN (ceil (y1), image->height); y++)
    for (int x = (int)floor (x0); x < MIN (ceil (x1), image->width); x++)
      {
        double share = (MIN (x + 1, x1) - MAX (x, x0)) * (MIN (y + 1, y1) - MAX (y, y0));
        double alpha = image->has_alpha ? channel (image, x, y, 3) : 1;

        area += share;
        sum[3] += share * alpha;
        for (int c = 0; c < 3; c++)
          sum[c] += share * alpha * vanity_srgb_to_linear ((float)channel (image, x, y, c));
      }
  for (int c = 0; c < 3; c++)
    out[c] = sum[3] > 0 ? sum[c] / sum[3] : 0;
  out[3] = sum[3] / area;
}

static void
check (int width, int height, int depth, gboolean alpha, int max_side)
{
  g_autoptr (VanityImage) image = fixture_image (width, height, depth, alpha, 5);
  double scale;
  g_autoptr (VanityImage) preview = vanity_image_new_preview (image, max_side, &scale, NULL);

  g_assert_nonnull (preview);
  g_assert_cmpint (preview->depth, ==, 8);
  g_assert_cmpint (MAX (preview->width, preview->height), ==, MIN (max_side, MAX (width, height)));
  g_assert_cmpfloat_with_epsilon (scale, MIN (1.0, (double)max_side / MAX (width, height)), 1e-12);
  g_assert_cmpint (preview->has_alpha, ==, alpha);

  double across = (double)width / preview->width, down = (double)height / preview->height;
  for (int y = 0; y < preview->height; y++)
    for (int x = 0; x < preview->width; x++)
      {
        double mean[4];
        naive_mean (image, x * across, y * down, (x + 1) * across, (y + 1) * down, mean);
        for (int c = 0; c < 3; c++)
          mean[c] = vanity_srgb_from_linear ((float)mean[c]);
        for (int c = 0; c < 4; c++)
          g_assert_cmpfloat (fabs (channel (preview, x, y, c) - mean[c]) * 255, <, 0.51);
      }
}

static void
test_reference (void)
{
  check (100, 60, 8, FALSE, 50);
  check (101, 67, 8, FALSE, 37);
  check (64, 97, 8, TRUE, 31);
  check (90, 70, 16, TRUE, 89);
  check (33, 200, 16, FALSE, 7);
  check (400, 3, 8, FALSE, 20); /* down to a row */
  check (50, 40, 8, TRUE, 1);
  check (1, 1, 8, FALSE, 10);
}

/* A photo that is small already is not touched, whatever its depth. */
static void
test_not_enlarged (void)
{
  g_autoptr (VanityImage) image = fixture_image (40, 30, 8, TRUE, 6);
  double scale = 0;
  g_autoptr (VanityImage) preview = vanity_image_new_preview (image, 40, &scale, NULL);

  g_assert_cmpfloat (scale, ==, 1);
  g_assert_true (preview != image);
  for (int y = 0; y < 30; y++)
    g_assert_cmpmem (vanity_image_row (image, y), 160, vanity_image_row (preview, y), 160);

  check (40, 30, 16, FALSE, 100);
}

/* Light is averaged, not code numbers: fine black and white stripes look 73 % grey, not 50 %. */
static void
test_linear_light (void)
{
  g_autoptr (VanityImage) image = vanity_image_new (64, 64, 8, NULL, NULL);

  for (int y = 0; y < 64; y++)
    for (int x = 0; x < 64; x++)
      memset (vanity_image_row (image, y) + x * 4, x % 2 * 255, 4);
  image->has_alpha = FALSE;

  g_autoptr (VanityImage) preview = vanity_image_new_preview (image, 32, NULL, NULL);
  g_assert_cmpint (vanity_image_row (preview, 16)[16 * 4], ==, 188);
  g_assert_cmpint (vanity_image_row (preview, 16)[16 * 4 + 3], ==, 255);
}

static void
test_speed (void)
{
  if (!g_test_perf ())
    {
      g_test_skip ("only with -m perf");
      return;
    }

  g_autoptr (VanityImage) image = vanity_image_new (4000, 3000, 8, NULL, NULL);
  image->has_alpha = FALSE;
  double best = INFINITY;
  for (int i = 0; i < 5; i++)
    {
      g_test_timer_start ();
      g_autoptr (VanityImage) preview = vanity_image_new_preview (image, 1600, NULL, NULL);
      best = MIN (best, g_test_timer_elapsed ());
    }
  g_test_minimized_result (best, "12 megapixels to 1600: %.1f ms", best * 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/preview/reference", test_reference);
  g_test_add_func ("/image/preview/not-enlarged", test_not_enlarged);
  g_test_add_func ("/image/preview/linear-light", test_linear_light);
  g_test_add_func ("/image/preview/speed", test_speed);
  return g_test_run ();
}
