#include "train-head-sheet.h"

#include "head/head-map.h"
#include "head/head-view.h"
#include "image/photo.h"

#include <math.h>

#define COLUMNS 4 /* heads in a row */
#define PICTURES 3

struct _VanityHeadSheet
{
  int side, rows;
  guint8 *rgb; /* of the whole sheet */
};

static const float colors[VANITY_HEAD_N_CLASSES][3]
    = { { 0.2f, 0.2f, 0.25f }, { 0.95f, 0.75f, 0.6f }, { 0.1f, 0.6f, 0.9f },
        { 0.9f, 0.1f, 0.3f },  { 0.4f, 0.8f, 0.1f },   { 0.95f, 0.95f, 0.2f } };

VanityHeadSheet *
vanity_head_sheet_new (int side, int count)
{
  VanityHeadSheet *sheet = g_new0 (VanityHeadSheet, 1);

  sheet->side = side;
  sheet->rows = (count + COLUMNS - 1) / COLUMNS;
  sheet->rgb = g_malloc0 (3 * (gsize)(side * side) * (gsize)(sheet->rows * COLUMNS * PICTURES));
  return sheet;
}

void
vanity_head_sheet_free (VanityHeadSheet *sheet)
{
  g_free (sheet->rgb);
  g_free (sheet);
}

static void
put (VanityHeadSheet *sheet, int index, int picture, int i, const float color[3])
{
  int x = (index % COLUMNS * PICTURES + picture) * sheet->side + i % sheet->side;
  int y = index / COLUMNS * sheet->side + i / sheet->side;
  guint8 *to = sheet->rgb + 3 * ((gsize)y * (gsize)(COLUMNS * PICTURES * sheet->side) + (gsize)x);

  for (int k = 0; k < 3; k++)
    to[k] = (guint8)lroundf (255 * CLAMP (color[k], 0.0f, 1.0f));
}

void
vanity_head_sheet_add (VanityHeadSheet *sheet, int index, const float *view, const float *wanted,
                       const float *probability)
{
  for (int i = 0; i < sheet->side * sheet->side; i++)
    {
      const float *v = view + i * VANITY_HEAD_VIEW_CHANNELS;

      put (sheet, index, 0, i, v);
      for (int p = 1; p < PICTURES; p++)
        {
          const float *from = (p == 1 ? wanted : probability) + i * VANITY_HEAD_N_CLASSES;
          float light = 0.5f + 0.5f * (v[0] + v[1] + v[2]) / 3, color[3] = { 0 };
          int best = 0;

          for (int k = 1; k < VANITY_HEAD_N_CLASSES; k++)
            best = from[k] > from[best] ? k : best;
          for (int k = 0; k < 3 && from[best] > 0; k++)
            color[k] = light * colors[best][k];
          put (sheet, index, p, i, color);
        }
    }
}

gboolean
vanity_head_sheet_save (const VanityHeadSheet *sheet, const char *path, GError **error)
{
  int width = COLUMNS * PICTURES * sheet->side, height = sheet->rows * sheet->side;
  g_autoptr (VanityImage) image
      = vanity_image_new (width, height, 8, vanity_color_space_get_srgb (), error);
  g_autoptr (VanityPhoto) photo = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (!image)
    return FALSE;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint8 *to = vanity_image_row (image, y) + 4 * x;

        for (int k = 0; k < 3; k++)
          to[k] = sheet->rgb[3 * ((gsize)y * (gsize)width + (gsize)x) + (gsize)k];
        to[3] = 255;
      }
  photo = vanity_photo_new_from_image (image, "heads");
  return vanity_photo_save (photo, image, file, NULL, NULL, error);
}
