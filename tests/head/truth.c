#include "truth.h"

#include "head/head-mask.h"

#include <png.h>
#include <stdio.h>

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
    {
      const guint8 *color = vanity_head_mask_palette[k];

      palette[k] = (png_color){ color[0], color[1], color[2] };
    }
  png_init_io (png, file);
  png_set_compression_level (png, 9);
  png_set_IHDR (png, info, VANITY_HEAD_MASK_SIDE, VANITY_HEAD_MASK_SIDE, 4, PNG_COLOR_TYPE_PALETTE,
                PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_PLTE (png, info, palette, 6);
  png_write_info (png, info);
  png_set_packing (png);
  for (int y = 0; y < VANITY_HEAD_MASK_SIDE; y++)
    png_write_row (png, label + y * VANITY_HEAD_MASK_SIDE);
  png_write_end (png, info);
  png_destroy_write_struct (&png, &info);
  return fclose (file) == 0;
}
