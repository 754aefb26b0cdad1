#include "train-head.h"

#include "base/error.h"
#include "head/head-network.h"
#include "head/head-view.h"
#include "model/onnx-write.h"
#include "train-head-lesson.h"
#include "train-head-sheet.h"
#include "train-single.h"
#include "train/confusion.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define EPOCHS 12
#define BATCH 8
#define RATE 2e-3
#define CLIP 1.0f
#define AVERAGE 0.998
#define WARM_UP 100 /* steps */
#define SIDE 128
#define JUDGED 96 /* heads of others */
#define SHOWN 12

typedef struct
{
  VanityTrainOptions options;
  char *batch_text, *rate_text, *side_text; /* as given, or NULL */
  char *faces, *masks, *set_path, *samples, *start;
  double batch, rate, side;
  VanityHeadSet *set;
  VanityHeadLessons *lessons, *strangers;
  VanityLearner *learner;
  VanityAverage *average;
} Training;

static gboolean
save_network (Training *self, GError **error)
{
  VanityRandom random;
  g_autoptr (VanityGraph) graph = NULL;

  vanity_random_init (&random, 1);
  graph = vanity_head_network_new_graph ((int)self->side, &random, error);
  return graph && vanity_average_copy (self->average, graph, error)
         && vanity_onnx_save (graph, self->options.out, error);
}

static void
count (VanityConfusion *confusion, const float *wanted, const float *probability, int n)
{
  for (int i = 0; i < n; i++)
    {
      const float *w = wanted + i * VANITY_HEAD_N_CLASSES,
                  *p = probability + i * VANITY_HEAD_N_CLASSES;
      int is = 0, said = 0;

      for (int k = 1; k < VANITY_HEAD_N_CLASSES; k++)
        {
          is = w[k] > w[is] ? k : is;
          said = p[k] > p[said] ? k : said;
        }
      if (w[is] > 0.5f)
        vanity_confusion_add (confusion, is, said);
    }
}

/* How heads of people it never saw are told apart, against their guesses. */
static gboolean
judge (Training *self, const char *path, GError **error)
{
  int n = (int)(self->side * self->side), batch = (int)self->batch;
  int judged = MIN (JUDGED, vanity_head_lessons_get_count (self->strangers));
  gsize view_size = (gsize)n * VANITY_HEAD_VIEW_CHANNELS,
        wanted_size = (gsize)n * VANITY_HEAD_N_CLASSES;
  g_autofree float *views = g_new (float, view_size *(gsize)batch);
  g_autofree float *wanted = g_new (float, wanted_size *(gsize)batch);
  g_autoptr (VanityHeadSheet) sheet = vanity_head_sheet_new ((int)self->side, SHOWN);
  int stride = MAX (1, vanity_head_lessons_get_count (self->strangers) / judged), shown = 0;
  VanityConfusion confusion;

  vanity_confusion_init (&confusion, VANITY_HEAD_N_CLASSES);
  vanity_average_swap (self->average);
  for (int first = 0; first < judged; first += batch)
    {
      const float *probability;

      for (int i = 0; i < batch; i++)
        vanity_head_lessons_write_plain (self->strangers, MIN (first + i, judged - 1) * stride,
                                         views + (gsize)i * view_size,
                                         wanted + (gsize)i * wanted_size);
      memcpy (vanity_learner_get_input (self->learner, 0), views,
              sizeof (float) * view_size * (gsize)batch);
      memcpy (vanity_learner_get_input (self->learner, 1), wanted,
              sizeof (float) * wanted_size * (gsize)batch);
      vanity_learner_forward (self->learner, FALSE);
      probability = vanity_learner_get_output (self->learner, 0);
      for (int i = 0; i < batch && first + i < judged; i++)
        {
          count (&confusion, wanted + (gsize)i * wanted_size, probability + (gsize)i * wanted_size,
                 n);
          if (shown < SHOWN && (first + i) % MAX (1, judged / SHOWN) == 0)
            vanity_head_sheet_add (sheet, shown++, views + (gsize)i * view_size,
                                   wanted + (gsize)i * wanted_size,
                                   probability + (gsize)i * wanted_size);
        }
    }
  vanity_average_swap (self->average);
  printf ("  against guesses of %d strangers, intersection over union:", judged);
  for (int k = 0; k < VANITY_HEAD_N_CLASSES; k++)
    printf (" %s %.3f", vanity_head_class_get_name ((VanityHeadClass)k),
            vanity_confusion_get_iou (&confusion, k));
  printf ("\n");
  fflush (stdout);
  vanity_confusion_clear (&confusion);
  return !path || vanity_head_sheet_save (sheet, path, error);
}

static gboolean
end_epoch (gpointer data, int epoch, GError **error)
{
  Training *self = data;
  g_autofree char *name = g_strdup_printf ("epoch-%03d.png", epoch + 1);
  g_autofree char *path = self->samples ? g_build_filename (self->samples, name, NULL) : NULL;

  return judge (self, path, error) && (!self->options.out || save_network (self, error));
}

static VanityTrainerResult
train (Training *self, GError **error)
{
  VanityTrainSingle single = { .options = &self->options,
                               .name = "head",
                               .fixed = (guint64)self->side,
                               .start = self->start,
                               .prefix = "head.",
                               .batch = (int)self->batch,
                               .adam = VANITY_OPTIMIZER_ADAM,
                               .rate = self->rate,
                               .last = self->rate / 50,
                               .warm_up = WARM_UP,
                               .every = 100,
                               .average = AVERAGE,
                               .epoch = end_epoch,
                               .data = self };
  g_autoptr (VanityLearner) learner = NULL;
  VanitySource source;
  VanityRandom random;

  vanity_random_init (&random, self->options.seeds[0]);
  learner = vanity_head_network_new_learner ((int)self->side, (int)self->batch, &random, error);
  if (!learner)
    return VANITY_TRAINER_FAILED;
  single.adam.clip = CLIP;
  self->learner = learner;
  vanity_head_lessons_get_source (self->lessons, &source);
  return vanity_train_single (&single, learner, &source, &self->average, error);
}

/* The set of heads, made where it is not there yet. */
static gboolean
open_set (Training *self, const char *folder, GError **error)
{
  if (!g_file_test (self->set_path, G_FILE_TEST_EXISTS))
    {
      g_autoptr (VanityDataset) faces = vanity_dataset_open (self->faces, error);

      if (!faces || !vanity_head_set_make (self->set_path, folder, faces, error))
        return FALSE;
    }
  self->set = vanity_head_set_open (self->set_path, error);
  return self->set != NULL;
}

static VanityTrainerResult
train_head (Training *self, const char *folder, GError **error)
{
  if (self->samples && g_mkdir_with_parents (self->samples, 0777) != 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, "%s: cannot make this folder: %s",
                   self->samples, g_strerror (errno));
      return VANITY_TRAINER_FAILED;
    }
  if (!open_set (self, folder, error))
    return VANITY_TRAINER_FAILED;
  self->strangers = vanity_head_lessons_new (self->set, VANITY_DATASET_VALIDATION, NULL,
                                             (int)self->side, error);
  if (!self->strangers)
    return VANITY_TRAINER_FAILED;
  self->lessons = vanity_head_lessons_new (self->set, VANITY_DATASET_TRAIN, self->masks,
                                           (int)self->side, error);
  if (!self->lessons)
    return VANITY_TRAINER_FAILED;
  printf ("%d heads to learn from, %d of them by masks; %d of others to judge by\n",
          vanity_head_lessons_get_count (self->lessons),
          vanity_head_lessons_count_masks (self->lessons),
          vanity_head_lessons_get_count (self->strangers));
  fflush (stdout);
  return train (self, error);
}

static void
training_clear (Training *self)
{
  vanity_train_options_clear (&self->options);
  g_free (self->batch_text);
  g_free (self->rate_text);
  g_free (self->side_text);
  g_free (self->faces);
  g_free (self->masks);
  g_free (self->set_path);
  g_free (self->samples);
  g_free (self->start);
  g_clear_pointer (&self->lessons, vanity_head_lessons_free);
  g_clear_pointer (&self->strangers, vanity_head_lessons_free);
  g_clear_pointer (&self->set, vanity_head_set_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Training, training_clear)

int
vanity_train_head (int argc, char **argv)
{
  g_auto (Training) self = { .batch = BATCH, .rate = RATE, .side = SIDE };
  g_autofree char *folder = NULL;
  const GOptionEntry entries[] = {
    VANITY_TRAIN_ENTRIES (&self.options, "How often all heads are gone through (12)",
                          "Where random numbers begin (1)"),
    { "faces", 0, 0, G_OPTION_ARG_FILENAME, &self.faces,
      "What vanity-train faces wrote of the same photos: says who only validates", "FILE" },
    { "set", 0, 0, G_OPTION_ARG_FILENAME, &self.set_path,
      "Where the heads are kept as they are learnt from; made of the photos if it is not there",
      "FILE" },
    { "masks", 0, 0, G_OPTION_ARG_FILENAME, &self.masks,
      "Masks checked by hand, NAME.png, to learn from instead of guesses", "DIR" },
    { "batch", 'b', 0, G_OPTION_ARG_STRING, &self.batch_text, "Heads of a step (8)", "N" },
    { "rate", 0, 0, G_OPTION_ARG_STRING, &self.rate_text, "How far a step goes (0.002)", "X" },
    { "side", 0, 0, G_OPTION_ARG_STRING, &self.side_text,
      "Cells that the network sees along a side, a multiple of 16 (128)", "S" },
    { "samples", 0, 0, G_OPTION_ARG_FILENAME, &self.samples,
      "Where to save a sheet of results after each epoch", "DIR" },
    { "start", 0, 0, G_OPTION_ARG_FILENAME, &self.start,
      "Begin with what another training learnt, at any side", "FILE.onnx" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  VanityTrainerResult result;
  VanityExit status;

  if (!vanity_train_parse (&self.options, argc, argv, "FOLDER",
                           "name one folder, that of the photos",
                           "Trains a network that tells hair, skin, lips, brows and eyes apart. "
                           "FOLDER holds photos, or a folder “img” of them.",
                           entries, EPOCHS, FALSE, &folder, &status))
    return status;
  if (!self.set_path)
    return vanity_cli_usage ("--set must say where the heads are kept");
  if (!self.faces && !g_file_test (self.set_path, G_FILE_TEST_EXISTS))
    return vanity_cli_usage ("--faces must name what vanity-train faces wrote");
  if ((self.batch_text
       && !vanity_cli_parse_number ("--batch", self.batch_text, 1, 256, TRUE, &self.batch))
      || (self.rate_text
          && !vanity_cli_parse_number ("--rate", self.rate_text, 1e-7, 1, FALSE, &self.rate))
      || (self.side_text
          && !vanity_cli_parse_number ("--side", self.side_text, VANITY_HEAD_MIN_SIDE,
                                       VANITY_HEAD_MAX_SIDE, TRUE, &self.side)))
    return VANITY_EXIT_USAGE;
  result = train_head (&self, folder, &error);
  return vanity_train_end (result, error);
}
