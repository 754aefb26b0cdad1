#include "train-worn.h"

#include "model/onnx-write.h"
#include "nn/executor.h"
#include "train-options.h"
#include "train-worn-judge.h"
#include "train/average.h"
#include "train/schedule.h"
#include "train/trainer.h"

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
  VanityOptimizer *optimizer;
  VanityAverage *average;
  VanitySchedule schedule;
  int steps; /* of an epoch */
} Training;

static gboolean
step (gpointer data, const VanityBatch *batch, double *values, GError **error)
{
  Training *self = data;
  gint64 steps = (gint64)batch->epoch * self->steps + batch->step;

  vanity_batch_fill (batch, self->learner, 0);
  vanity_optimizer_set_rate (self->optimizer,
                             (float)vanity_schedule_get_rate (&self->schedule, steps));
  if (!vanity_trainer_learn (self->learner, &self->optimizer, 1, &values[0], error))
    return FALSE;
  vanity_average_update (self->average);
  return TRUE;
}

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
end_epoch (gpointer data, const VanityTrainerEpoch *epoch, GError **error)
{
  Training *self = data;

  printf ("epoch %d of %d: loss %.4f; %.0f s\n", epoch->epoch + 1, self->options.epochs,
          epoch->means[0], epoch->seconds);
  return judge (self, error) && (self->options.out == NULL || save_network (self, error));
}

static VanityTrainerResult
run (Training *self, VanityBatches *batches, GError **error)
{
  static const char *const columns[] = { "loss", NULL };
  const VanityTrainOptions *options = &self->options;
  g_autoptr (VanityCheckpoint) checkpoint = options->checkpoint ? vanity_checkpoint_new () : NULL;
  g_autoptr (VanityTrainer) trainer = NULL;
  VanityTrainerOptions trainer_options
      = vanity_train_get_trainer (options, batches, columns, checkpoint);

  if (checkpoint)
    {
      vanity_checkpoint_add_fixed (checkpoint, "epochs", (guint64)options->epochs);
      vanity_checkpoint_add_fixed (checkpoint, "samples", (guint64)self->n_samples);
      vanity_checkpoint_add_learner (checkpoint, "worn", self->learner);
      vanity_checkpoint_add_optimizer (checkpoint, "adam", self->optimizer);
      vanity_checkpoint_add_average (checkpoint, "average", self->average);
    }
  trainer_options.step = step;
  trainer_options.epoch = end_epoch;
  trainer_options.data = self;
  trainer = vanity_trainer_new (&trainer_options);
  if (options->resume && !vanity_trainer_resume (trainer, error))
    return VANITY_TRAINER_FAILED;
  return vanity_trainer_run (trainer, error);
}

static VanityTrainerResult
train (Training *self, GError **error)
{
  guint64 seed = self->options.seeds[0];
  VanityBatchOptions batch_options = { .size = BATCH, .seed = seed, .threads = 1 };
  VanityOptimizerOptions adam = VANITY_OPTIMIZER_ADAMW;
  g_autoptr (VanityBatches) batches = NULL;
  g_autoptr (VanityLearner) learner = NULL;
  g_autoptr (VanityOptimizer) optimizer = NULL;
  g_autoptr (VanityAverage) average = NULL;
  VanitySource source;
  VanityRandom random;

  vanity_random_init (&random, seed);
  learner = vanity_worn_network_new_learner (BATCH, &random, error);
  if (learner == NULL)
    return VANITY_TRAINER_FAILED;
  vanity_learner_set_seed (learner, seed);
  vanity_worn_samples_get_source (self->samples, (int)self->n_samples, &source);
  batches = vanity_batches_new (&source, &batch_options, NULL, error);
  if (batches == NULL)
    return VANITY_TRAINER_FAILED;
  adam.decay = DECAY;
  adam.clip = 1;
  optimizer = vanity_optimizer_new (learner, &adam, NULL);
  average = vanity_average_new (learner, NULL, AVERAGE, TRUE, NULL);
  self->learner = learner;
  self->optimizer = optimizer;
  self->average = average;
  self->steps = vanity_batches_get_steps (batches);
  self->schedule = (VanitySchedule){ .kind = VANITY_SCHEDULE_COSINE,
                                     .rate = self->rate,
                                     .warm_up = WARM_UP,
                                     .steps = (gint64)self->options.epochs * self->steps };
  return run (self, batches, error);
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
