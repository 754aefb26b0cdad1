#include "train-worn.h"

#include "model/onnx-write.h"
#include "nn/executor.h"
#include "train-single.h"
#include "train-worn-judge.h"

#include <stdio.h>
#include <string.h>

#define EPOCHS 20
#define BATCH 32
#define SAMPLES 4096 /* of an epoch */
#define RATE 2e-3
#define DECAY 0.02f
#define AVERAGE 0.995
#define WARM_UP 100 /* steps */
#define PAINTED 240 /* faces that are judged by */

typedef struct
{
  VanityTrainOptions options;
  char *rate_text, *samples_text, *beards;
  double rate, n_samples;
  VanityDataset *dataset;
  VanityWornSamples *samples, *judged;
  VanityLearner *learner;
  VanityAverage *average;
} Training;

static VanityGraph *
new_averaged (Training *self, GError **error)
{
  g_autoptr (VanityGraph) graph = NULL;
  VanityRandom random;

  vanity_random_init (&random, 1);
  graph = vanity_worn_network_new_graph (&random, error);
  if (graph == NULL || !vanity_average_copy (self->average, graph, error))
    return NULL;
  return g_steal_pointer (&graph);
}

static gboolean
tell (int index, const float *view, VanityWorn *worn, gpointer data, GError **error)
{
  VanityExecutor *executor = data;

  memcpy (vanity_executor_get_input (executor, 0), view,
          sizeof (float) * VANITY_WORN_CHANNELS * VANITY_WORN_SIDE * VANITY_WORN_SIDE);
  vanity_executor_run (executor, NULL, NULL);
  vanity_worn_read_answers (vanity_executor_get_output (executor, 0), worn);
  return TRUE;
}

static gboolean
judge (Training *self, GError **error)
{
  VanityGraph *graph = new_averaged (self, error);
  g_autoptr (VanityExecutor) executor = graph ? vanity_executor_new (graph, NULL, error) : NULL;
  g_auto (VanityWornScores) scores = { 0 };
  g_autofree char *text = NULL;

  if (executor == NULL
      || !vanity_worn_scores_measure (&scores, self->dataset, self->judged, PAINTED, tell, executor,
                                      error))
    return FALSE;
  text = vanity_worn_scores_to_text (&scores);
  printf ("%s", text);
  fflush (stdout);
  return TRUE;
}

static gboolean
save_network (Training *self, GError **error)
{
  g_autoptr (VanityGraph) graph = new_averaged (self, error);

  return graph != NULL && vanity_onnx_save (graph, self->options.out, error);
}

static gboolean
end_epoch (gpointer data, int epoch, GError **error)
{
  Training *self = data;

  return judge (self, error) && (self->options.out == NULL || save_network (self, error));
}

static VanityTrainerResult
train (Training *self, GError **error)
{
  VanityTrainSingle single = { .options = &self->options,
                               .name = "worn",
                               .fixed = (guint64)self->n_samples,
                               .batch = BATCH,
                               .adam = VANITY_OPTIMIZER_ADAMW,
                               .rate = self->rate,
                               .warm_up = WARM_UP,
                               .average = AVERAGE,
                               .epoch = end_epoch,
                               .data = self };
  g_autoptr (VanityLearner) learner = NULL;
  VanitySource source;
  VanityRandom random;

  vanity_random_init (&random, self->options.seeds[0]);
  learner = vanity_worn_network_new_learner (BATCH, &random, error);
  if (learner == NULL)
    return VANITY_TRAINER_FAILED;
  single.adam.decay = DECAY;
  single.adam.clip = 1;
  self->learner = learner;
  vanity_worn_samples_get_source (self->samples, (int)self->n_samples, &source);
  return vanity_train_single (&single, learner, &source, &self->average, error);
}

static VanityTrainerResult
train_worn (Training *self, const char *faces, GError **error)
{
  self->dataset = vanity_dataset_open (faces, error);
  if (self->dataset == NULL)
    return VANITY_TRAINER_FAILED;
  self->samples
      = vanity_worn_samples_new (self->dataset, VANITY_DATASET_TRAIN, self->beards, error);
  if (self->samples == NULL)
    return VANITY_TRAINER_FAILED;
  self->judged
      = vanity_worn_samples_new (self->dataset, VANITY_DATASET_VALIDATION, self->beards, error);
  return self->judged != NULL ? train (self, error) : VANITY_TRAINER_FAILED;
}

static void
training_clear (Training *self)
{
  vanity_train_options_clear (&self->options);
  g_free (self->rate_text);
  g_free (self->samples_text);
  g_free (self->beards);
  g_clear_pointer (&self->samples, vanity_worn_samples_free);
  g_clear_pointer (&self->judged, vanity_worn_samples_free);
  g_clear_pointer (&self->dataset, vanity_dataset_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Training, training_clear)

int
vanity_train_worn (int argc, char **argv)
{
  g_auto (Training) self = { .rate = RATE, .n_samples = SAMPLES };
  g_autofree char *faces = NULL;
  const GOptionEntry entries[] = {
    VANITY_TRAIN_ENTRIES (&self.options, "How often so many samples are drawn (20)",
                          "Where random numbers begin (1)"),
    { "rate", 0, 0, G_OPTION_ARG_STRING, &self.rate_text, "How far a step goes (0.002)", "X" },
    { "samples", 0, 0, G_OPTION_ARG_STRING, &self.samples_text, "Samples of an epoch (4096)", "N" },
    { "beards", 0, 0, G_OPTION_ARG_FILENAME, &self.beards,
      "Who wears a beard: lines of a photo, a tab, and “beard” or “none”", "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  VanityTrainerResult result;
  VanityExit status;

  if (!vanity_train_parse (&self.options, argc, argv, "FACES",
                           "name one file of faces, that vanity-train faces wrote",
                           "Trains a network that tells what a face wears: makeup, glasses, a "
                           "beard. FACES is what vanity-train faces --size 128 wrote.",
                           entries, EPOCHS, FALSE, &faces, &status))
    return status;
  if ((self.rate_text
       && !vanity_cli_parse_number ("--rate", self.rate_text, 1e-7, 1, FALSE, &self.rate))
      || (self.samples_text
          && !vanity_cli_parse_number ("--samples", self.samples_text, BATCH, 1e6, TRUE,
                                       &self.n_samples)))
    return VANITY_EXIT_USAGE;
  result = train_worn (&self, faces, &error);
  return vanity_train_end (result, error);
}
