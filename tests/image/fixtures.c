#include "fixtures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

VanityImage *
fixture_image (int width, int height, int depth, gboolean alpha, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  VanityImage *image = vanity_image_new (width, height, depth, NULL, NULL);

  image->has_alpha = alpha;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int c = 0; c < 4; c++)
        {
          double wave = 0.5 + 0.4 * sin (x * 0.05 * (c + 1) + y * 0.03 + c);
          double value = wave + g_rand_double_range (rand, -0.05, 0.05);
          double code = c == 3 && !alpha ? 1 : value;

          if (depth == 8)
            vanity_image_row (image, y)[x * 4 + c] = (guint8)(code * 255 + 0.5);
          else
            ((guint16 *)vanity_image_row (image, y))[x * 4 + c] = (guint16)(code * 65535 + 0.5);
        }
  return image;
}

static void
write_exif (j_compress_ptr codec, int orientation)
{
  g_autoptr (GBytes) tiff = fixture_exif (orientation);
  gsize size;
  const guint8 *data = g_bytes_get_data (tiff, &size);
  g_autofree guint8 *segment = g_malloc (6 + size);

  memcpy (segment, "Exif\0\0", 6);
  memcpy (segment + 6, data, size);
  jpeg_write_marker (codec, JPEG_APP0 + 1, segment, (unsigned)(6 + size));
}

GBytes *
fixture_jpeg (const VanityImage *image, const FixtureJpeg *how)
{
  struct jpeg_compress_struct codec;
  struct jpeg_error_mgr error;
  J_COLOR_SPACE space = how->space == JCS_UNKNOWN ? JCS_YCbCr : how->space;
  gboolean four = space == JCS_CMYK || space == JCS_YCCK;
  g_autofree guint8 *row = g_malloc ((gsize)image->width * 4);
  unsigned char *out = NULL;
  unsigned long size = 0;

  codec.err = jpeg_std_error (&error);
  jpeg_create_compress (&codec);
  jpeg_mem_dest (&codec, &out, &size);
  codec.image_width = (JDIMENSION)image->width;
  codec.image_height = (JDIMENSION)image->height;
  codec.input_components = four ? 4 : space == JCS_GRAYSCALE ? 1 : 3;
  codec.in_color_space = four ? JCS_CMYK : space == JCS_GRAYSCALE ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults (&codec);
  jpeg_set_colorspace (&codec, space);
  jpeg_set_quality (&codec, how->quality > 0 ? how->quality : 90, TRUE);
  if (space == JCS_YCbCr || space == JCS_GRAYSCALE)
    {
      codec.comp_info[0].h_samp_factor = MAX (how->across, 1);
      codec.comp_info[0].v_samp_factor = MAX (how->down, 1);
    }
  if (how->progressive)
    jpeg_simple_progression (&codec);
  jpeg_start_compress (&codec, TRUE);
  if (how->orientation > 0)
    write_exif (&codec, how->orientation);
  if (how->icc != NULL)
    {
      gsize n;
      const guint8 *data = g_bytes_get_data (how->icc, &n);
      jpeg_write_icc_profile (&codec, data, (unsigned)n);
    }

  int channels = codec.input_components;
  for (int y = 0; y < image->height; y++)
    {
      for (int x = 0; x < image->width; x++)
        memcpy (row + x * channels, vanity_image_row (image, y) + x * 4, (gsize)channels);
      jpeg_write_scanlines (&codec, &row, 1);
    }
  jpeg_finish_compress (&codec);
  jpeg_destroy_compress (&codec);
  return g_bytes_new_with_free_func (out, size, free, out);
}

guint8 *
fixture_decode_jpeg (GBytes *jpeg, J_COLOR_SPACE space, int *width, int *height)
{
  struct jpeg_decompress_struct codec;
  struct jpeg_error_mgr error;
  gsize size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);

  codec.err = jpeg_std_error (&error);
  jpeg_create_decompress (&codec);
  jpeg_mem_src (&codec, data, size);
  jpeg_read_header (&codec, TRUE);
  codec.out_color_space = space;
  jpeg_start_decompress (&codec);
  *width = (int)codec.output_width;
  *height = (int)codec.output_height;

  gsize stride = (gsize)codec.output_width * (gsize)codec.output_components;
  guint8 *pixels = g_malloc (stride * codec.output_height);
  while (codec.output_scanline < codec.output_height)
    {
      JSAMPROW row = pixels + stride * codec.output_scanline;
      jpeg_read_scanlines (&codec, &row, 1);
    }
  jpeg_finish_decompress (&codec);
  jpeg_destroy_decompress (&codec);
  return pixels;
}

static void
append_be32 (GByteArray *array, guint32 value)
{
  guint32 big = GUINT32_TO_BE (value);
  g_byte_array_append (array, (const guint8 *)&big, 4);
}

void
fixture_png_chunk (GByteArray *png, const char *type, gconstpointer data, gsize size)
{
  uLong crc = crc32 (0, (const Bytef *)type, 4);

  append_be32 (png, (guint32)size);
  g_byte_array_append (png, (const guint8 *)type, 4);
  if (size > 0)
    {
      g_byte_array_append (png, data, (guint)size);
      crc = crc32 (crc, data, (uInt)size);
    }
  append_be32 (png, (guint32)crc);
}

GByteArray *
fixture_png_begin (guint32 width, guint32 height, int depth, int color_type, gboolean interlaced)
{
  GByteArray *png = g_byte_array_new ();
  g_autoptr (GByteArray) header = g_byte_array_new ();
  guint8 rest[5] = { (guint8)depth, (guint8)color_type, 0, 0, (guint8)interlaced };

  g_byte_array_append (png, (const guint8 *)"\x89PNG\r\n\x1a\n", 8);
  append_be32 (header, width);
  append_be32 (header, height);
  g_byte_array_append (header, rest, sizeof rest);
  fixture_png_chunk (png, "IHDR", header->data, header->len);
  return png;
}

void
fixture_png_rows (GByteArray *png, gconstpointer rows, gsize size)
{
  uLongf room = compressBound (size);
  g_autofree guint8 *packed = g_malloc (room);

  g_assert_cmpint (compress (packed, &room, rows, size), ==, Z_OK);
  fixture_png_chunk (png, "IDAT", packed, room);
}

GBytes *
fixture_png_end (GByteArray *png)
{
  fixture_png_chunk (png, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (png);
}

GBytes *
fixture_gif (void)
{
  /* Codes of three bits: clear, four pixels, end. The table is red, blue, black, white. */
  static const guint8 gif[] = {
    'G', 'I', 'F', '8', '9', 'a',  2,    0,    2, 0,    0x91, 0,    0, 255,  0, 0, 0, 0,    255, 0,
    0,   0,   255, 255, 255, 0x21, 0xf9, 4,    0, 10,   0,    0,    0, 0x2c, 0, 0, 0, 0,    2,   0,
    2,   0,   0,   2,   3,   0x04, 0x00, 0x05, 0, 0x21, 0xf9, 4,    0, 10,   0, 0, 0, 0x2c, 0,   0,
    0,   0,   2,   0,   2,   0,    0,    2,    3, 0x4c, 0x12, 0x05, 0, 0x3b,
  };
  return g_bytes_new_static (gif, sizeof gif);
}

GBytes *
fixture_exif (int orientation)
{
  const guint8 tiff[] = {
    'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (guint8)orientation,
    0,   0,   0, 0,  0, 0,
  };
  return g_bytes_new (tiff, sizeof tiff);
}

GBytes *
fixture_profile (cmsHPROFILE profile)
{
  cmsUInt32Number size = 0;

  g_assert_true (cmsSaveProfileToMem (profile, NULL, &size));
  guint8 *data = g_malloc (size);
  g_assert_true (cmsSaveProfileToMem (profile, data, &size));
  cmsCloseProfile (profile);
  return g_bytes_new_take (data, size);
}
