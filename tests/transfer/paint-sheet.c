/* Pictures faces of a set in styles drawn at random, to look at: paint-sheet SET OUT.png COLUMNS
 * SEED [INDEX…], 24 by chance where none are named. With --layer the coverage and colour of what
 * was painted, on grey; with --pairs samples to learn from, each as source, reference and truth, so
 * that COLUMNS should be a multiple of three. Prints the time that painting takes. Not installed.
 */
#include "image/photo.h"
#include "transfer/pair.h"
#include "transfer/style.h"

#include <stdlib.h>

static double
draw (const VanityDataset *set, int index, VanityRandom *random, gboolean layers,
      VanityImage *sheet, int left, int top)
{
  int size = vanity_dataset_get_size (set), n = size * size;
  const guint8 *rgba = vanity_dataset_get_texture (set, index);
  g_autofree float *planes = g_new (float, (7 + VANITY_PAINT_PLANES) * n);
  float *visibility = planes + 3 * n, *painted = planes + 4 * n, *layer = planes + 7 * n;
  g_autoptr (VanityLook) look = vanity_style_new (random, FALSE);
  g_autoptr (GError) error = NULL;
  gint64 start;
  double ms;

  vanity_color_space_decode (sheet->space, 8, rgba, planes, planes + n, planes + 2 * n, n);
  for (int i = 0; i < n; i++)
    visibility[i] = rgba[4 * i + 3] / 255.0f;
  start = g_get_monotonic_time ();
  if (!vanity_paint_texture (vanity_atlas_get (size, NULL), planes, visibility, look, painted,
                             layer, &error))
    g_error ("%s", error->message);
  ms = (g_get_monotonic_time () - start) / 1e3;
  for (int i = 0; layers && i < 3 * n; i++)
    painted[i] = layer[i % n] * layer[n + i] + (1 - layer[i % n]) * 0.5f + layer[4 * n + i % n];
  for (int y = 0; y < size; y++)
    {
      guint8 *row = vanity_image_row (sheet, top + y) + 4 * left;

      vanity_color_space_encode (sheet->space, 8, painted + y * size, painted + n + y * size,
                                 painted + 2 * n + y * size, row, size);
      for (int x = 0; x < size; x++)
        row[4 * x + 3] = 255;
    }
  return ms;
}

static void
draw_pairs (const VanityDataset *set, guint64 seed, VanityImage *sheet)
{
  VanityPairOptions options = { .split = VANITY_DATASET_TRAIN };
  VanityBatchOptions batch_options = { .size = 1, .seed = seed };
  int size = vanity_dataset_get_size (set), columns = sheet->width / size;
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityPairs) pairs = vanity_pairs_new (set, &options, &error);
  g_autoptr (VanityBatches) batches = NULL;
  VanitySource source;
  const VanityBatch *batch = NULL;
  gint64 start = g_get_monotonic_time ();
  int n = columns * (sheet->height / size) / 3;

  if (pairs == NULL)
    g_error ("%s", error->message);
  vanity_pairs_get_source (pairs, &source);
  batches = vanity_batches_new (&source, &batch_options, NULL, &error);
  for (int i = 0; i < 3 * n; i++)
    {
      const float *pixels;

      if (i % 3 == 0)
        batch = batches ? vanity_batches_next (batches, &error) : NULL;
      if (batch == NULL)
        g_error ("%s", error->message);
      pixels = batch->places[i % 3];
      for (int y = 0; y < size; y++)
        {
          guint8 *row = vanity_image_row (sheet, i / columns * size + y) + 4 * (i % columns * size);

          for (int x = 0; x < 4 * size; x++)
            row[x]
                = x % 4 == 3 ? 255 : (guint8)(255 * pixels[3 * (y * size + x / 4) + x % 4] + 0.5f);
        }
    }
  g_print ("%d pairs of %d²: %.1f ms each\n", n, size, (g_get_monotonic_time () - start) / 1e3 / n);
}

int
main (int argc, char **argv)
{
  gboolean layers = argc > 1 && g_str_equal (argv[1], "--layer");
  g_autoptr (GError) error = NULL;
  VanityRandom random, faces;
  double sum = 0, least = G_MAXDOUBLE;

  gboolean as_pairs = argc > 1 && g_str_equal (argv[1], "--pairs");

  argc -= layers || as_pairs;
  argv += layers || as_pairs;
  if (argc < 5 || atoi (argv[3]) < 1)
    {
      g_printerr ("usage: paint-sheet [--layer | --pairs] SET OUT.png COLUMNS SEED [INDEX…]\n");
      return 2;
    }
  g_autoptr (VanityDataset) set = vanity_dataset_open (argv[1], &error);
  if (set == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  int size = vanity_dataset_get_size (set), columns = atoi (argv[3]);
  int n = argc > 5 ? argc - 5 : 24, count = vanity_dataset_get_count (set);
  g_autoptr (VanityImage) sheet
      = vanity_image_new (columns * size, (n + columns - 1) / columns * size, 8,
                          vanity_color_space_get_srgb (), &error);
  vanity_random_init (&random, g_ascii_strtoull (argv[4], NULL, 10));
  vanity_random_init (&faces, g_ascii_strtoull (argv[4], NULL, 10) + 1);
  if (as_pairs && sheet != NULL)
    draw_pairs (set, g_ascii_strtoull (argv[4], NULL, 10), sheet);
  for (int i = 0; !as_pairs && sheet != NULL && i < n; i++)
    {
      int index = argc > 5 ? atoi (argv[5 + i]) : (int)vanity_random_index (&faces, (guint64)count);
      double ms = draw (set, CLAMP (index, 0, count - 1), &random, layers, sheet,
                        i % columns * size, i / columns * size);

      sum += ms;
      least = MIN (least, ms);
    }
  if (!as_pairs)
    g_print ("%d faces of %d²: %.1f ms each, %.1f at best\n", n, size, sum / n, least);
  g_autoptr (VanityPhoto) photo = sheet ? vanity_photo_new_from_image (sheet, "sheet") : NULL;
  g_autoptr (GFile) file = g_file_new_for_path (argv[2]);
  if (photo == NULL || !vanity_photo_save (photo, sheet, file, NULL, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
