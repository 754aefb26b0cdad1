/* Colours out of pictures that lie beside a feed. */
#include "feed/swatch.h"

#include "base/error.h"
#include "image/photo.h"
#include "shop.h"

#include <glib/gstdio.h>
#include <string.h>

/* A picture with a border and a middle; `spread` noise in the middle. */
static void
write_picture (Shop *shop, const char *name, guint32 border, guint32 middle, int spread,
               gboolean seen_through)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityImage) image = vanity_image_new (60, 40, 8, NULL, &error);
  g_autoptr (VanityPhoto) photo = NULL;
  g_autofree char *path = g_build_filename (shop->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_no_error (error);
  for (int y = 0; y < 40; y++)
    for (int x = 0; x < 60; x++)
      {
        guint8 *p = vanity_image_row (image, y) + 4 * x;
        gboolean inside = x >= 10 && x < 50 && y >= 8 && y < 32;
        guint32 rgb = inside ? middle : border;

        for (int c = 0; c < 3; c++)
          p[c] = (guint8)CLAMP ((int)(rgb >> (16 - 8 * c) & 0xff)
                                    + g_test_rand_int_range (-spread, spread + 1),
                                0, 255);
        p[3] = seen_through ? 0 : 255;
      }
  image->has_alpha = seen_through;
  photo = vanity_photo_new_from_image (image, name);
  vanity_photo_save (photo, image, file, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
read_swatch (Shop *shop, const char *name, guint32 *rgb, GError **error)
{
  g_autofree char *path = g_build_filename (shop->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return vanity_feed_swatch_read (file, rgb, NULL, error);
}

static void
test_picture (Shop *shop, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint32 rgb = 0;

  write_picture (shop, "plain.png", 0xffffff, 0xd62352, 0, FALSE);
  g_assert_true (read_swatch (shop, "plain.png", &rgb, &error));
  g_assert_cmphex (rgb, ==, 0xd62352);

  /* Noise does not move it far. */
  write_picture (shop, "noise.png", 0x000000, 0xa06f4a, 5, FALSE);
  g_assert_true (read_swatch (shop, "noise.png", &rgb, &error));
  for (int shift = 0; shift < 24; shift += 8)
    g_assert_cmpint (ABS ((int)(rgb >> shift & 0xff) - (0xa06f4a >> shift & 0xff)), <=, 2);

  write_picture (shop, "wild.png", 0xffffff, 0x808080, 100, FALSE);
  g_assert_false (read_swatch (shop, "wild.png", &rgb, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_clear_error (&error);
  write_picture (shop, "glass.png", 0xffffff, 0xd62352, 0, TRUE);
  g_assert_false (read_swatch (shop, "glass.png", &rgb, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_clear_error (&error);
  g_object_unref (shop_write (shop, "text.png", "text", 4));
  g_assert_false (read_swatch (shop, "text.png", &rgb, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT);
}

/* Only what lies with the feed is looked at, and only where there is no hex. */
static void
test_feed (Shop *shop, gconstpointer data)
{
  g_autofree char *inside = g_build_filename (shop->folder, "swatches", NULL);
  g_autofree char *feed = g_build_filename (inside, "feed.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (feed);
  g_autoptr (GError) error = NULL;
  g_autofree char *shades = NULL, *outside = NULL;

  write_picture (shop, "outside.png", 0xffffff, 0x112233, 0, FALSE);
  g_assert_cmpint (g_mkdir (inside, 0700), ==, 0);
  write_picture (shop, "swatches/a.png", 0xffffff, 0x445566, 0, FALSE);
  outside = g_filename_to_uri (shop->folder, NULL, NULL);
  g_autofree char *text = g_strdup_printf ("brand,line,shade,hex,swatch\nB,L,1,,a.png\n"
                                           "B,L,2,,../outside.png\nB,L,3,#778899,a.png\n"
                                           "B,L,4,,https://shop.example/a.png\nB,L,5,,absent.png\n"
                                           "B,L,6,,%s/outside.png\n",
                                           outside);
  g_assert_true (g_file_set_contents (feed, text, -1, NULL));
  g_assert_true (shop_import_file (shop, file, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (shop->report.added, ==, 6);
  g_assert_cmpint (shop->report.colorless, ==, 4);
  g_assert_cmpint (shop->report.noted[VANITY_FEED_RULE_SWATCH], ==, 3);
  shades = shop_dup_shades (shop);
  g_assert_nonnull (strstr (shades, "B|L|1|other|#445566|"));
  g_assert_nonnull (strstr (shades, "|swatch||"));
  g_assert_nonnull (strstr (shades, "B|L|3|other|#778899|"));
  g_unlink (feed);
  fixture_remove (g_steal_pointer (&inside));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  shop_add ("/feed/swatch/picture", test_picture);
  shop_add ("/feed/swatch/feed", test_feed);
  return g_test_run ();
}
