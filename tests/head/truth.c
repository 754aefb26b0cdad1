#include "truth.h"

#include "image/photo.h"

#include <png.h>
#include <stdio.h>

const guint8 truth_palette[6][3] = { { 0, 0, 0 },     { 255, 190, 150 }, { 30, 140, 255 },
                                     { 230, 20, 70 }, { 100, 200, 30 },  { 250, 250, 60 } };

gboolean
truth_save (const char *path, const guint8 *label)
{
  FILE *file = fopen (path, "wb");
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct (png);
  png_color palette[6];

  if (!file)
    {
      fprintf (stderr, "%s: cannot be written\n", path);
      png_destroy_write_struct (&png, &info);
      return FALSE;
    }
  for (int k = 0; k < 6; k++)
    palette[k] = (png_color){ truth_palette[k][0], truth_palette[k][1], truth_palette[k][2] };
  png_init_io (png, file);
  png_set_compression_level (png, 9);
  png_set_IHDR (png, info, TRUTH_SIDE, TRUTH_SIDE, 4, PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_PLTE (png, info, palette, 6);
  png_write_info (png, info);
  png_set_packing (png);
  for (int y = 0; y < TRUTH_SIDE; y++)
    png_write_row (png, label + y * TRUTH_SIDE);
  png_write_end (png, info);
  png_destroy_write_struct (&png, &info);
  return fclose (file) == 0;
}

gboolean
truth_load (const char *path, guint8 *label)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, &error);
  VanityImage *image = photo ? vanity_photo_get_image (photo) : NULL;

  if (!image || image->width != TRUTH_SIDE || image->height != TRUTH_SIDE || image->depth != 8)
    {
      fprintf (stderr, "%s: %s\n", path, error ? error->message : "not a mask of 256 × 256");
      return FALSE;
    }
  for (int i = 0; i < TRUTH_SIDE * TRUTH_SIDE; i++)
    {
      const guint8 *pixel = vanity_image_row (image, i / TRUTH_SIDE) + 4 * (i % TRUTH_SIDE);
      int class = -1;

      for (int k = 0; k < 6; k++)
        if (pixel[0] == truth_palette[k][0] && pixel[1] == truth_palette[k][1]
            && pixel[2] == truth_palette[k][2])
          class = k;
      if (class < 0)
        {
          fprintf (stderr, "%s: (%d, %d) has a colour that is no class\n", path, i % TRUTH_SIDE,
                   i / TRUTH_SIDE);
          return FALSE;
        }
      label[i] = (guint8) class;
    }
  return TRUE;
}
