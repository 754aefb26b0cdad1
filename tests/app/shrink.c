/* Shrunk textures against the mean, taken plainly, of what each cell holds. */
#include "app/shrink.h"
#include "app/picture.h"

#include <math.h>

static VanityImage *
make_image (int width, int height)
{
  VanityImage *image = vanity_image_new (width, height, 8, vanity_color_space_get_srgb (), NULL);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint8 *pixel = vanity_image_row (image, y) + 4 * x;

        pixel[0] = 255 * x / width;
        pixel[1] = (x * 37 + y * 91) % 256;
        pixel[2] = (x / 3 + y / 5) % 2 ? 250 : 5;
        pixel[3] = 255;
      }

  return image;
}

/* Bytes B G R A of a texture, on the machines that tests run on. */
static guint8 *
download (GdkTexture *texture)
{
  gsize stride = 4 * (gsize)gdk_texture_get_width (texture);
  guint8 *pixels = g_malloc (stride * gdk_texture_get_height (texture));

  gdk_texture_download (texture, pixels, stride);

  return pixels;
}

static guint8
get_channel (const guint8 *pixels, int width, int x, int y, int c)
{
  guint32 argb;

  memcpy (&argb, pixels + 4 * ((gsize)y * width + x), 4);

  return argb >> (16 - 8 * c) & 0xff;
}

static double
get_mean (const VanityImage *image, double left, double top, double right, double bottom, int c)
{
  double sum = 0, area = 0;

  for (int y = (int)top; y < MIN (ceil (bottom), image->height); y++)
    for (int x = (int)left; x < MIN (ceil (right), image->width); x++)
      {
        double part = (MIN (right, x + 1) - MAX (left, x)) * (MIN (bottom, y + 1) - MAX (top, y));

        sum += part * vanity_image_row (image, y)[4 * x + c];
        area += part;
      }

  return sum / area;
}

static void
test_means (void)
{
  static const double sizes[] = { 1.0, 1.01, 1.37, 2.0, 2.229, 7.5 };
  g_autoptr (VanityImage) image = make_image (150, 90);
  VanityRect all = { 0, 0, 150, 90 };
  g_autoptr (GdkTexture) texture = vanity_texture_new_from_image (image, &all);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      double across = 150 / round (150 / sizes[i]), down = 90 / round (90 / sizes[i]);
      VanityRect cells;
      GdkTexture *shrunk = vanity_texture_shrink (texture, &all, across, down, &cells);
      g_autofree guint8 *pixels = download (shrunk);

      g_assert_cmpint (cells.x, ==, 0);
      g_assert_cmpint (cells.y, ==, 0);
      g_assert_cmpint (cells.width, ==, round (150 / sizes[i]));
      g_assert_cmpint (cells.height, ==, round (90 / sizes[i]));
      g_assert_cmpint (gdk_texture_get_width (shrunk), ==, cells.width);
      for (int y = 0; y < cells.height; y++)
        for (int x = 0; x < cells.width; x++)
          for (int c = 0; c < 3; c++)
            {
              double mean
                  = get_mean (image, x * across, y * down, (x + 1) * across, (y + 1) * down, c);

              g_assert_cmpfloat_with_epsilon (get_channel (pixels, cells.width, x, y, c), mean,
                                              2.5);
            }
    }
}

/* A patch that shows what is under it cannot be told from it, wherever it lies. */
static void
test_patch (void)
{
  g_autoptr (VanityImage) image = make_image (150, 90);
  VanityRect all = { 0, 0, 150, 90 };
  g_autoptr (GdkTexture) whole = vanity_texture_new_from_image (image, &all);
  VanityRect cells, part;
  double across = 150 / 67.0, down = 90 / 41.0;
  g_autofree guint8 *expected
      = download (vanity_texture_shrink (whole, &all, across, down, &cells));

  for (int i = 0; i < 40; i++)
    {
      VanityRect rect = { i, i / 2, 90 - i, 70 - i };
      g_autoptr (GdkTexture) patch = vanity_texture_new_from_image (image, &rect);
      GdkTexture *shrunk = vanity_texture_shrink (patch, &rect, across, down, &part);
      g_autofree guint8 *pixels = download (shrunk);

      g_assert_cmpfloat (part.x * across, >=, rect.x - 1e-3);
      g_assert_cmpfloat ((part.x + part.width) * across, <=, rect.x + rect.width + 1e-3);
      g_assert_cmpfloat ((part.x - 1) * across, <, rect.x);
      for (int y = 0; y < part.height; y++)
        for (int x = 0; x < part.width; x++)
          for (int c = 0; c < 3; c++)
            g_assert_cmpint (ABS (get_channel (pixels, part.width, x, y, c)
                                  - get_channel (expected, cells.width, part.x + x, part.y + y, c)),
                             <=, 2);
    }
}

/* Less than a cell is nothing; the same grid again is not worked out anew. */
static void
test_kept (void)
{
  g_autoptr (VanityImage) image = make_image (30, 30);
  VanityRect rect = { 10, 10, 3, 3 }, cells;
  g_autoptr (GdkTexture) small = vanity_texture_new_from_image (image, &rect);
  VanityRect all = { 0, 0, 30, 30 };
  g_autoptr (GdkTexture) texture = vanity_texture_new_from_image (image, &all);
  g_autoptr (GdkTexture) first = g_object_ref (vanity_texture_shrink (texture, &all, 2, 2, &cells));

  g_assert_null (vanity_texture_shrink (small, &rect, 4, 4, &cells));
  g_assert_true (vanity_texture_shrink (texture, &all, 2, 2, &cells) == first);
  g_assert_true (vanity_texture_shrink (texture, &all, 3, 3, &cells) != first);
  g_assert_cmpint (cells.width, ==, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/shrink/means", test_means);
  g_test_add_func ("/app/shrink/patch", test_patch);
  g_test_add_func ("/app/shrink/kept", test_kept);
  return g_test_run ();
}
