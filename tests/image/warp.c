#include "image/warp.h"

#include "fixtures.h"

#include <math.h>
#include <string.h>

static double
pixel_over_black (const VanityImage *image, int x, int y, int c)
{
  if (x < 0 || y < 0 || x >= image->width || y >= image->height)
    return 0;

  const guint8 *row = vanity_image_row (image, y);
  if (image->depth == 8)
    return row[x * 4 + c] / 255.0 * (image->has_alpha ? row[x * 4 + 3] / 255.0 : 1);

  const guint16 *row16 = (const guint16 *)row;
  return row16[x * 4 + c] / 65535.0 * (image->has_alpha ? row16[x * 4 + 3] / 65535.0 : 1);
}

static double
naive_bilinear (const VanityImage *image, double x, double y, int c)
{
  double left = floor (x - 0.5), top = floor (y - 0.5);
  double fx = x - 0.5 - left, fy = y - 0.5 - top;

  return (1 - fy)
             * ((1 - fx) * pixel_over_black (image, (int)left, (int)top, c)
                + fx * pixel_over_black (image, (int)left + 1, (int)top, c))
         + fy
               * ((1 - fx) * pixel_over_black (image, (int)left, (int)top + 1, c)
                  + fx * pixel_over_black (image, (int)left + 1, (int)top + 1, c));
}

static void
check_bilinear (const VanityImage *image, const VanityAffine *grid)
{
  float out[24 * 20 * 3];
  const double *m = grid->m;

  vanity_warp_affine (image, grid, 24, 20, -1, 1, out);
  for (int y = 0; y < 20; y++)
    for (int x = 0; x < 24; x++)
      for (int c = 0; c < 3; c++)
        {
          double u = x + 0.5, v = y + 0.5;
          double expect = 2
                              * naive_bilinear (image, m[0] * u + m[1] * v + m[2],
                                                m[3] * u + m[4] * v + m[5], c)
                          - 1;
          g_assert_cmpfloat_with_epsilon (out[(y * 24 + x) * 3 + c], expect, 2e-6);
        }
}

static void
test_bilinear (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);

  for (int i = 0; i < 40; i++)
    {
      g_autoptr (VanityImage) image
          = fixture_image (37, 29, i % 2 ? 16 : 8, i % 4 >= 2, (guint32)i);
      double angle = g_rand_double_range (rand, 0, 7), step = g_rand_double_range (rand, 0.2, 1.99);
      VanityAffine grid
          = { { step * cos (angle), -step * sin (angle), g_rand_double_range (rand, -10, 45),
                step * sin (angle), step * cos (angle), g_rand_double_range (rand, -10, 40) } };
      check_bilinear (image, &grid);
    }
}

/* On the photo's own grid the photo itself comes out. */
static void
test_identity (void)
{
  g_autoptr (VanityImage) image = fixture_image (24, 20, 8, FALSE, 3);
  VanityAffine grid = { { 1, 0, 0, 0, 1, 0 } };
  float out[24 * 20 * 3];

  vanity_warp_affine (image, &grid, 24, 20, 0, 255, out);
  for (int y = 0; y < 20; y++)
    for (int x = 0; x < 24; x++)
      for (int c = 0; c < 3; c++)
        g_assert_cmpfloat_with_epsilon (out[(y * 24 + x) * 3 + c],
                                        vanity_image_row (image, y)[x * 4 + c], 1e-4);
}

static void
test_outside (void)
{
  g_autoptr (VanityImage) image = fixture_image (24, 20, 8, FALSE, 3);
  static const VanityAffine grids[] = {
    { { 1, 0, 1000, 0, 1, 0 } }, { { 1, 0, 0, 0, 1, -1000 } },    { { 50, 0, 1e6, 0, 50, 0 } },
    { { NAN, 0, 0, 0, 1, 0 } },  { { 1, 0, INFINITY, 0, 1, 0 } }, { { 1e300, 0, 0, 0, 1e300, 0 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (grids); i++)
    {
      float out[8 * 8 * 3];
      memset (out, 1, sizeof out);
      vanity_warp_affine (image, &grids[i], 8, 8, -1, 1, out);
      for (int j = 0; j < 8 * 8 * 3; j++)
        g_assert_cmpfloat (out[j], ==, -1);
    }
}

/* A coarse grid gives the mean of what each of its cells covers: here with whole pixels. */
static void
test_coarse_mean (void)
{
  static const int steps[] = { 3, 4, 6, 8, 20 };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      int step = steps[i];
      g_autoptr (VanityImage) image
          = fixture_image (12 * step, 10 * step, i % 2 ? 8 : 16, i == 2, 4);
      VanityAffine grid = { { step, 0, 0, 0, step, 0 } };
      float out[12 * 10 * 3];

      vanity_warp_affine (image, &grid, 12, 10, 0, 1, out);
      for (int y = 1; y < 9; y++)
        for (int x = 1; x < 11; x++)
          for (int c = 0; c < 3; c++)
            {
              double mean = 0;
              for (int v = 0; v < step; v++)
                for (int u = 0; u < step; u++)
                  mean += pixel_over_black (image, x * step + u, y * step + v, c);
              mean /= step * step;
              /* The taps' own width lets a little of the neighbours in. */
              g_assert_cmpfloat_with_epsilon (out[(y * 12 + x) * 3 + c], mean, 0.02);
            }
    }
}

/* Stripes finer than the grid vanish, whatever the angle, but for what a box filter's first side
 * lobe lets through. */
static void
test_no_alias (void)
{
  g_autoptr (VanityImage) image = vanity_image_new (600, 600, 8, NULL, NULL);
  image->has_alpha = FALSE;
  for (int y = 0; y < 600; y++)
    for (int x = 0; x < 600; x++)
      memset (vanity_image_row (image, y) + x * 4, x % 2 * 255, 4);

  for (double angle = 0; angle < 3; angle += 0.37)
    for (double step = 2.1; step < 20; step *= 1.37)
      {
        VanityAffine grid = { { step * cos (angle), -step * sin (angle), 300, step * sin (angle),
                                step * cos (angle), 300 } };
        float out[10 * 10 * 3];

        vanity_warp_affine (image, &grid, 10, 10, 0, 1, out);
        for (int i = 0; i < 10 * 10; i++)
          {
            double u = i % 10 + 0.5, v = i / 10 + 0.5;
            double x = grid.m[0] * u + grid.m[1] * v + 300;
            double y = grid.m[3] * u + grid.m[4] * v + 300;
            double margin = 2 * step;
            if (x < margin || y < margin || x > 600 - margin || y > 600 - margin)
              continue;
            g_assert_cmpfloat_with_epsilon (out[i * 3], 0.5, 0.18);
          }
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/warp/bilinear", test_bilinear);
  g_test_add_func ("/image/warp/identity", test_identity);
  g_test_add_func ("/image/warp/outside", test_outside);
  g_test_add_func ("/image/warp/coarse-mean", test_coarse_mean);
  g_test_add_func ("/image/warp/no-alias", test_no_alias);
  return g_test_run ();
}
