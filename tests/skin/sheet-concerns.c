/* Pictures what is painted of concerns: sheet-concerns SET OUT.png STRENGTH [NTH…]. A row for each
 * face: bare, with each concern alone, with all of them; below them the truth. Not installed. */
#include "image/photo.h"
#include "skin/concern-lesson.h"

#include <stdlib.h>
#include <string.h>

#define COLUMNS (VANITY_N_CONCERNS + 1)

static void
draw (VanityImage *sheet, const float *planes, int size, int column, int row)
{
  gsize n = (gsize)size * size;

  for (int y = 0; y < size; y++)
    {
      guint8 *line = vanity_image_row (sheet, row * size + y) + 4 * column * size;

      vanity_color_space_encode (sheet->space, 8, planes + y * size, planes + n + y * size,
                                 planes + 2 * n + y * size, line, (gsize)size);
      for (int x = 0; x < size; x++)
        line[4 * x + 3] = 255;
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityDataset) set = argc > 4 ? vanity_dataset_open (argv[1], &error) : NULL;
  g_autoptr (VanityConcernLessons) lessons
      = set != NULL ? vanity_concern_lessons_new (set, VANITY_DATASET_TRAIN, &error) : NULL;
  g_autoptr (VanityImage) sheet = NULL;
  g_autoptr (VanityPhoto) photo = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree float *planes = NULL;
  int size;
  gsize n;

  if (lessons == NULL)
    {
      g_printerr ("sheet-concerns SET OUT.png STRENGTH NTH…: %s\n",
                  error != NULL ? error->message : "too few words");
      return 1;
    }
  size = vanity_dataset_get_size (set);
  n = (gsize)size * size;
  planes = g_new (float, (4 + VANITY_N_CONCERNS) * n);
  sheet = vanity_image_new (COLUMNS * size, 2 * (argc - 4) * size, 8,
                            vanity_color_space_get_srgb (), &error);
  for (int i = 4; i < argc && sheet != NULL; i++)
    for (int k = -1; k < VANITY_N_CONCERNS; k++)
      {
        float strength[VANITY_N_CONCERNS] = { 0 }, *truth = planes + 4 * n;
        VanityRandom random;

        vanity_random_init (&random, (guint64)(10 * i + k + 2));
        if (k >= 0)
          strength[k] = (float)atof (argv[3]);
        vanity_concern_lessons_paint (lessons,
                                      atoi (argv[i]) % vanity_concern_lessons_get_count (lessons),
                                      strength, &random, planes, truth);
        draw (sheet, planes, size, k + 1, 2 * (i - 4));
        for (int c = 0; c < 3; c++)
          memcpy (planes + (gsize)c * n, truth + (gsize)MAX (k, 0) * n, n * sizeof (float));
        draw (sheet, planes, size, k + 1, 2 * (i - 4) + 1);
      }
  photo = sheet != NULL ? vanity_photo_new_from_image (sheet, "sheet") : NULL;
  file = g_file_new_for_path (argv[2]);
  if (photo == NULL || !vanity_photo_save (photo, sheet, file, NULL, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
