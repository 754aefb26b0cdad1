#include "makeup/mask.h"

#include <math.h>

static VanityMask *
new_random (const VanityRect *rect, int step, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  VanityMask *mask = vanity_mask_new (rect, NULL, step);

  for (int i = 0; i < mask->width * mask->height; i++)
    mask->data[i] = (float)g_rand_double (rand);
  return mask;
}

/* What the header says a mask is between its samples. */
static double
at (const VanityMask *mask, double x, double y)
{
  double u = CLAMP ((x - mask->rect.x) / mask->step - 0.5, 0, mask->width - 1);
  double v = CLAMP ((y - mask->rect.y) / mask->step - 0.5, 0, mask->height - 1), sum = 0;

  if (x < mask->rect.x || y < mask->rect.y || x > mask->rect.x + mask->rect.width
      || y > mask->rect.y + mask->rect.height)
    return 0;
  for (int j = 0; j < mask->height; j++)
    for (int i = 0; i < mask->width; i++)
      sum += (double)mask->data[j * mask->width + i] * MAX (1 - fabs (u - i), 0)
             * MAX (1 - fabs (v - j), 0);
  return sum;
}

static void
test_rows (void)
{
  for (int step = 1; step <= 5; step++)
    {
      VanityRect rect = { -3, 4, 23, 17 };
      g_autoptr (VanityMask) mask = new_random (&rect, step, 1);
      float row[40];

      for (int y = 0; y < 30; y++)
        {
          vanity_mask_get_row (mask, y, -10, 40, row);
          for (int i = 0; i < 40; i++)
            g_assert_cmpfloat_with_epsilon ((double)row[i], at (mask, -10 + i + 0.5, y + 0.5),
                                            1e-5);
        }
    }
}

static void
test_combine (void)
{
  VanityRect rect = { 2, 3, 20, 15 }, other_rect = { 6, 1, 30, 11 };

  for (int step = 1; step <= 4; step++)
    {
      g_autoptr (VanityMask) mask = new_random (&rect, 1, 2);
      g_autoptr (VanityMask) other = new_random (&other_rect, step, 3);
      g_autoptr (VanityMask) product = vanity_mask_copy (mask);
      g_autoptr (VanityMask) rest = vanity_mask_copy (mask);

      vanity_mask_multiply (product, other);
      vanity_mask_subtract (rest, other);
      for (int j = 0; j < mask->height; j++)
        for (int i = 0; i < mask->width; i++)
          {
            int k = j * mask->width + i;
            double a = (double)mask->data[k], b = at (other, rect.x + i + 0.5, rect.y + j + 0.5);

            g_assert_cmpfloat_with_epsilon ((double)product->data[k], a * b, 1e-5);
            g_assert_cmpfloat_with_epsilon ((double)rest->data[k], a * (1 - b), 1e-5);
          }
    }
}

static void
test_combine_empty (void)
{
  VanityRect rect = { 0, 0, 4, 4 };
  g_autoptr (VanityMask) mask = new_random (&rect, 1, 4);
  float before = mask->data[5];

  vanity_mask_subtract (mask, NULL);
  g_assert_cmpfloat (mask->data[5], ==, before);
  vanity_mask_multiply (mask, NULL);
  g_assert_cmpfloat (mask->data[5], ==, 0);
  vanity_mask_multiply (NULL, mask);
  vanity_mask_blur (NULL, 3);
  g_assert_null (vanity_mask_trim (NULL));
}

/* Against the Gaussian itself: three boxes come close in the middle and keep the sum. */
static void
test_blur (void)
{
  static const double sigmas[] = { 0.8, 1.5, 3, 6.3, 12 };

  for (gsize s = 0; s < G_N_ELEMENTS (sigmas); s++)
    {
      VanityRect rect = { 0, 0, 121, 121 };
      g_autoptr (VanityMask) mask = vanity_mask_new (&rect, NULL, 1);
      double sigma = sigmas[s], sum = 0, worst = 0, peak = 1 / (2 * G_PI * sigma * sigma);

      mask->data[60 * 121 + 60] = 1;
      vanity_mask_blur (mask, sigma);
      for (int j = 0; j < 121; j++)
        for (int i = 0; i < 121; i++)
          {
            double r2 = (i - 60) * (i - 60) + (j - 60) * (j - 60);
            double wanted = peak * exp (-0.5 * r2 / (sigma * sigma));

            sum += (double)mask->data[j * 121 + i];
            worst = MAX (worst, fabs ((double)mask->data[j * 121 + i] - wanted));
          }
      g_assert_cmpfloat_with_epsilon (sum, 1, 1e-3);
      g_assert_cmpfloat (worst, <, (sigma < 1 ? 0.6 : 0.12) * peak);
    }
}

static void
test_blur_weighted (void)
{
  VanityRect rect = { 0, 0, 64, 40 };
  g_autoptr (VanityMask) mask = vanity_mask_new (&rect, NULL, 1);
  g_autoptr (VanityMask) weight = new_random (&rect, 1, 5);

  /* What is unknown does not matter, and a plain stays one up to its border. */
  for (int i = 0; i < 64 * 40; i++)
    {
      weight->data[i] = weight->data[i] > 0.5f ? weight->data[i] : 0;
      mask->data[i] = weight->data[i] > 0 ? 0.7f : 100;
    }
  vanity_mask_blur_weighted (&mask, 1, weight, 4);
  for (int i = 0; i < 64 * 40; i++)
    g_assert_cmpfloat_with_epsilon ((double)mask->data[i], 0.7, 1e-3);
}

static void
test_trim (void)
{
  for (int step = 1; step <= 3; step++)
    {
      VanityRect rect = { 5, -7, 60, 50 };
      g_autoptr (VanityMask) mask = vanity_mask_new (&rect, NULL, step);
      g_autoptr (VanityMask) trimmed = NULL;

      for (int j = 4; j < 9; j++)
        for (int i = 6; i < 12; i++)
          mask->data[j * mask->width + i] = (float)(i + j);
      trimmed = vanity_mask_trim (vanity_mask_copy (mask));
      g_assert_cmpint (trimmed->width, ==, 8);
      g_assert_cmpint (trimmed->height, ==, 7);
      for (int y = -10; y < 50; y++)
        {
          float before[80], after[80];

          vanity_mask_get_row (mask, y, 0, 80, before);
          vanity_mask_get_row (trimmed, y, 0, 80, after);
          for (int i = 0; i < 80; i++)
            g_assert_cmpfloat_with_epsilon ((double)before[i], (double)after[i], 1e-5);
        }
      vanity_mask_scale (mask, 0);
      g_assert_null (vanity_mask_trim (vanity_mask_copy (mask)));
    }
}

static void
test_rects (void)
{
  VanityRect rect = vanity_rect_around (1.2, 3.9, 4.1, 5.0, 0), both;
  VanityRect far = { 100, 100, 5, 5 };

  g_assert_cmpint (rect.x, ==, 1);
  g_assert_cmpint (rect.y, ==, 3);
  g_assert_cmpint (rect.width, ==, 4);
  g_assert_cmpint (rect.height, ==, 2);
  g_assert_false (vanity_rect_intersect (&rect, &far, &both));
  g_assert_null (vanity_mask_new (&rect, &far, 1));
  rect = vanity_rect_around (NAN, 0, 1, 1, 0);
  g_assert_cmpint (rect.width, ==, 0);
  rect = vanity_rect_around (-1e300, 0, 1e300, 1, 0);
  g_assert_cmpint (rect.width, >, 0);
  g_assert_null (vanity_mask_new (&(VanityRect){ 0, 0, G_MAXINT, G_MAXINT }, NULL, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/makeup/mask/rows", test_rows);
  g_test_add_func ("/makeup/mask/combine", test_combine);
  g_test_add_func ("/makeup/mask/combine-empty", test_combine_empty);
  g_test_add_func ("/makeup/mask/blur", test_blur);
  g_test_add_func ("/makeup/mask/blur-weighted", test_blur_weighted);
  g_test_add_func ("/makeup/mask/trim", test_trim);
  g_test_add_func ("/makeup/mask/rects", test_rects);
  return g_test_run ();
}
