#include "base/error.h"
#include "fixtures.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

static gboolean
can_write (const char *type)
{
  g_autoptr (GSList) formats = gdk_pixbuf_get_formats ();

  for (GSList *item = formats; item != NULL; item = item->next)
    {
      g_autofree char *name = gdk_pixbuf_format_get_name (item->data);
      if (strcmp (name, type) == 0 && gdk_pixbuf_format_is_writable (item->data))
        return TRUE;
    }
  return FALSE;
}

static GBytes *
encode (const char *type, const VanityImage *image, const char *key, const char *value)
{
  g_autoptr (GdkPixbuf) pixbuf
      = gdk_pixbuf_new_from_data (image->pixels, GDK_COLORSPACE_RGB, TRUE, 8, image->width,
                                  image->height, (int)image->stride, NULL, NULL);
  char *buffer;
  gsize size;
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, type, &error, key, value, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (buffer, size);
}

static VanityPhoto *
load (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  VanityPhoto *photo = vanity_photo_load_bytes (bytes, "test", NULL, &error);

  g_assert_no_error (error);
  return photo;
}

static void
test_gif (void)
{
  g_autoptr (GBytes) gif = fixture_gif ();
  g_autoptr (VanityPhoto) photo = load (gif);
  VanityImage *image = vanity_photo_get_image (photo);

  g_assert_cmpint (image->width, ==, 2);
  g_assert_cmpint (image->height, ==, 2);
  for (int i = 0; i < 4; i++)
    {
      const guint8 *pixel = vanity_image_row (image, i / 2) + i % 2 * 4;
      g_assert_cmpint (pixel[0], ==, 255);
      g_assert_cmpint (pixel[1], ==, 0);
      g_assert_cmpint (pixel[2], ==, 0);
      g_assert_cmpint (pixel[3], ==, 255);
    }
}

static void
check_lossless (const char *type)
{
  if (!can_write (type))
    {
      g_test_skip ("no GdkPixbuf loader that writes it");
      return;
    }

  g_autoptr (VanityImage) image = fixture_image (37, 21, 8, FALSE, 1);
  g_autoptr (GBytes) bytes = encode (type, image, NULL, NULL);
  g_autoptr (VanityPhoto) photo = load (bytes);
  VanityImage *loaded = vanity_photo_get_image (photo);

  g_assert_false (loaded->has_alpha);
  for (int y = 0; y < 21; y++)
    for (int x = 0; x < 37; x++)
      g_assert_cmpmem (vanity_image_row (loaded, y) + x * 4, 4, vanity_image_row (image, y) + x * 4,
                       4);
}

static void
test_tiff (void)
{
  check_lossless ("tiff");
}

static void
test_bmp (void)
{
  check_lossless ("bmp");
}

static void
test_webp (void)
{
  if (!can_write ("webp"))
    {
      g_test_skip ("no WebP loader");
      return;
    }

  g_autoptr (VanityImage) image = fixture_image (64, 48, 8, FALSE, 1);
  g_autoptr (GBytes) bytes = encode ("webp", image, "quality", "95");
  g_autoptr (VanityPhoto) photo = load (bytes);
  VanityImage *loaded = vanity_photo_get_image (photo);
  double difference = 0;

  g_assert_cmpint (loaded->width, ==, 64);
  for (int y = 0; y < 48; y++)
    for (int x = 0; x < 64 * 4; x++)
      difference += ABS (vanity_image_row (loaded, y)[x] - vanity_image_row (image, y)[x]);
  g_assert_cmpfloat (difference / (64 * 48 * 4), <, 8);
}

/* Two grey pixels side by side, to be seen with a quarter turn. */
static void
test_tiff_orientation (void)
{
  static const guint8 tiff[] = "II*\0\x08\0\0\0\x09\0"
                               "\0\x01\x03\0\x01\0\0\0\x02\0\0\0"   /* width */
                               "\x01\x01\x03\0\x01\0\0\0\x01\0\0\0" /* height */
                               "\x02\x01\x03\0\x01\0\0\0\x08\0\0\0" /* bits */
                               "\x03\x01\x03\0\x01\0\0\0\x01\0\0\0" /* no compression */
                               "\x06\x01\x03\0\x01\0\0\0\x01\0\0\0" /* 0 is black */
                               "\x11\x01\x04\0\x01\0\0\0\x7a\0\0\0" /* where */
                               "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0" /* orientation */
                               "\x16\x01\x03\0\x01\0\0\0\x01\0\0\0" /* rows */
                               "\x17\x01\x04\0\x01\0\0\0\x02\0\0\0" /* bytes */
                               "\0\0\0\0\x0a\xc8";
  g_autoptr (GBytes) bytes = g_bytes_new_static (tiff, sizeof tiff - 1);
  g_autoptr (VanityPhoto) photo = load (bytes);
  VanityImage *loaded = vanity_photo_get_image (photo);

  g_assert_cmpint (loaded->width, ==, 1);
  g_assert_cmpint (loaded->height, ==, 2);
  g_assert_cmpint (vanity_image_row (loaded, 0)[0], ==, 10);
  g_assert_cmpint (vanity_image_row (loaded, 1)[0], ==, 200);
}

static void
assert_fails (const guint8 *data, gsize size, int code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;

  g_assert_null (vanity_photo_load_bytes (bytes, "holiday", NULL, &error));
  g_assert_error (error, VANITY_ERROR, code);
  g_assert_nonnull (strstr (error->message, "holiday"));
}

static void
test_huge_header (void)
{
  g_autoptr (GBytes) gif = fixture_gif ();
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (gif, NULL), g_bytes_get_size (gif));

  data[6] = data[8] = 30000 & 255;
  data[7] = data[9] = 30000 >> 8;
  assert_fails (data, g_bytes_get_size (gif), VANITY_ERROR_LIMIT);

  g_autoptr (VanityImage) image = fixture_image (5, 3, 8, FALSE, 1);
  g_autoptr (GBytes) bmp = encode ("bmp", image, NULL, NULL);
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (bmp, NULL), g_bytes_get_size (bmp));
  memcpy (copy + 18, "\x30\x75\0\0\x30\x75\0\0", 8);
  assert_fails (copy, g_bytes_get_size (bmp), VANITY_ERROR_LIMIT);
}

static void
test_cut_header (void)
{
  assert_fails ((const guint8 *)"GIF89a\1", 7, VANITY_ERROR_FORMAT);
  assert_fails ((const guint8 *)"BM", 2, VANITY_ERROR_FORMAT);
  assert_fails ((const guint8 *)"RIFF\0\0\0\0WEBPVP8 ", 16, VANITY_ERROR_FORMAT);
  assert_fails ((const guint8 *)"II*\0\xff\xff\xff\xff", 8, VANITY_ERROR_FORMAT);
}

/* However much is there, half a photo is not taken for one. */
static void
test_cut_off (void)
{
  static const char *types[] = { "tiff", "bmp", "webp" };
  g_autoptr (VanityImage) image = fixture_image (61, 47, 8, FALSE, 1);

  for (gsize type = 0; type < G_N_ELEMENTS (types); type++)
    {
      if (!can_write (types[type]))
        continue;
      g_autoptr (GBytes) bytes = encode (types[type], image, NULL, NULL);
      gsize size = g_bytes_get_size (bytes);

      g_test_message ("%s", types[type]);
      for (gsize i = 1; i < 32; i++)
        assert_fails (g_bytes_get_data (bytes, NULL), size * i / 32, VANITY_ERROR_FORMAT);
      assert_fails (g_bytes_get_data (bytes, NULL), size - 1, VANITY_ERROR_FORMAT);
    }
}

static void
test_flipped (void)
{
  static const char *types[] = { "tiff", "bmp", "webp" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (VanityImage) image = fixture_image (20, 10, 8, FALSE, 1);

  for (gsize type = 0; type < G_N_ELEMENTS (types) + 1; type++)
    {
      g_autoptr (GBytes) bytes = NULL;

      if (type < G_N_ELEMENTS (types) && !can_write (types[type]))
        continue;
      bytes
          = type < G_N_ELEMENTS (types) ? encode (types[type], image, NULL, NULL) : fixture_gif ();
      for (int i = 0; i < 200; i++)
        {
          gsize size = g_bytes_get_size (bytes);
          guint8 *data = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
          gsize length = i % 2 ? size : (gsize)g_rand_int_range (rand, 0, (int)size);

          for (int flip = i % 4; flip > 0; flip--)
            data[g_rand_int_range (rand, 0, (int)size)] = (guint8)g_rand_int_range (rand, 0, 256);
          g_autoptr (GBytes) damaged = g_bytes_new (data, length);
          g_free (data);

          g_autoptr (GError) error = NULL;
          g_autoptr (VanityPhoto) photo = vanity_photo_load_bytes (damaged, "x", NULL, &error);
          g_assert_true ((photo != NULL) == (error == NULL));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/load-pixbuf/gif", test_gif);
  g_test_add_func ("/image/load-pixbuf/tiff", test_tiff);
  g_test_add_func ("/image/load-pixbuf/bmp", test_bmp);
  g_test_add_func ("/image/load-pixbuf/webp", test_webp);
  g_test_add_func ("/image/load-pixbuf/tiff-orientation", test_tiff_orientation);
  g_test_add_func ("/image/load-pixbuf/huge-header", test_huge_header);
  g_test_add_func ("/image/load-pixbuf/cut-header", test_cut_header);
  g_test_add_func ("/image/load-pixbuf/cut-off", test_cut_off);
  g_test_add_func ("/image/load-pixbuf/flipped", test_flipped);
  return g_test_run ();
}
