#include "image/orientation.h"

#include "fixtures.h"

#include <string.h>

/* What each value means, by its definition: where the stored picture's first row and first
 * column are seen (Exif 2.32, 4.6.5). */
static void
expected_place (int orientation, int width, int height, int sx, int sy, int *x, int *y)
{
  switch (orientation)
    {
    case 1:
      *x = sx, *y = sy;
      break; /* top, left */
    case 2:
      *x = width - 1 - sx, *y = sy;
      break; /* top, right */
    case 3:
      *x = width - 1 - sx, *y = height - 1 - sy;
      break; /* bottom, right */
    case 4:
      *x = sx, *y = height - 1 - sy;
      break; /* bottom, left */
    case 5:
      *x = sy, *y = sx;
      break; /* left, top */
    case 6:
      *x = height - 1 - sy, *y = sx;
      break; /* right, top */
    case 7:
      *x = height - 1 - sy, *y = width - 1 - sx;
      break; /* right, bottom */
    default:
      *x = sy, *y = width - 1 - sx;
      break; /* left, bottom */
    }
}

static void
test_apply (void)
{
  for (int depth = 8; depth <= 16; depth += 8)
    for (int orientation = 1; orientation <= 8; orientation++)
      {
        g_autoptr (VanityImage) stored = fixture_image (75, 41, depth, TRUE, 8);
        g_autoptr (VanityImage) upright
            = vanity_orientation_apply (vanity_image_ref (stored), orientation, NULL);
        gsize pixel = (gsize)depth / 2;

        g_assert_cmpint (upright->width, ==, orientation >= 5 ? 41 : 75);
        g_assert_cmpint (upright->height, ==, orientation >= 5 ? 75 : 41);
        g_assert_true (upright->has_alpha);
        for (int sy = 0; sy < 41; sy++)
          for (int sx = 0; sx < 75; sx++)
            {
              int x, y, back_x, back_y;

              expected_place (orientation, 75, 41, sx, sy, &x, &y);
              g_assert_cmpmem (vanity_image_row (stored, sy) + (gsize)sx * pixel, pixel,
                               vanity_image_row (upright, y) + (gsize)x * pixel, pixel);
              vanity_orientation_map (orientation, 75, 41, x, y, &back_x, &back_y);
              g_assert_cmpint (back_x, ==, sx);
              g_assert_cmpint (back_y, ==, sy);
            }
      }
}

static void
test_invert (void)
{
  for (int orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr (VanityImage) stored = fixture_image (20, 11, 8, FALSE, 8);
      VanityImage *upright
          = vanity_orientation_apply (vanity_image_ref (stored), orientation, NULL);
      g_autoptr (VanityImage) again
          = vanity_orientation_apply (upright, vanity_orientation_invert (orientation), NULL);

      g_assert_cmpint (again->width, ==, 20);
      for (int y = 0; y < 11; y++)
        g_assert_cmpmem (vanity_image_row (stored, y), 80, vanity_image_row (again, y), 80);
    }
}

static void
test_exif (void)
{
  for (int value = 0; value < 20; value++)
    {
      g_autoptr (GBytes) exif = fixture_exif (value);
      gsize size;
      const guint8 *data = g_bytes_get_data (exif, &size);
      int expect = value >= 1 && value <= 8 ? value : 1;

      g_assert_cmpint (vanity_orientation_from_exif (data, size), ==, expect);
      for (gsize cut = 0; cut < 20; cut++)
        g_assert_cmpint (vanity_orientation_from_exif (data, cut), ==, 1);
    }
}

/* Random structures stay inside their bytes (a sanitizer looks on). */
static void
test_damaged_exif (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (10);

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GBytes) exif = fixture_exif (6);
      gsize size;
      const guint8 *data = g_bytes_get_data (exif, &size);
      g_autofree guint8 *copy = g_memdup2 (data, size);
      gsize length = (gsize)g_rand_int_range (rand, 0, (int)size + 1);
      g_autofree guint8 *tight = NULL;

      for (int flip = 0; flip < 3; flip++)
        copy[g_rand_int_range (rand, 0, (int)size)] = (guint8)g_rand_int_range (rand, 0, 256);
      tight = g_memdup2 (copy, length);
      int orientation = vanity_orientation_from_exif (tight, length);
      g_assert_cmpint (orientation, >=, 1);
      g_assert_cmpint (orientation, <=, 8);
    }
}

static void
test_webp (void)
{
  g_autoptr (GBytes) exif = fixture_exif (8);
  gsize size;
  const guint8 *data = g_bytes_get_data (exif, &size);
  g_autoptr (GByteArray) webp = g_byte_array_new ();

  g_byte_array_append (webp, (const guint8 *)"RIFF\0\0\0\0WEBP", 12);
  g_byte_array_append (webp, (const guint8 *)"ODD \3\0\0\0abc\0", 12);
  g_byte_array_append (webp, (const guint8 *)"EXIF\0\0\0\0", 8);
  webp->data[webp->len - 4] = (guint8)size;
  g_byte_array_append (webp, data, (guint)size);

  g_assert_cmpint (vanity_orientation_from_webp (webp->data, webp->len), ==, 8);
  for (guint cut = 0; cut < webp->len; cut++)
    {
      g_autofree guint8 *tight = g_memdup2 (webp->data, cut);
      g_assert_cmpint (vanity_orientation_from_webp (tight, cut), ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/orientation/apply", test_apply);
  g_test_add_func ("/image/orientation/invert", test_invert);
  g_test_add_func ("/image/orientation/exif", test_exif);
  g_test_add_func ("/image/orientation/damaged-exif", test_damaged_exif);
  g_test_add_func ("/image/orientation/webp", test_webp);
  return g_test_run ();
}
