#include "support.h"

#include <math.h>
#include <stdio.h>

#include <jpeglib.h>

/* Rows and columns beyond the picture that libjpeg may fill. */
#define SLACK 64

/* One component, as it lies in the file: 8 bits, often halved. */
typedef struct
{
  int width, height, stride;
  double across, down; /* its pixels per pixel of the picture */
  guint8 *pixels;
  JSAMPROW *rows;
} Plane;

static void
plane_init (Plane *plane, const struct jpeg_decompress_struct *codec, int c)
{
  const jpeg_component_info *info = &codec->comp_info[c];
  int rows = info->height_in_blocks * DCTSIZE + SLACK;

  plane->across = info->h_samp_factor / (double)codec->max_h_samp_factor;
  plane->down = info->v_samp_factor / (double)codec->max_v_samp_factor;
  plane->width = ceil (codec->output_width * plane->across);
  plane->height = ceil (codec->output_height * plane->down);
  plane->stride = info->width_in_blocks * DCTSIZE + SLACK;
  plane->pixels = g_malloc0 ((gsize)plane->stride * rows);
  plane->rows = g_new (JSAMPROW, rows);
  for (int y = 0; y < rows; y++)
    plane->rows[y] = plane->pixels + (gsize)y * plane->stride;
}

static void
plane_clear (Plane *plane)
{
  g_free (plane->pixels);
  g_free (plane->rows);
}

/* Bilinear between pixel centres, at a pixel of the picture. */
static float
plane_sample (const Plane *plane, int column, int row)
{
  float x = CLAMP ((column + 0.5) * plane->across - 0.5, 0, plane->width - 1);
  float y = CLAMP ((row + 0.5) * plane->down - 0.5, 0, plane->height - 1);
  int x0 = x, y0 = y, x1 = MIN (x0 + 1, plane->width - 1), y1 = MIN (y0 + 1, plane->height - 1);
  float u = x - x0, v = y - y0;
  const guint8 *above = plane->rows[y0], *below = plane->rows[y1];

  return (1 - v) * ((1 - u) * above[x0] + u * above[x1])
         + v * ((1 - u) * below[x0] + u * below[x1]);
}

static guint8
to_byte (float value)
{
  return CLAMP (floorf (value + 0.5f), 0, 255);
}

/* ITU-T T.871. */
static VanityImage *
merge (const Plane *planes, int width, int height)
{
  VanityImage *image = support_new_image (width, height, 0, 0, 0);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint8 *pixel = vanity_image_row (image, y) + 4 * x;
        float luma = plane_sample (&planes[0], x, y);
        float blue = plane_sample (&planes[1], x, y) - 128;
        float red = plane_sample (&planes[2], x, y) - 128;
        pixel[0] = to_byte (luma + 1.402f * red);
        pixel[1] = to_byte (luma - 0.344136f * blue - 0.714136f * red);
        pixel[2] = to_byte (luma + 1.772f * blue);
      }
  return image;
}

VanityImage *
support_load_exact (const char *path)
{
  struct jpeg_decompress_struct codec;
  struct jpeg_error_mgr handler;
  Plane planes[3];

  if (!g_str_has_suffix (path, ".jpg"))
    return support_load (path);

  FILE *file = fopen (path, "rb");
  g_assert_nonnull (file);
  codec.err = jpeg_std_error (&handler);
  jpeg_create_decompress (&codec);
  jpeg_stdio_src (&codec, file);
  jpeg_read_header (&codec, TRUE);
  g_assert_cmpint (codec.jpeg_color_space, ==, JCS_YCbCr);
  codec.out_color_space = JCS_YCbCr;
  codec.raw_data_out = TRUE;
  jpeg_start_decompress (&codec);
  for (int c = 0; c < 3; c++)
    plane_init (&planes[c], &codec, c);
  while (codec.output_scanline < codec.output_height)
    {
      JSAMPARRAY rows[3];
      for (int c = 0; c < 3; c++)
        rows[c] = planes[c].rows + (int)(codec.output_scanline * planes[c].down);
      jpeg_read_raw_data (&codec, rows, codec.max_v_samp_factor * DCTSIZE);
    }

  VanityImage *image = merge (planes, codec.output_width, codec.output_height);
  jpeg_finish_decompress (&codec);
  jpeg_destroy_decompress (&codec);
  fclose (file);
  for (int c = 0; c < 3; c++)
    plane_clear (&planes[c]);
  return image;
}
