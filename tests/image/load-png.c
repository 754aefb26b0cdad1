#include "base/error.h"
#include "fixtures.h"

#include <string.h>
#include <zlib.h>

static VanityPhoto *
load (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  VanityPhoto *photo = vanity_photo_load_bytes (bytes, "test.png", NULL, &error);

  g_assert_no_error (error);
  return photo;
}

static void
assert_pixel (const VanityImage *image, int x, int y, int r, int g, int b, int a)
{
  const guint8 *row = vanity_image_row (image, y);
  const guint16 *row16 = (const guint16 *)row;
  const int expect[4] = { r, g, b, a };

  for (int c = 0; c < 4; c++)
    g_assert_cmpint (image->depth == 8 ? row[x * 4 + c] : row16[x * 4 + c], ==, expect[c]);
}

/* 2 × 2 pixels of the given bytes, each row after its filter byte. */
static GBytes *
small_png (int depth, int color_type, const guint8 *rows, gsize size, const char *extra_type,
           const guint8 *extra, gsize n_extra)
{
  GByteArray *png = fixture_png_begin (2, 2, depth, color_type, FALSE);

  if (extra_type != NULL)
    fixture_png_chunk (png, extra_type, extra, n_extra);
  fixture_png_rows (png, rows, size);
  return fixture_png_end (png);
}

static void
test_rgb (void)
{
  static const guint8 rows[] = { 0, 1, 2, 3, 250, 251, 252, 0, 9, 8, 7, 6, 5, 4 };
  g_autoptr (GBytes) png = small_png (8, 2, rows, sizeof rows, NULL, NULL, 0);
  g_autoptr (VanityPhoto) photo = load (png);
  VanityImage *image = vanity_photo_get_image (photo);

  g_assert_cmpint (image->depth, ==, 8);
  g_assert_false (image->has_alpha);
  assert_pixel (image, 0, 0, 1, 2, 3, 255);
  assert_pixel (image, 1, 0, 250, 251, 252, 255);
  assert_pixel (image, 1, 1, 6, 5, 4, 255);
}

static void
test_rgb16 (void)
{
  static const guint8 rows[] = { 0, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xff, 0xff, 0, 1, 1, 0,
                                 0, 0,    0,    0,    0,    0,    0,    0,    0,    0, 0, 0, 0 };
  g_autoptr (GBytes) png = small_png (16, 2, rows, sizeof rows, NULL, NULL, 0);
  g_autoptr (VanityPhoto) photo = load (png);
  VanityImage *image = vanity_photo_get_image (photo);

  g_assert_cmpint (image->depth, ==, 16);
  g_assert_false (image->has_alpha);
  assert_pixel (image, 0, 0, 0x1234, 0x5678, 0x9abc, 65535);
  assert_pixel (image, 1, 0, 65535, 1, 256, 65535);
}

static void
test_alpha (void)
{
  static const guint8 rows[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 9, 9, 9, 0, 0, 0, 0, 255 };
  g_autoptr (GBytes) png = small_png (8, 6, rows, sizeof rows, NULL, NULL, 0);
  g_autoptr (VanityPhoto) photo = load (png);
  VanityImage *image = vanity_photo_get_image (photo);

  g_assert_true (image->has_alpha);
  assert_pixel (image, 0, 0, 1, 2, 3, 4);
  assert_pixel (image, 0, 1, 9, 9, 9, 0);
}

static void
test_grey (void)
{
  static const guint8 rows[] = { 0, 7, 8, 0, 9, 10 };
  static const guint8 with_alpha[] = { 0, 7, 100, 8, 200, 0, 9, 0, 10, 255 };
  static const guint8 bits[] = { 0, 0x80, 0, 0x40 };
  g_autoptr (GBytes) grey = small_png (8, 0, rows, sizeof rows, NULL, NULL, 0);
  g_autoptr (GBytes) alpha = small_png (8, 4, with_alpha, sizeof with_alpha, NULL, NULL, 0);
  g_autoptr (GBytes) one_bit = small_png (1, 0, bits, sizeof bits, NULL, NULL, 0);
  g_autoptr (VanityPhoto) photo = load (grey);
  g_autoptr (VanityPhoto) photo_alpha = load (alpha);
  g_autoptr (VanityPhoto) photo_bits = load (one_bit);

  assert_pixel (vanity_photo_get_image (photo), 1, 1, 10, 10, 10, 255);
  g_assert_true (vanity_photo_get_image (photo_alpha)->has_alpha);
  assert_pixel (vanity_photo_get_image (photo_alpha), 1, 0, 8, 8, 8, 200);
  assert_pixel (vanity_photo_get_image (photo_bits), 0, 0, 255, 255, 255, 255);
  assert_pixel (vanity_photo_get_image (photo_bits), 1, 0, 0, 0, 0, 255);
  assert_pixel (vanity_photo_get_image (photo_bits), 1, 1, 255, 255, 255, 255);
}

static void
test_palette (void)
{
  static const guint8 palette[] = { 10, 20, 30, 40, 50, 60 }, clear[] = { 255, 77 };
  static const guint8 rows[] = { 0, 0, 1, 0, 1, 0 };
  GByteArray *png = fixture_png_begin (2, 2, 8, 3, FALSE);

  fixture_png_chunk (png, "PLTE", palette, sizeof palette);
  fixture_png_chunk (png, "tRNS", clear, sizeof clear);
  fixture_png_rows (png, rows, sizeof rows);
  g_autoptr (GBytes) bytes = fixture_png_end (png);
  g_autoptr (VanityPhoto) photo = load (bytes);

  g_assert_true (vanity_photo_get_image (photo)->has_alpha);
  assert_pixel (vanity_photo_get_image (photo), 0, 0, 10, 20, 30, 255);
  assert_pixel (vanity_photo_get_image (photo), 1, 0, 40, 50, 60, 77);
}

/* Adam7 on 2 × 2 pixels: passes 1, 6 and 7 hold one, one and two of them. */
static void
test_interlaced (void)
{
  static const guint8 rows[] = { 0, 11, 0, 22, 0, 33, 44 };
  GByteArray *png = fixture_png_begin (2, 2, 8, 0, TRUE);

  fixture_png_rows (png, rows, sizeof rows);
  g_autoptr (GBytes) bytes = fixture_png_end (png);
  g_autoptr (VanityPhoto) photo = load (bytes);
  assert_pixel (vanity_photo_get_image (photo), 0, 0, 11, 11, 11, 255);
  assert_pixel (vanity_photo_get_image (photo), 1, 0, 22, 22, 22, 255);
  assert_pixel (vanity_photo_get_image (photo), 0, 1, 33, 33, 33, 255);
  assert_pixel (vanity_photo_get_image (photo), 1, 1, 44, 44, 44, 255);
}

/* Gamma and primaries without a profile: sRGB's own are sRGB, others become a profile. */
static void
test_gamma (void)
{
  static const guint8 rows[] = { 0, 128, 128, 128, 0, 0, 0, 0, 128, 0, 0, 255, 255, 255 };
  static const guint8 usual[] = { 0, 0, 0xb1, 0x8f }, linear[] = { 0, 1, 0x86, 0xa0 };
  g_autoptr (GBytes) plain = small_png (8, 2, rows, sizeof rows, "gAMA", usual, 4);
  g_autoptr (GBytes) other = small_png (8, 2, rows, sizeof rows, "gAMA", linear, 4);
  g_autoptr (VanityPhoto) photo = load (plain);
  g_autoptr (VanityPhoto) photo_linear = load (other);
  VanityImage *image = vanity_photo_get_image (photo_linear);
  float r, g, b;

  g_assert_true (vanity_color_space_is_srgb (vanity_photo_get_image (photo)->space));
  g_assert_false (vanity_color_space_is_srgb (image->space));
  g_assert_nonnull (vanity_color_space_get_icc (image->space));
  vanity_color_space_decode (image->space, 8, vanity_image_row (image, 0), &r, &g, &b, 1);
  g_assert_cmpfloat_with_epsilon (g, 128 / 255.0, 1e-3);
}

static void
test_exif (void)
{
  static const guint8 rows[] = { 0, 1, 2, 0, 3, 4 };
  g_autoptr (GBytes) exif = fixture_exif (6);
  gsize size;
  const guint8 *data = g_bytes_get_data (exif, &size);
  g_autoptr (GBytes) png = small_png (8, 0, rows, sizeof rows, "eXIf", data, size);
  g_autoptr (VanityPhoto) photo = load (png);

  /* A quarter turn clockwise. */
  assert_pixel (vanity_photo_get_image (photo), 0, 0, 3, 3, 3, 255);
  assert_pixel (vanity_photo_get_image (photo), 1, 0, 1, 1, 1, 255);
  assert_pixel (vanity_photo_get_image (photo), 1, 1, 2, 2, 2, 255);
}

static void
assert_fails (const guint8 *data, gsize size, int code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;

  g_assert_null (vanity_photo_load_bytes (bytes, "holiday.png", NULL, &error));
  g_assert_error (error, VANITY_ERROR, code);
  g_assert_nonnull (strstr (error->message, "holiday.png"));
  g_assert_null (strchr (error->message, '\n'));
}

static GBytes *
noisy_png (int width, int height, gboolean interlaced)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  gsize size = (gsize)(1 + width * 3) * (gsize)height;
  g_autofree guint8 *rows = g_malloc (size);
  GByteArray *png = fixture_png_begin ((guint32)width, (guint32)height, 8, 2, interlaced);

  for (gsize i = 0; i < size; i++)
    rows[i] = i % (gsize)(1 + width * 3) == 0 ? 0 : (guint8)g_rand_int_range (rand, 0, 256);
  fixture_png_rows (png, rows, size);
  return fixture_png_end (png);
}

static void
test_truncated (void)
{
  g_autoptr (GBytes) png = noisy_png (31, 17, FALSE);
  gsize size;
  const guint8 *data = g_bytes_get_data (png, &size);

  for (gsize length = 8; length < size; length++)
    assert_fails (data, length, VANITY_ERROR_FORMAT);
  g_autoptr (VanityPhoto) whole = load (png);
  g_assert_cmpint (vanity_photo_get_image (whole)->width, ==, 31);
}

static void
test_flipped (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autoptr (GBytes) png = noisy_png (31, 17, FALSE);
  gsize size;
  const guint8 *original = g_bytes_get_data (png, &size);

  for (int i = 0; i < 3000; i++)
    {
      guint8 *data = g_memdup2 (original, size);
      data[g_rand_int_range (rand, 8, (int)size)] ^= (guint8)g_rand_int_range (rand, 1, 256);

      g_autoptr (GBytes) bytes = g_bytes_new_take (data, size);
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityPhoto) photo = vanity_photo_load_bytes (bytes, "x.png", NULL, &error);
      g_assert_true ((photo != NULL) == (error == NULL));
    }
}

/* Structures with right checksums and wrong values. */
static void
test_wild_headers (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  static const guint8 rows[64] = { 0 };

  for (int i = 0; i < 2000; i++)
    {
      GByteArray *png = fixture_png_begin (
          (guint32)g_rand_int_range (rand, 0, 10), (guint32)g_rand_int_range (rand, 0, 10),
          1 << g_rand_int_range (rand, 0, 6), g_rand_int_range (rand, 0, 8), i % 2);
      static const char *types[]
          = { "PLTE", "tRNS", "gAMA", "cHRM", "iCCP", "eXIf", "sBIT", "sRGB", "bKGD" };
      guint8 junk[40];

      for (gsize b = 0; b < sizeof junk; b++)
        junk[b] = (guint8)g_rand_int_range (rand, 0, 256);
      for (int chunk = g_rand_int_range (rand, 0, 4); chunk > 0; chunk--)
        fixture_png_chunk (png, types[g_rand_int_range (rand, 0, G_N_ELEMENTS (types))], junk,
                           (gsize)g_rand_int_range (rand, 0, sizeof junk));
      fixture_png_rows (png, rows, (gsize)g_rand_int_range (rand, 0, sizeof rows));

      g_autoptr (GBytes) bytes = fixture_png_end (png);
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityPhoto) photo = vanity_photo_load_bytes (bytes, "x.png", NULL, &error);
      g_assert_true ((photo != NULL) == (error == NULL));
    }
}

static void
test_huge_header (void)
{
  static const guint32 sizes[][2]
      = { { 30000, 30000 }, { 40000, 1 }, { 1, 40000 }, { 0x7fffffff, 0x7fffffff } };
  static const guint8 rows[100] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      GByteArray *png = fixture_png_begin (sizes[i][0], sizes[i][1], 16, 6, FALSE);
      fixture_png_rows (png, rows, sizeof rows);
      g_autoptr (GBytes) bytes = fixture_png_end (png);
      gsize size;
      const guint8 *data = g_bytes_get_data (bytes, &size);
      assert_fails (data, size, VANITY_ERROR_LIMIT);
    }
}

/* A colour profile of a few kilobytes that inflates to half a gigabyte: the picture is read, the
 * profile is not. */
static void
test_profile_bomb (void)
{
  static const guint8 rows[] = { 0, 7, 8, 0, 9, 10 };
  gsize inflated = 64 << 20;
  uLongf packed = compressBound (inflated);
  g_autofree guint8 *zeros = g_malloc0 (inflated);
  g_autofree guint8 *chunk = g_malloc (packed + 6);

  memcpy (chunk, "bomb\0\0", 6);
  g_assert_cmpint (compress2 (chunk + 6, &packed, zeros, inflated, 9), ==, Z_OK);
  /* The profile states its size in its first four bytes; zlib's stream says otherwise. */
  g_autoptr (GBytes) png = small_png (8, 0, rows, sizeof rows, "iCCP", chunk, packed + 6);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityPhoto) photo = vanity_photo_load_bytes (png, "x.png", NULL, &error);

  g_assert_no_error (error);
  assert_pixel (vanity_photo_get_image (photo), 0, 0, 7, 7, 7, 255);
}

/* Image data that goes on and on after the last row is not unpacked further. */
static void
test_data_bomb (void)
{
  gsize inflated = 64 << 20;
  g_autofree guint8 *zeros = g_malloc0 (inflated);
  g_autoptr (GBytes) png = small_png (8, 0, zeros, inflated, NULL, NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityPhoto) photo = vanity_photo_load_bytes (png, "x.png", NULL, &error);

  if (photo != NULL)
    g_assert_cmpint (vanity_photo_get_image (photo)->width, ==, 2);
  else
    g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/load-png/rgb", test_rgb);
  g_test_add_func ("/image/load-png/rgb16", test_rgb16);
  g_test_add_func ("/image/load-png/alpha", test_alpha);
  g_test_add_func ("/image/load-png/grey", test_grey);
  g_test_add_func ("/image/load-png/palette", test_palette);
  g_test_add_func ("/image/load-png/interlaced", test_interlaced);
  g_test_add_func ("/image/load-png/gamma", test_gamma);
  g_test_add_func ("/image/load-png/exif", test_exif);
  g_test_add_func ("/image/load-png/truncated", test_truncated);
  g_test_add_func ("/image/load-png/flipped", test_flipped);
  g_test_add_func ("/image/load-png/wild-headers", test_wild_headers);
  g_test_add_func ("/image/load-png/huge-header", test_huge_header);
  g_test_add_func ("/image/load-png/profile-bomb", test_profile_bomb);
  g_test_add_func ("/image/load-png/data-bomb", test_data_bomb);
  return g_test_run ();
}
