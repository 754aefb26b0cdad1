#include "image/format.h"

#include <string.h>

static void
test_sniff (void)
{
  static const struct
  {
    const char *bytes;
    gsize size;
    VanityFormat format;
  } files[] = {
    { "\xff\xd8\xff\xe0", 4, VANITY_FORMAT_JPEG },
    { "\x89PNG\r\n\x1a\n", 8, VANITY_FORMAT_PNG },
    { "GIF89a", 6, VANITY_FORMAT_GIF },
    { "GIF87a", 6, VANITY_FORMAT_GIF },
    { "BM", 2, VANITY_FORMAT_BMP },
    { "RIFF\0\0\0\0WEBPVP8 ", 16, VANITY_FORMAT_WEBP },
    { "RIFF\0\0\0\0AVI LIST", 16, VANITY_FORMAT_UNKNOWN },
    { "II*\0", 4, VANITY_FORMAT_TIFF },
    { "MM\0*", 4, VANITY_FORMAT_TIFF },
    { "\0\0\0\x18"
      "ftypheic\0\0\0\0mif1heic",
      24, VANITY_FORMAT_HEIF },
    { "\0\0\0\x1c"
      "ftypmif1\0\0\0\0mif1avif",
      24, VANITY_FORMAT_AVIF },
    { "\0\0\0\x18"
      "ftypisom\0\0\0\0mp42isom",
      24, VANITY_FORMAT_UNKNOWN },
    { "<svg xmlns", 10, VANITY_FORMAT_UNKNOWN },
    { "", 0, VANITY_FORMAT_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree guint8 *tight = g_memdup2 (files[i].bytes, files[i].size);
      g_assert_cmpint (vanity_format_sniff (tight, files[i].size), ==, files[i].format);
    }
}

static void
test_name (void)
{
  g_assert_cmpint (vanity_format_from_name ("a.png"), ==, VANITY_FORMAT_PNG);
  g_assert_cmpint (vanity_format_from_name ("a.b.JPG"), ==, VANITY_FORMAT_JPEG);
  g_assert_cmpint (vanity_format_from_name ("a.jpeg"), ==, VANITY_FORMAT_JPEG);
  g_assert_cmpint (vanity_format_from_name ("a.webp"), ==, VANITY_FORMAT_WEBP);
  g_assert_cmpint (vanity_format_from_name ("a.tiff"), ==, VANITY_FORMAT_TIFF);
  g_assert_cmpint (vanity_format_from_name ("a.Tif"), ==, VANITY_FORMAT_TIFF);
  g_assert_cmpint (vanity_format_from_name ("a.gif"), ==, VANITY_FORMAT_UNKNOWN);
  g_assert_cmpint (vanity_format_from_name ("png"), ==, VANITY_FORMAT_UNKNOWN);
  g_assert_cmpint (vanity_format_from_name ("a."), ==, VANITY_FORMAT_UNKNOWN);
  g_assert_cmpint (vanity_format_from_name (""), ==, VANITY_FORMAT_UNKNOWN);
  g_assert_cmpint (vanity_format_from_name (NULL), ==, VANITY_FORMAT_UNKNOWN);
}

static void
assert_size (VanityFormat format, const char *bytes, gsize size, guint32 width, guint32 height)
{
  guint32 w = 0, h = 0;

  g_assert_true (vanity_format_read_size (format, (const guint8 *)bytes, size, &w, &h));
  g_assert_cmpuint (w, ==, width);
  g_assert_cmpuint (h, ==, height);
  for (gsize cut = 0; cut < MIN (size, 10); cut++)
    {
      g_autofree guint8 *tight = g_memdup2 (bytes, cut);
      g_assert_false (vanity_format_read_size (format, tight, cut, &w, &h));
    }
}

static void
test_size (void)
{
  static const char gif[] = "GIF89a\x10\x27\x20\x4e";
  static const char bmp[] = "BM____\0\0\0\0____\x28\0\0\0\x03\0\0\0\xfe\xff\xff\xff";
  static const char os2[] = "BM____\0\0\0\0____\x0c\0\0\0\x03\0\x04\0____";
  static const char vp8x[] = "RIFF____WEBPVP8X____\0\0\0\0\x0f\0\x01\x1f\0\0";
  static const char vp8l[] = "RIFF____WEBPVP8L____\x2f\x03\x40\x01\0_____";
  static const char vp8[] = "RIFF____WEBPVP8 ____\0\0\0\x9d\x01\x2a\x40\x01\xf0\0";
  static const char tiff[] = "II*\0\x08\0\0\0\x02\0"
                             "\0\x01\x03\0\x01\0\0\0\x07\0\0\0"
                             "\x01\x01\x04\0\x01\0\0\0\x70\x11\x01\0";
  static const char heif[] = "____\0\0\0\x14ispe\0\0\0\0\0\0\0\x05\0\0\0\x06"
                             "\0\0\0\x14ispe\0\0\0\0\0\0\x75\x30\0\0\x75\x30";

  assert_size (VANITY_FORMAT_GIF, gif, sizeof gif - 1, 10000, 20000);
  assert_size (VANITY_FORMAT_BMP, bmp, sizeof bmp - 1, 3, 2);
  assert_size (VANITY_FORMAT_BMP, os2, sizeof os2 - 1, 3, 4);
  assert_size (VANITY_FORMAT_WEBP, vp8x, sizeof vp8x - 1, 65552, 32);
  assert_size (VANITY_FORMAT_WEBP, vp8l, sizeof vp8l - 1, 4, 6);
  assert_size (VANITY_FORMAT_WEBP, vp8, sizeof vp8 - 1, 320, 240);
  assert_size (VANITY_FORMAT_TIFF, tiff, sizeof tiff - 1, 7, 70000);
  assert_size (VANITY_FORMAT_HEIF, heif, sizeof heif - 1, 30000, 30000);
  assert_size (VANITY_FORMAT_AVIF, heif, sizeof heif - 1, 30000, 30000);
}

/* Random bytes behind each format's magic are never read past their end. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);

  for (int i = 0; i < 20000; i++)
    {
      gsize size = (gsize)g_rand_int_range (rand, 0, 80);
      g_autofree guint8 *bytes = g_malloc (MAX (size, 1));
      guint32 width, height;

      for (gsize b = 0; b < size; b++)
        bytes[b] = (guint8)g_rand_int_range (rand, 0, i % 2 ? 256 : 8);
      if (size > 8)
        memcpy (bytes, i % 3 ? "II*\0\x08\0\0\0" : "MM\0*\0\0\0\x08", 8);
      vanity_format_sniff (bytes, size);
      for (int format = VANITY_FORMAT_GIF; format <= VANITY_FORMAT_AVIF; format++)
        {
          vanity_format_read_size (format, bytes, size, &width, &height);
          vanity_format_is_cut_off (format, bytes, size);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/format/sniff", test_sniff);
  g_test_add_func ("/image/format/name", test_name);
  g_test_add_func ("/image/format/size", test_size);
  g_test_add_func ("/image/format/random", test_random);
  return g_test_run ();
}
