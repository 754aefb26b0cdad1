/* Pictures the faces of a set side by side, to look at: sheet SET OUT.png COLUMNS [INDEX…]. Every
 * face is shown as photographed; what is hidden is dimmed; with --restored, filled from the other
 * side. Not installed. */
#include "face/atlas-region.h"
#include "image/photo.h"
#include "texture/dataset.h"

#include <stdlib.h>
#include <string.h>

static void
draw (const VanityDataset *set, int index, gboolean restored, VanityImage *sheet, int left, int top)
{
  int size = vanity_dataset_get_size (set), n = size * size;
  const guint8 *rgba = vanity_dataset_get_texture (set, index);
  const VanityAtlas *atlas = vanity_atlas_get (size, NULL);
  g_autofree float *planes = g_new (float, 4 * n);
  float *visibility = planes + 3 * n;

  vanity_color_space_decode (sheet->space, 8, rgba, planes, planes + n, planes + 2 * n, n);
  for (int i = 0; i < n; i++)
    visibility[i] = rgba[4 * i + 3] / 255.0f;
  if (restored)
    vanity_atlas_restore (atlas, visibility, planes, 3);
  else
    for (int i = 0; i < 3 * n; i++)
      planes[i] *= 0.15f + 0.85f * visibility[i % n];
  for (int y = 0; y < size; y++)
    {
      guint8 *row = vanity_image_row (sheet, top + y) + 4 * left;

      vanity_color_space_encode (sheet->space, 8, planes + y * size, planes + n + y * size,
                                 planes + 2 * n + y * size, row, size);
      for (int x = 0; x < size; x++)
        row[4 * x + 3] = 255;
    }
}

int
main (int argc, char **argv)
{
  gboolean restored = argc > 1 && g_str_equal (argv[1], "--restored");
  g_autoptr (GError) error = NULL;

  argc -= restored;
  argv += restored;
  if (argc < 4 || atoi (argv[3]) < 1)
    {
      g_printerr ("usage: sheet [--restored] SET OUT.png COLUMNS [INDEX…]\n");
      return 2;
    }
  g_autoptr (VanityDataset) set = vanity_dataset_open (argv[1], &error);
  if (set == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  int size = vanity_dataset_get_size (set), columns = atoi (argv[3]);
  int n = argc > 4 ? argc - 4 : vanity_dataset_get_count (set);
  g_autoptr (VanityImage) sheet
      = vanity_image_new (columns * size, (n + columns - 1) / columns * size, 8,
                          vanity_color_space_get_srgb (), &error);
  for (int i = 0; sheet != NULL && i < n; i++)
    {
      int index = argc > 4 ? atoi (argv[4 + i]) : i;

      index = CLAMP (index, 0, vanity_dataset_get_count (set) - 1);
      g_print ("%d: %s\n", i, vanity_dataset_get_face (set, index)->name);
      draw (set, index, restored, sheet, i % columns * size, i / columns * size);
    }
  g_autoptr (VanityPhoto) photo = sheet ? vanity_photo_new_from_image (sheet, "sheet") : NULL;
  g_autoptr (GFile) file = g_file_new_for_path (argv[2]);
  if (photo == NULL || !vanity_photo_save (photo, sheet, file, NULL, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
