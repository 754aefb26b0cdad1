#include "train-single.h"

#include "train-start.h"
#include "train/schedule.h"

#include <stdio.h>

typedef struct
{
  const VanityTrainSingle *single;
  VanityLearner *learner;
  VanityOptimizer *optimizer;
  VanityAverage *average; /* or NULL */
  VanitySchedule schedule;
  int steps; /* of an epoch */
} Run;

static gboolean
step (gpointer data, const VanityBatch *batch, double *values, GError **error)
{
  Run *self = data;
  gint64 steps = (gint64)batch->epoch * self->steps + batch->step;

  vanity_batch_fill (batch, self->learner, 0);
  vanity_optimizer_set_rate (self->optimizer,
                             (float)vanity_schedule_get_rate (&self->schedule, steps));
  if (!vanity_trainer_learn (self->learner, &self->optimizer, 1, &values[0], error))
    return FALSE;
  if (self->average != NULL)
    vanity_average_update (self->average);
  return TRUE;
}

static gboolean
end_epoch (gpointer data, const VanityTrainerEpoch *epoch, GError **error)
{
  Run *self = data;

  printf ("epoch %d of %d: loss %.4f; %.0f s\n", epoch->epoch + 1, self->single->options->epochs,
          epoch->means[0], epoch->seconds);
  fflush (stdout);
  return self->single->epoch (self->single->data, epoch->epoch, error);
}

static VanityTrainerResult
run (Run *self, VanityBatches *batches, GError **error)
{
  static const char *const columns[] = { "loss", NULL };
  const VanityTrainSingle *single = self->single;
  const VanityTrainOptions *options = single->options;
  g_autoptr (VanityCheckpoint) checkpoint = options->checkpoint ? vanity_checkpoint_new () : NULL;
  g_autoptr (VanityTrainer) trainer = NULL;
  VanityTrainerOptions trainer_options
      = vanity_train_get_trainer (options, batches, columns, checkpoint);

  if (checkpoint != NULL)
    {
      vanity_checkpoint_add_fixed (checkpoint, "epochs", (guint64)options->epochs);
      vanity_checkpoint_add_fixed (checkpoint, "size", single->fixed);
      vanity_checkpoint_add_learner (checkpoint, single->name, self->learner);
      vanity_checkpoint_add_optimizer (checkpoint, "adam", self->optimizer);
      if (self->average != NULL)
        vanity_checkpoint_add_average (checkpoint, "average", self->average);
    }
  trainer_options.step = step;
  trainer_options.epoch = end_epoch;
  trainer_options.data = self;
  trainer_options.checkpoint_every = single->every;
  trainer = vanity_trainer_new (&trainer_options);
  if (options->resume
          ? !vanity_trainer_resume (trainer, error)
          : single->start
                && !vanity_train_load_start (self->learner, single->prefix, single->start, error))
    return VANITY_TRAINER_FAILED;
  return vanity_trainer_run (trainer, error);
}

VanityTrainerResult
vanity_train_single (const VanityTrainSingle *single, VanityLearner *learner,
                     const VanitySource *source, VanityAverage **average, GError **error)
{
  guint64 seed = single->options->seeds[0];
  VanityBatchOptions batch_options = { .size = single->batch, .seed = seed, .threads = 1 };
  g_autoptr (VanityBatches) batches = vanity_batches_new (source, &batch_options, NULL, error);
  g_autoptr (VanityOptimizer) optimizer = NULL;
  g_autoptr (VanityAverage) kept = NULL;
  Run self = { .single = single, .learner = learner };

  if (batches == NULL)
    return VANITY_TRAINER_FAILED;
  vanity_learner_set_seed (learner, seed);
  self.optimizer = optimizer = vanity_optimizer_new (learner, &single->adam, NULL);
  if (single->average > 0)
    self.average = kept = vanity_average_new (learner, NULL, single->average, TRUE, NULL);
  if (average != NULL)
    *average = kept;
  self.steps = vanity_batches_get_steps (batches);
  self.schedule = (VanitySchedule){ .kind = VANITY_SCHEDULE_COSINE,
                                    .rate = single->rate,
                                    .last = single->last,
                                    .warm_up = single->warm_up,
                                    .steps = (gint64)single->options->epochs * self.steps };
  return run (&self, batches, error);
}
