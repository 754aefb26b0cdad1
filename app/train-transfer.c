#include "train-transfer.h"

#include "base/error.h"
#include "model/onnx-write.h"
#include "train-options.h"
#include "train-start.h"
#include "train-transfer-judge.h"
#include "train/schedule.h"
#include "train/trainer.h"
#include "transfer/generator.h"
#include "transfer/teach.h"

#include <errno.h>
#include <stdio.h>

#define GENERATOR "generator." /* what its parameters begin with */
#define EPOCHS 10
#define BATCH 4
#define RATE 1e-3
#define DISCRIMINATOR_RATE 4e-4
#define CLIP 1.0f
#define AVERAGE 0.999
#define WARM_UP 200 /* steps */
#define JUDGED 32   /* pairs, and as many strangers */

/* What each loss counts. The adversary's is an option. */
static const float loss_weights[VANITY_TEACH_N_LOSSES] = {
  [VANITY_TEACH_PIXELS] = 10,      [VANITY_TEACH_COVERAGE] = 5,      [VANITY_TEACH_COLOR] = 4,
  [VANITY_TEACH_TINT] = 3,         [VANITY_TEACH_CORRECTION] = 0.2f, [VANITY_TEACH_ADVERSARY] = 0,
  [VANITY_TEACH_DISCRIMINATOR] = 1
};

/* As given, or NULL. */
typedef struct
{
  char *batch, *rate, *real, *self, *bare, *adversary;
} Texts;

typedef struct
{
  VanityTrainOptions options;
  Texts texts;
  char *samples, *start;
  double batch, rate, real, self, bare, adversary;
  VanityDataset *dataset;
  VanityLearner *learner;
  VanityOptimizer *optimizers[2]; /* the generator's and the discriminator's, or NULL */
  VanitySpectral *spectral;       /* the discriminator's, or NULL */
  VanityAverage *average;
  VanityTransferJudge *judge;
  VanitySchedule schedules[2];
  int steps; /* of an epoch */
} Training;

static gboolean
step (gpointer data, const VanityBatch *batch, double *values, GError **error)
{
  Training *self = data;
  gint64 steps = (gint64)batch->epoch * self->steps + batch->step;
  int n_losses = self->optimizers[1] ? VANITY_TEACH_N_LOSSES : VANITY_TEACH_ADVERSARY;

  vanity_batch_fill (batch, self->learner, 0);
  if (self->spectral)
    vanity_spectral_apply (self->spectral, TRUE);
  vanity_learner_forward (self->learner, TRUE);
  if (!vanity_trainer_check (self->learner, "the loss", vanity_learner_get_total (self->learner),
                             error))
    return FALSE;
  vanity_learner_backward (self->learner, FALSE);
  if (self->spectral)
    vanity_spectral_release (self->spectral, TRUE);
  for (int i = 0; i < 2 && self->optimizers[i]; i++)
    {
      double norm;

      vanity_optimizer_set_rate (self->optimizers[i],
                                 (float)vanity_schedule_get_rate (&self->schedules[i], steps));
      if (!vanity_optimizer_step (self->optimizers[i], &norm))
        return vanity_trainer_check (self->learner, "the gradient", norm, error);
    }
  vanity_average_update (self->average);
  for (int i = 0; i < VANITY_TEACH_N_LOSSES; i++)
    values[i] = i < n_losses ? *vanity_learner_get_loss (self->learner, i) : 0;
  return TRUE;
}

static gboolean
save_network (Training *self, GError **error)
{
  VanityRandom random;
  g_autoptr (VanityGraph) graph = NULL;

  vanity_random_init (&random, 1);
  graph = vanity_generator_new_graph (vanity_dataset_get_size (self->dataset), 1, &random, error);
  return graph && vanity_average_copy (self->average, graph, error)
         && vanity_onnx_save (graph, self->options.out, error);
}

static gboolean
end_epoch (gpointer data, const VanityTrainerEpoch *epoch, GError **error)
{
  Training *self = data;
  g_autofree char *name = g_strdup_printf ("epoch-%03d.png", epoch->epoch + 1);
  g_autofree char *path = self->samples ? g_build_filename (self->samples, name, NULL) : NULL;

  printf ("epoch %d of %d: pixels %.4f, coverage %.4f, color %.4f, tint %.4f, correction %.4f, "
          "adversary %.3f, discriminator %.3f; %.0f s\n",
          epoch->epoch + 1, self->options.epochs, epoch->means[0], epoch->means[1], epoch->means[2],
          epoch->means[3], epoch->means[4], epoch->means[5], epoch->means[6], epoch->seconds);
  return vanity_transfer_judge_look (self->judge, self->average, path, error)
         && (!self->options.out || save_network (self, error));
}

static VanityTrainerResult
run (Training *self, VanityBatches *batches, GError **error)
{
  static const char *const columns[]
      = { "pixels", "coverage", "color", "tint", "correction", "adversary", "discriminator", NULL };
  const VanityTrainOptions *options = &self->options;
  g_autoptr (VanityCheckpoint) checkpoint = options->checkpoint ? vanity_checkpoint_new () : NULL;
  g_autoptr (VanityTrainer) trainer = NULL;
  VanityTrainerOptions trainer_options
      = vanity_train_get_trainer (options, batches, columns, checkpoint);

  if (checkpoint)
    {
      vanity_checkpoint_add_fixed (checkpoint, "size",
                                   (guint64)vanity_dataset_get_size (self->dataset));
      vanity_checkpoint_add_fixed (checkpoint, "epochs", (guint64)options->epochs);
      vanity_checkpoint_add_learner (checkpoint, "transfer", self->learner);
      vanity_checkpoint_add_optimizer (checkpoint, "generator", self->optimizers[0]);
      if (self->optimizers[1])
        {
          vanity_checkpoint_add_optimizer (checkpoint, "discriminator", self->optimizers[1]);
          vanity_checkpoint_add_spectral (checkpoint, "spectral", self->spectral);
        }
      vanity_checkpoint_add_average (checkpoint, "average", self->average);
    }
  trainer_options.step = step;
  trainer_options.epoch = end_epoch;
  trainer_options.data = self;
  trainer_options.checkpoint_every = 100;
  trainer = vanity_trainer_new (&trainer_options);
  if (options->resume
          ? !vanity_trainer_resume (trainer, error)
          : self->start && !vanity_train_load_start (self->learner, GENERATOR, self->start, error))
    return VANITY_TRAINER_FAILED;
  return vanity_trainer_run (trainer, error);
}

static VanityTrainerResult
train (Training *self, GError **error)
{
  VanityLessonOptions lesson_options = { self->real, self->self, self->bare };
  VanityBatchOptions batch_options
      = { .size = (int)self->batch, .seed = self->options.seeds[0], .threads = 1 };
  g_autoptr (VanityLessons) lessons = vanity_lessons_new (self->dataset, &lesson_options, error);
  g_autoptr (VanityBatches) batches = NULL;
  VanitySource source;

  if (!lessons)
    return VANITY_TRAINER_FAILED;
  vanity_lessons_get_source (lessons, &source);
  batches = vanity_batches_new (&source, &batch_options, NULL, error);
  if (!batches)
    return VANITY_TRAINER_FAILED;
  self->steps = vanity_batches_get_steps (batches);
  for (int i = 0; i < 2; i++)
    self->schedules[i] = (VanitySchedule){ .kind = VANITY_SCHEDULE_COSINE,
                                           .rate = i == 0 ? self->rate : DISCRIMINATOR_RATE,
                                           .warm_up = WARM_UP,
                                           .steps = (gint64)self->options.epochs * self->steps };
  return run (self, batches, error);
}

static VanityTrainerResult
prepare (Training *self, GError **error)
{
  guint64 seed = self->options.seeds[0];
  VanityOptimizerOptions adam = VANITY_OPTIMIZER_ADAM;
  g_autoptr (VanityLearner) learner = NULL;
  g_autoptr (VanityOptimizer) generator = NULL;
  g_autoptr (VanityOptimizer) discriminator = NULL;
  g_autoptr (VanitySpectral) spectral = NULL;
  g_autoptr (VanityAverage) average = NULL;
  g_autoptr (VanityTransferJudge) judge = NULL;
  VanityRandom random;

  vanity_random_init (&random, seed);
  learner = vanity_teach_new_learner (vanity_dataset_get_size (self->dataset), (int)self->batch,
                                      self->adversary > 0, &random, error);
  judge = learner ? vanity_transfer_judge_new (self->dataset, JUDGED, error) : NULL;
  if (!judge)
    return VANITY_TRAINER_FAILED;
  vanity_learner_set_seed (learner, seed);
  for (int i = 0; i < (self->adversary > 0 ? VANITY_TEACH_N_LOSSES : VANITY_TEACH_ADVERSARY); i++)
    vanity_learner_set_loss_weight (
        learner, i, i == VANITY_TEACH_ADVERSARY ? (float)self->adversary : loss_weights[i]);
  adam.clip = CLIP;
  adam.prefix = GENERATOR;
  generator = vanity_optimizer_new (learner, &adam, NULL);
  average = vanity_average_new (learner, GENERATOR, AVERAGE, TRUE, NULL);
  if (self->adversary > 0)
    {
      adam.momentum = 0.5f;
      adam.prefix = "discriminator.";
      discriminator = vanity_optimizer_new (learner, &adam, NULL);
      spectral = vanity_spectral_new (learner, "discriminator.", &random, NULL);
    }
  self->learner = learner;
  self->optimizers[0] = generator;
  self->optimizers[1] = discriminator;
  self->spectral = spectral;
  self->average = average;
  self->judge = judge;
  return train (self, error);
}

static gboolean
parse_numbers (Training *self)
{
  const struct
  {
    const char *name, *text;
    double low, high;
    gboolean whole;
    double *number;
  } numbers[] = {
    { "--batch", self->texts.batch, 1, 256, TRUE, &self->batch },
    { "--rate", self->texts.rate, 1e-7, 1, FALSE, &self->rate },
    { "--real", self->texts.real, 0, 1, FALSE, &self->real },
    { "--self", self->texts.self, 0, 1, FALSE, &self->self },
    { "--bare", self->texts.bare, 0, 1, FALSE, &self->bare },
    { "--adversary", self->texts.adversary, 0, 10, FALSE, &self->adversary },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (numbers[i].text
        && !vanity_cli_parse_number (numbers[i].name, numbers[i].text, numbers[i].low,
                                     numbers[i].high, numbers[i].whole, numbers[i].number))
      return FALSE;
  if (self->real + self->self <= 1)
    return TRUE;
  vanity_cli_usage ("--real and --self are shares of all samples: together at most 1, not %g",
                    self->real + self->self);
  return FALSE;
}

static void
training_clear (Training *self)
{
  vanity_train_options_clear (&self->options);
  g_free (self->texts.batch);
  g_free (self->texts.rate);
  g_free (self->texts.real);
  g_free (self->texts.self);
  g_free (self->texts.bare);
  g_free (self->texts.adversary);
  g_free (self->samples);
  g_free (self->start);
  g_clear_pointer (&self->dataset, vanity_dataset_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Training, training_clear)

static VanityTrainerResult
train_transfer (Training *self, const char *faces, GError **error)
{
  if (self->samples && g_mkdir_with_parents (self->samples, 0777) != 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, "%s: cannot make this folder: %s",
                   self->samples, g_strerror (errno));
      return VANITY_TRAINER_FAILED;
    }
  self->dataset = vanity_dataset_open (faces, error);
  return self->dataset ? prepare (self, error) : VANITY_TRAINER_FAILED;
}

int
vanity_train_transfer (int argc, char **argv)
{
  g_auto (Training) self = { .batch = BATCH, .rate = RATE, .bare = 0.1 };
  g_autofree char *faces = NULL;
  const GOptionEntry entries[] = {
    VANITY_TRAIN_ENTRIES (&self.options, "How often all bare faces are gone through (10)",
                          "Where random numbers begin (1)"),
    { "batch", 'b', 0, G_OPTION_ARG_STRING, &self.texts.batch, "Faces of a step (4)", "N" },
    { "rate", 0, 0, G_OPTION_ARG_STRING, &self.texts.rate, "How far a step goes (0.001)", "X" },
    { "real", 0, 0, G_OPTION_ARG_STRING, &self.texts.real,
      "Share of samples whose reference wears real makeup (0)", "X" },
    { "self", 0, 0, G_OPTION_ARG_STRING, &self.texts.self,
      "Share of samples that wear their own makeup (0)", "X" },
    { "bare", 0, 0, G_OPTION_ARG_STRING, &self.texts.bare,
      "Share of painted pairs in no makeup (0.1)", "X" },
    { "adversary", 0, 0, G_OPTION_ARG_STRING, &self.texts.adversary,
      "How much a discriminator counts (0: there is none)", "X" },
    { "samples", 0, 0, G_OPTION_ARG_FILENAME, &self.samples,
      "Where to save a sheet of results after each epoch", "DIR" },
    { "start", 0, 0, G_OPTION_ARG_FILENAME, &self.start,
      "Begin with what another training learnt, at any size", "FILE.onnx" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  VanityTrainerResult result;
  VanityExit status;

  if (!vanity_train_parse (&self.options, argc, argv, "FACES",
                           "name one file of faces, that vanity-train faces wrote",
                           "Trains a generator that copies makeup from one face to another. FACES "
                           "is what vanity-train faces wrote.",
                           entries, EPOCHS, FALSE, &faces, &status))
    return status;
  if (!parse_numbers (&self))
    return VANITY_EXIT_USAGE;
  result = train_transfer (&self, faces, &error);
  return vanity_train_end (result, error);
}
