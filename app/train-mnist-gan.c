#include "train-mnist-gan.h"

#include "base/error.h"
#include "model/onnx-write.h"
#include "train-digits.h"
#include "train-gan-draw.h"
#include "train-gan.h"
#include "train-options.h"
#include "train/schedule.h"
#include "train/trainer.h"

#include <errno.h>
#include <stdio.h>

#define BATCH 32
#define EPOCHS 20
#define GENERATOR_RATE 2e-4
#define DISCRIMINATOR_RATE 3e-4
#define AVERAGE 0.999
#define JUDGED 1000 /* after an epoch */
#define JUDGED_LAST 5000

typedef struct
{
  const VanityTrainOptions *options;
  const char *samples; /* the folder for pictures, or NULL */
  VanityDigits *digits;
  VanityGanDrawing drawing;
  VanityOptimizer *optimizers[2]; /* the generator's and the discriminator's */
  VanitySchedule schedules[2];    /* theirs */
  int steps;                      /* of an epoch */
} Training;

/* A real image and noise for one that is drawn. */
static gboolean
write_sample (gpointer data, int index, VanityRandom *random, float *const *places, GError **error)
{
  vanity_digits_copy (data, index, -1.0f, 1.0f, places[0]);
  vanity_gan_fill_noise (random, places[1], 1);
  return TRUE;
}

static gboolean
step (gpointer data, const VanityBatch *batch, double *values, GError **error)
{
  Training *self = data;
  gint64 steps = (gint64)batch->epoch * self->steps + batch->step;

  for (int i = 0; i < 2; i++)
    vanity_optimizer_set_rate (self->optimizers[i],
                               (float)vanity_schedule_get_rate (&self->schedules[i], steps));
  vanity_batch_fill (batch, self->drawing.learner, 0);
  if (!vanity_trainer_learn (self->drawing.learner, self->optimizers, 2, NULL, error))
    return FALSE;
  vanity_average_update (self->drawing.average);
  for (int i = 0; i < 2; i++)
    values[i] = *vanity_learner_get_loss (self->drawing.learner, i);
  return TRUE;
}

static gboolean
end_epoch (gpointer data, const VanityTrainerEpoch *epoch, GError **error)
{
  Training *self = data;
  g_autofree char *name = g_strdup_printf ("epoch-%03d.png", epoch->epoch + 1);
  g_autofree char *path = self->samples ? g_build_filename (self->samples, name, NULL) : NULL;

  printf ("epoch %d of %d: losses %.3f of the discriminator, %.3f of the generator, %.1f s\n",
          epoch->epoch + 1, self->options->epochs, epoch->means[0], epoch->means[1],
          epoch->seconds);
  fflush (stdout);
  return vanity_gan_draw (&self->drawing, JUDGED, path, error);
}

static VanityTrainerResult
run (Training *self, VanityBatches *batches, GError **error)
{
  static const char *const columns[] = { "discriminator", "generator", NULL };
  const VanityTrainOptions *options = self->options;
  g_autoptr (VanityCheckpoint) checkpoint = options->checkpoint ? vanity_checkpoint_new () : NULL;
  g_autoptr (VanityTrainer) trainer = NULL;
  VanityTrainerOptions trainer_options
      = vanity_train_get_trainer (options, batches, columns, checkpoint);

  if (checkpoint)
    {
      /* Rates depend on them. */
      vanity_checkpoint_add_fixed (checkpoint, "epochs", options->epochs);
      vanity_checkpoint_add_learner (checkpoint, "mnist-gan", self->drawing.learner);
      vanity_checkpoint_add_optimizer (checkpoint, "generator", self->optimizers[0]);
      vanity_checkpoint_add_optimizer (checkpoint, "discriminator", self->optimizers[1]);
      vanity_checkpoint_add_average (checkpoint, "generator's average", self->drawing.average);
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
  guint64 seed = self->options->seeds[0];
  VanitySource source = { .count = self->digits->count,
                          .n_places = 2,
                          .sizes = { VANITY_DIGIT_PIXELS, VANITY_GAN_NOISE },
                          .write = write_sample,
                          .data = self->digits };
  VanityBatchOptions batch_options = { .size = BATCH, .seed = seed, .threads = 1 };
  g_autoptr (VanityBatches) batches = vanity_batches_new (&source, &batch_options, NULL, error);
  VanityTrainerResult result;
  g_autoptr (VanityGraph) graph = NULL;

  if (!batches)
    return VANITY_TRAINER_FAILED;
  self->steps = vanity_batches_get_steps (batches);
  for (int i = 0; i < 2; i++)
    {
      gint64 steps = (gint64)self->options->epochs * self->steps;

      self->schedules[i] = (VanitySchedule){ .kind = VANITY_SCHEDULE_LINEAR,
                                             .rate = i == 0 ? GENERATOR_RATE : DISCRIMINATOR_RATE,
                                             .hold = steps / 2,
                                             .steps = steps };
    }
  result = run (self, batches, error);
  if (result != VANITY_TRAINER_DONE)
    return result;
  if (!vanity_gan_draw (&self->drawing, JUDGED_LAST, NULL, error))
    return VANITY_TRAINER_FAILED;
  if (!self->options->out)
    return VANITY_TRAINER_DONE;
  graph = vanity_gan_new_drawing (&self->drawing, 1, error);
  return graph && vanity_onnx_save (graph, self->options->out, error) ? VANITY_TRAINER_DONE
                                                                      : VANITY_TRAINER_FAILED;
}

static VanityTrainerResult
prepare (Training *self, GError **error)
{
  guint64 seed = self->options->seeds[0];
  VanityOptimizerOptions adam = VANITY_OPTIMIZER_ADAM;
  g_autoptr (VanityLearner) learner = NULL;
  g_autoptr (VanityOptimizer) generator = NULL;
  g_autoptr (VanityOptimizer) discriminator = NULL;
  g_autoptr (VanityAverage) average = NULL;
  VanityRandom random;

  vanity_random_init (&random, seed);
  learner = vanity_gan_new_learner (BATCH, &random, error);
  if (!learner)
    return VANITY_TRAINER_FAILED;
  vanity_learner_set_seed (learner, seed);
  adam.momentum = 0.5f;
  adam.prefix = VANITY_GAN_GENERATOR;
  generator = vanity_optimizer_new (learner, &adam, NULL);
  adam.prefix = VANITY_GAN_DISCRIMINATOR;
  discriminator = vanity_optimizer_new (learner, &adam, NULL);
  average = vanity_average_new (learner, VANITY_GAN_GENERATOR, AVERAGE, TRUE, NULL);
  self->drawing.learner = learner;
  self->drawing.batch = BATCH;
  self->optimizers[0] = generator;
  self->optimizers[1] = discriminator;
  self->drawing.average = average;
  return train (self, error);
}

static VanityTrainerResult
train_gan (Training *self, const char *folder, const char *judge_path, GError **error)
{
  g_auto (VanityDigits) digits = { 0 };
  g_autoptr (VanityJudge) judge = NULL;

  if (!vanity_digits_load (&digits, folder, "train", error))
    return VANITY_TRAINER_FAILED;
  if (judge_path)
    {
      judge = vanity_judge_load (judge_path, error);
      if (!judge)
        return VANITY_TRAINER_FAILED;
    }
  if (self->samples && g_mkdir_with_parents (self->samples, 0777) != 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, "%s: cannot make this folder: %s",
                   self->samples, g_strerror (errno));
      return VANITY_TRAINER_FAILED;
    }
  self->digits = &digits;
  self->drawing.judge = judge;
  return prepare (self, error);
}

int
vanity_train_mnist_gan (int argc, char **argv)
{
  g_auto (VanityTrainOptions) options = { 0 };
  g_autofree char *samples = NULL, *judge = NULL, *folder = NULL;
  const GOptionEntry entries[] = {
    VANITY_TRAIN_ENTRIES (&options, "How often all digits are gone through (20)",
                          "Where random numbers begin (1)"),
    { "samples", 0, 0, G_OPTION_ARG_FILENAME, &samples,
      "Where to save a picture of a hundred drawn digits after each epoch", "DIR" },
    { "judge", 'j', 0, G_OPTION_ARG_FILENAME, &judge,
      "A network that vanity-train mnist saved, to say what is drawn", "FILE.onnx" },
    G_OPTION_ENTRY_NULL,
  };
  Training self = { .options = &options };
  g_autoptr (GError) error = NULL;
  VanityTrainerResult result;
  VanityExit status;

  if (!vanity_train_parse (&options, argc, argv, "FOLDER", "name one folder, that of the digits",
                           "Trains two networks against each other until one draws handwritten "
                           "digits: of 100 normal numbers, an image from 0 to 1. FOLDER holds "
                           "the four files of MNIST.",
                           entries, EPOCHS, FALSE, &folder, &status))
    return status;
  self.samples = samples;
  result = train_gan (&self, folder, judge, &error);
  return vanity_train_end (result, error);
}
