#include "image/photo-private.h"

#include "fixtures.h"
#include "image/orientation.h"

#include <stdlib.h>
#include <string.h>

static VanityPhoto *
load (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  VanityPhoto *photo = vanity_photo_load_bytes (bytes, "x.jpg", NULL, &error);

  g_assert_no_error (error);
  return photo;
}

static GBytes *
patch (VanityPhoto *photo, const VanityImage *image)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = vanity_photo_patch_jpeg (photo, image, FALSE, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

/* Every way of coding that can be patched, with an orientation for each. */
static FixtureJpeg
way (int i)
{
  return (FixtureJpeg){
    .quality = 70 + i * 3,
    .across = 1 + i % 2,
    .down = 1 + i / 2 % 2,
    .progressive = i >= 4,
    .orientation = i % 3 == 0 ? 0 : 1 + i,
  };
}

static void
test_unchanged (void)
{
  for (int i = 0; i < 8; i++)
    {
      FixtureJpeg how = way (i);
      g_autoptr (VanityImage) image = fixture_image (133, 97, 8, FALSE, 1);
      g_autoptr (GBytes) jpeg = fixture_jpeg (image, &how);
      g_autoptr (VanityPhoto) photo = load (jpeg);
      g_autoptr (GBytes) saved = patch (photo, vanity_photo_get_image (photo));
      int width, height;
      g_autofree guint8 *before = fixture_decode_jpeg (jpeg, JCS_YCbCr, &width, &height);
      g_autofree guint8 *after = fixture_decode_jpeg (saved, JCS_YCbCr, &width, &height);

      g_assert_cmpmem (before, (gsize)width * (gsize)height * 3, after,
                       (gsize)width * (gsize)height * 3);
      g_assert_cmpint (width, ==, 133);
    }
}

/* Paints a square; what lies further from it than a coded unit and the reach of smooth chroma
 * must decode to the very same values, and the square must have its new colour. */
static void
test_far_pixels_kept (void)
{
  for (int i = 0; i < 8; i++)
    {
      FixtureJpeg how = way (i);
      g_autoptr (VanityImage) image = fixture_image (203, 151, 8, FALSE, 1);
      g_autoptr (GBytes) jpeg = fixture_jpeg (image, &how);
      g_autoptr (VanityPhoto) photo = load (jpeg);
      VanityImage *old = vanity_photo_get_image (photo);
      g_autoptr (VanityImage) painted = vanity_image_copy (old, NULL);
      int x0 = 50, y0 = 60, side = 32, reach = 16 + 2, near = 0;

      for (int y = y0; y < y0 + side; y++)
        for (int x = x0; x < x0 + side; x++)
          memcpy (vanity_image_row (painted, y) + x * 4, "\xc0\x30\x50\xff", 4);

      g_autoptr (GBytes) saved = patch (photo, painted);
      g_assert_nonnull (saved);
      g_autoptr (VanityPhoto) again = load (saved);
      VanityImage *new = vanity_photo_get_image (again);
      g_assert_cmpint (new->width, ==, old->width);
      g_assert_cmpint (new->height, ==, old->height);

      for (int y = 0; y < old->height; y++)
        for (int x = 0; x < old->width; x++)
          {
            const guint8 *a = vanity_image_row (old, y) + x * 4;
            const guint8 *b = vanity_image_row (new, y) + x * 4;
            gboolean far = x < x0 - reach || y < y0 - reach || x >= x0 + side + reach
                           || y >= y0 + side + reach;
            gboolean inside = x >= x0 + 8 && y >= y0 + 8 && x < x0 + side - 8 && y < y0 + side - 8;

            if (far)
              g_assert_cmpmem (a, 4, b, 4);
            else
              near += memcmp (a, b, 4) != 0;
            if (inside)
              {
                g_assert_cmpint (ABS (b[0] - 0xc0), <, 40);
                g_assert_cmpint (ABS (b[1] - 0x30), <, 40);
                g_assert_cmpint (ABS (b[2] - 0x50), <, 40);
              }
          }
      g_assert_cmpint (near, >=, side * side / 2);
    }
}

/* The unit of a changed pixel in the photo's corner, where the raster ends inside a unit. */
static void
test_border (void)
{
  for (int orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr (VanityImage) image = fixture_image (101, 67, 8, FALSE, 1);
      g_autoptr (GBytes) jpeg = fixture_jpeg (
          image, &(FixtureJpeg){ .across = 2, .down = 2, .orientation = orientation });
      g_autoptr (VanityPhoto) photo = load (jpeg);
      VanityImage *old = vanity_photo_get_image (photo);
      g_autoptr (VanityImage) painted = vanity_image_copy (old, NULL);
      int right = old->width - 1, bottom = old->height - 1;

      memset (vanity_image_row (painted, bottom) + right * 4, 0, 3);
      g_autoptr (GBytes) saved = patch (photo, painted);
      g_autoptr (VanityPhoto) again = load (saved);
      VanityImage *new = vanity_photo_get_image (again);

      for (int y = 0; y < old->height; y++)
        for (int x = 0; x < old->width; x++)
          if (x < right - 20 || y < bottom - 20)
            g_assert_cmpmem (vanity_image_row (old, y) + x * 4, 4,
                             vanity_image_row (new, y) + x * 4, 4);
      g_assert_cmpint (vanity_image_row (new, bottom)[right * 4], <,
                       vanity_image_row (old, bottom)[right * 4]);
    }
}

/* Grey photos get colour where colour was laid, and keep every other value. */
static void
test_grey (void)
{
  for (int i = 0; i < 8; i++)
    {
      FixtureJpeg how = way (i);
      g_autoptr (VanityImage) image = fixture_image (133, 97, 8, FALSE, 1);

      how.space = JCS_GRAYSCALE;
      g_autoptr (GBytes) jpeg = fixture_jpeg (image, &how);
      g_autoptr (VanityPhoto) photo = load (jpeg);
      VanityImage *old = vanity_photo_get_image (photo);
      g_autoptr (VanityImage) painted = vanity_image_copy (old, NULL);
      int x0 = old->width - 40, y0 = old->height - 44, side = 32;

      for (int y = y0; y < y0 + side; y++)
        for (int x = x0; x < x0 + side; x++)
          memcpy (vanity_image_row (painted, y) + x * 4, "\xc0\x30\x50\xff", 4);

      g_autoptr (GBytes) same = patch (photo, old);
      g_autoptr (GBytes) saved = patch (photo, painted);
      g_autoptr (VanityPhoto) first = load (same);
      g_autoptr (VanityPhoto) again = load (saved);
      VanityImage *unchanged = vanity_photo_get_image (first);
      VanityImage *new = vanity_photo_get_image (again);

      g_assert_cmpint (new->width, ==, old->width);
      for (int y = 0; y < old->height; y++)
        for (int x = 0; x < old->width; x++)
          {
            const guint8 *a = vanity_image_row (old, y) + x * 4;
            const guint8 *b = vanity_image_row (new, y) + x * 4;

            g_assert_cmpmem (a, 4, vanity_image_row (unchanged, y) + x * 4, 4);
            if (x < x0 - 8 || y < y0 - 8 || x >= x0 + side + 8 || y >= y0 + side + 8)
              g_assert_cmpmem (a, 4, b, 4);
            else if (x >= x0 + 8 && y >= y0 + 8 && x < x0 + side - 8 && y < y0 + side - 8)
              {
                g_assert_cmpint (ABS (b[0] - 0xc0), <, 40);
                g_assert_cmpint (ABS (b[1] - 0x30), <, 40);
                g_assert_cmpint (ABS (b[2] - 0x50), <, 40);
              }
          }
    }
}

static void
test_progressive_stays (void)
{
  g_autoptr (VanityImage) image = fixture_image (64, 64, 8, FALSE, 1);
  g_autoptr (GBytes) jpeg = fixture_jpeg (image, &(FixtureJpeg){ .progressive = TRUE });
  g_autoptr (VanityPhoto) photo = load (jpeg);
  g_autoptr (GBytes) saved = patch (photo, vanity_photo_get_image (photo));
  gsize size;
  const guint8 *data = g_bytes_get_data (saved, &size);

  g_assert_nonnull (memchr (data, 0xc2, size));
  for (gsize i = 2; i + 1 < size; i++)
    if (data[i] == 0xff && (data[i + 1] == 0xc0 || data[i + 1] == 0xc2))
      {
        g_assert_cmpint (data[i + 1], ==, 0xc2);
        return;
      }
  g_assert_not_reached ();
}

/* Left to a full encoding: NULL and no error. */
static void
test_declined (void)
{
  static const FixtureJpeg ways[] = { { .space = JCS_CMYK }, { .space = JCS_RGB } };
  g_autoptr (VanityImage) image = fixture_image (40, 30, 8, FALSE, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GBytes) jpeg = fixture_jpeg (image, &ways[i]);
      g_autoptr (VanityPhoto) photo = load (jpeg);
      g_assert_null (patch (photo, vanity_photo_get_image (photo)));
    }

  g_autoptr (GBytes) jpeg = fixture_jpeg (image, &(FixtureJpeg){ 0 });
  g_autoptr (VanityPhoto) photo = load (jpeg);
  g_autoptr (VanityImage) smaller = fixture_image (20, 15, 8, FALSE, 1);
  g_autoptr (VanityPhoto) pasted = vanity_photo_new_from_image (image, "x");
  g_assert_null (patch (photo, smaller));
  g_assert_null (patch (pasted, image));
}

/* Strong colours on strong quantisation steps: no coefficient leaves its range. */
static void
test_extremes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (int i = 0; i < 20; i++)
    {
      g_autoptr (VanityImage) image = fixture_image (48, 48, 8, FALSE, 1);
      g_autoptr (GBytes) jpeg = fixture_jpeg (
          image,
          &(FixtureJpeg){ .quality = i % 2 ? 100 : 1, .across = 2, .progressive = i % 3 == 0 });
      g_autoptr (VanityPhoto) photo = load (jpeg);
      g_autoptr (VanityImage) painted = vanity_image_copy (vanity_photo_get_image (photo), NULL);

      for (int y = 0; y < 48; y++)
        for (int x = 0; x < 48 * 4; x++)
          if (x % 4 != 3)
            vanity_image_row (painted, y)[x] = g_rand_boolean (rand) ? 255 : 0;
      g_autoptr (GBytes) saved = patch (photo, painted);
      g_assert_nonnull (saved);
      g_autoptr (VanityPhoto) again = load (saved);
      g_assert_cmpint (vanity_photo_get_image (again)->width, ==, 48);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/patch-jpeg/unchanged", test_unchanged);
  g_test_add_func ("/image/patch-jpeg/far-pixels-kept", test_far_pixels_kept);
  g_test_add_func ("/image/patch-jpeg/border", test_border);
  g_test_add_func ("/image/patch-jpeg/grey", test_grey);
  g_test_add_func ("/image/patch-jpeg/progressive-stays", test_progressive_stays);
  g_test_add_func ("/image/patch-jpeg/declined", test_declined);
  g_test_add_func ("/image/patch-jpeg/extremes", test_extremes);
  return g_test_run ();
}
