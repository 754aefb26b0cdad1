/* Pictures concerns, to look at: sheet-concerns SET OUT.png STRENGTH NTH… has a row for each of the
 * faces learnt from: bare, and with each concern alone; below them the truth. With the file of a
 * network in place of STRENGTH: faces kept apart, and what it sees of each concern on them, bare.
 * Not installed. */
#include "image/photo.h"
#include "model/model.h"
#include "skin/concern-lesson.h"
#include "skin/concern-model.h"

#include <stdlib.h>
#include <string.h>

#define COLUMNS (VANITY_N_CONCERNS + 1)

typedef struct
{
  const VanityConcernLessons *lessons;
  VanityConcernModel *model; /* or NULL */
  VanityImage *sheet;
  float strength;
  int size;
  float *planes; /* light and visibility, truth, maps */
} Sheet;

static void
draw (Sheet *self, const float *planes, int column, int row)
{
  gsize n = (gsize)self->size * (gsize)self->size;

  for (int y = 0; y < self->size; y++)
    {
      guint8 *line = vanity_image_row (self->sheet, row * self->size + y) + 4 * column * self->size;

      vanity_color_space_encode (self->sheet->space, 8, planes + y * self->size,
                                 planes + n + y * self->size, planes + 2 * n + y * self->size, line,
                                 (gsize)self->size);
      for (int x = 0; x < self->size; x++)
        line[4 * x + 3] = 255;
    }
}

/* A map as grey. */
static void
draw_map (Sheet *self, const float *map, int column, int row)
{
  gsize n = (gsize)self->size * (gsize)self->size;
  g_autofree float *grey = g_new (float, 3 * n);

  for (gsize i = 0; i < 3 * n; i++)
    grey[i] = vanity_srgb_to_linear (map[i % n]);
  draw (self, grey, column, row);
}

static void
draw_face (Sheet *self, int nth, int row)
{
  gsize n = (gsize)self->size * (gsize)self->size;
  float *truth = self->planes + 4 * n, *maps = truth + VANITY_N_CONCERNS * n;
  int rows = self->model != NULL ? 1 : 2;

  nth %= vanity_concern_lessons_get_count (self->lessons);
  for (int k = -1; k < VANITY_N_CONCERNS; k++)
    {
      float strength[VANITY_N_CONCERNS] = { 0 };
      VanityRandom random;

      vanity_random_init (&random, (guint64)(10 * nth + k + 2));
      if (k >= 0)
        strength[k] = self->strength;
      vanity_concern_lessons_paint (self->lessons, nth, strength, &random, self->planes, truth);
      if (self->model != NULL && k < 0)
        {
          g_autoptr (VanitySignals) signals = vanity_signals_new (
              vanity_atlas_get (self->size, NULL), self->planes, self->planes + 3 * n);

          vanity_concern_model_run (self->model, signals, maps, NULL, NULL);
        }
      if (self->model == NULL || k < 0)
        draw (self, self->planes, k + 1, rows * row);
      if (k >= 0)
        draw_map (self, (self->model != NULL ? maps : truth) + (gsize)k * n, k + 1,
                  rows * row + rows - 1);
    }
}

static gboolean
draw_all (char **argv, int count, GError **error)
{
  gboolean network = g_str_has_suffix (argv[3], ".onnx");
  g_autoptr (VanityDataset) set = vanity_dataset_open (argv[1], error);
  g_autoptr (VanityConcernLessons) lessons
      = set != NULL ? vanity_concern_lessons_new (
            set, network ? VANITY_DATASET_VALIDATION : VANITY_DATASET_TRAIN, error)
                    : NULL;
  int size = lessons != NULL ? vanity_dataset_get_size (set) : 0;
  VanityGraph *graph = lessons != NULL && network ? vanity_model_load (argv[3], error) : NULL;
  g_autoptr (VanityConcernModel) model
      = graph != NULL ? vanity_concern_model_new (graph, argv[3], size, error) : NULL;
  g_autofree float *planes = g_new (float, (4 + 2 * VANITY_N_CONCERNS) * (gsize)size * (gsize)size);
  g_autoptr (VanityImage) sheet = NULL;
  Sheet self = { lessons, model, NULL, network ? 0 : (float)atof (argv[3]), size, planes };

  if (lessons == NULL || (network && model == NULL))
    return FALSE;
  sheet = vanity_image_new (COLUMNS * size, (network ? 1 : 2) * count * size, 8,
                            vanity_color_space_get_srgb (), error);
  if (sheet == NULL)
    return FALSE;
  self.sheet = sheet;
  for (int i = 0; i < count; i++)
    draw_face (&self, atoi (argv[4 + i]), i);
  g_autoptr (VanityPhoto) photo = vanity_photo_new_from_image (sheet, "sheet");
  g_autoptr (GFile) file = g_file_new_for_path (argv[2]);
  return photo != NULL && vanity_photo_save (photo, sheet, file, NULL, NULL, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc < 5)
    {
      g_printerr ("usage: sheet-concerns SET OUT.png STRENGTH|FILE.onnx NTH…\n");
      return 2;
    }
  if (draw_all (argv, argc - 4, &error))
    return 0;
  g_printerr ("%s\n", error != NULL ? error->message : "nothing was drawn");
  return 1;
}
