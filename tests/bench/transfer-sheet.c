#include "transfer-sheet.h"

#include <math.h>

/* Of the face's longer side, what is shown. */
#define AROUND 1.3

gboolean
sheet_init (Sheet *sheet, int columns, int rows, int side, GError **error)
{
  sheet->side = side;
  sheet->image
      = vanity_image_new (columns * side, rows * side, 8, vanity_color_space_get_srgb (), error);
  if (sheet->image == NULL)
    return FALSE;
  for (int y = 0; y < sheet->image->height; y++)
    for (int x = 0; x < sheet->image->width; x++)
      vanity_image_row (sheet->image, y)[4 * x + 3] = 255;
  return TRUE;
}

/* The photo's own pixels, bilinear: a result is judged by them. */
static void
sample (const VanityImage *image, double x, double y, guint8 *pixel)
{
  int left = (int)floor (x - 0.5), top = (int)floor (y - 0.5);
  double across = x - 0.5 - left, down = y - 0.5 - top;

  for (int c = 0; c < 3; c++)
    {
      double value = 0;

      for (int k = 0; k < 4; k++)
        {
          int u = CLAMP (left + k % 2, 0, image->width - 1);
          int v = CLAMP (top + k / 2, 0, image->height - 1);
          int index = 4 * u + c;
          const guint8 *row = vanity_image_row (image, v);
          double here = image->depth == 16 ? ((const guint16 *)(gconstpointer)row)[index] / 257.0
                                           : row[index];

          value += here * (k % 2 ? across : 1 - across) * (k / 2 ? down : 1 - down);
        }
      pixel[c] = (guint8)(value + 0.5);
    }
}

void
sheet_draw (Sheet *sheet, int column, int row, const VanityImage *image, const VanityFace *face)
{
  g_autoptr (VanityImage) small = NULL;
  double shown = AROUND * MAX (face->box[2], face->box[3]), scale = 1, step;
  double left, top;

  /* Where there are many pixels for each of the sheet's they are averaged first. */
  if (shown > 2 * sheet->side)
    {
      int side = (int)(MAX (image->width, image->height) * sheet->side / shown + 0.5);

      small = vanity_image_new_preview (image, MAX (side, 1), &scale, NULL);
      if (small == NULL)
        return;
      image = small;
    }
  step = shown * scale / sheet->side;
  left = scale * (face->box[0] + face->box[2] / 2 - shown / 2);
  top = scale * (face->box[1] + face->box[3] / 2 - shown / 2);
  for (int y = 0; y < sheet->side; y++)
    for (int x = 0; x < sheet->side; x++)
      sample (image, left + (x + 0.5) * step, top + (y + 0.5) * step,
              vanity_image_row (sheet->image, row * sheet->side + y)
                  + 4 * (gsize)(column * sheet->side + x));
}

gboolean
sheet_save (Sheet *sheet, const char *path, GError **error)
{
  g_autoptr (VanityPhoto) photo = vanity_photo_new_from_image (sheet->image, "sheet");
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return vanity_photo_save (photo, sheet->image, file, NULL, NULL, error);
}

void
sheet_clear (Sheet *sheet)
{
  g_clear_pointer (&sheet->image, vanity_image_unref);
}
