#include "train/trainer.h"

#include "base/error.h"
#include "train/checkpoint-private.h"
#include "train/log.h"
#include "train/progress-line.h"
#include "train/stop.h"

#include <math.h>
#include <string.h>

#define LOG_EVERY 100

/* What is counted, in the order in which checkpoints keep it. */
typedef enum
{
  EPOCH,
  STEP,   /* of the epoch: the next one */
  LOGGED, /* steps since the last line of the log */
  N_COUNTERS,
} Counter;

struct _VanityTrainer
{
  VanityTrainerOptions options;
  int n_columns;
  int steps; /* of an epoch */
  guint64 counters[N_COUNTERS];
  double *epoch_sums; /* of each column */
  double *log_sums;
  double *values; /* of the present step */
  guint n_things; /* that the checkpoint has without the trainer's */
  gboolean resumed;
  gboolean saved; /* there is a checkpoint of this training */

  VanityProgressLine live;
  VanityLog *log;
  gint64 began, epoch_began, log_began; /* when */
  guint64 done;                         /* steps of this run */
};

VanityTrainer *
vanity_trainer_new (const VanityTrainerOptions *options)
{
  VanityTrainer *self = g_new0 (VanityTrainer, 1);
  VanityCheckpoint *checkpoint = options->checkpoint;

  self->options = *options;
  if (self->options.log_every <= 0)
    self->options.log_every = LOG_EVERY;
  self->steps = vanity_batches_get_steps (options->batches);
  self->n_columns = g_strv_length ((GStrv)options->columns);
  self->epoch_sums = g_new0 (double, 3 * self->n_columns + 1);
  self->log_sums = self->epoch_sums + self->n_columns;
  self->values = self->log_sums + self->n_columns;
  if (checkpoint == NULL)
    return self;
  self->n_things = checkpoint->things->len;
  vanity_checkpoint_add_fixed (checkpoint, "seed of the batches",
                               vanity_batches_get_seed (options->batches));
  vanity_checkpoint_add_fixed (checkpoint, "samples of a batch",
                               vanity_batches_get_size (options->batches));
  vanity_checkpoint_add_fixed (checkpoint, "steps of an epoch", self->steps);
  vanity_checkpoint_add_counters (checkpoint, "trainer: counters", self->counters, N_COUNTERS);
  vanity_checkpoint_add_doubles (checkpoint, "trainer: sums", self->epoch_sums,
                                 2 * self->n_columns);
  return self;
}

void
vanity_trainer_free (VanityTrainer *self)
{
  if (self == NULL)
    return;
  if (self->options.checkpoint != NULL)
    vanity_checkpoint_forget (self->options.checkpoint, self->n_things);
  g_free (self->epoch_sums);
  g_free (self);
}

gboolean
vanity_trainer_resume (VanityTrainer *self, GError **error)
{
  g_return_val_if_fail (self->options.checkpoint != NULL, FALSE);

  if (!vanity_checkpoint_load (self->options.checkpoint, self->options.path, error))
    return FALSE;
  if (self->counters[EPOCH] > G_MAXINT || self->counters[STEP] >= (guint64)self->steps)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                   "“%s” stopped at a step that there is not", self->options.path);
      return FALSE;
    }
  vanity_batches_seek (self->options.batches, self->counters[EPOCH], self->counters[STEP]);
  self->resumed = self->saved = TRUE;
  return TRUE;
}

/* Steps of all epochs. */
static guint64
trainer_count (const VanityTrainer *self)
{
  return self->counters[EPOCH] * self->steps + self->counters[STEP];
}

static gboolean
trainer_save (VanityTrainer *self, GError **error)
{
  if (self->options.checkpoint == NULL)
    return TRUE;
  if (!vanity_checkpoint_save (self->options.checkpoint, self->options.path, error))
    return FALSE;
  self->saved = TRUE;
  return TRUE;
}

static double
get_seconds (gint64 since)
{
  return MAX (g_get_monotonic_time () - since, 1) / 1e6;
}

static gboolean
trainer_log (VanityTrainer *self, int epoch, guint64 step, GError **error)
{
  guint64 count = self->counters[LOGGED];
  /* Samples of the interval that this run has seen. */
  double samples
      = (double)MIN (count, self->done) * vanity_batches_get_size (self->options.batches);
  gboolean fine = TRUE;

  for (int i = 0; i < self->n_columns; i++)
    self->log_sums[i] /= count;
  if (self->log != NULL)
    fine = vanity_log_write (self->log, epoch, step, self->log_sums,
                             samples / get_seconds (self->log_began), error);
  memset (self->log_sums, 0, self->n_columns * sizeof (double));
  self->counters[LOGGED] = 0;
  self->log_began = g_get_monotonic_time ();
  return fine;
}

static void
trainer_show (VanityTrainer *self, const VanityBatch *batch)
{
  guint64 all = (guint64)self->options.epochs * self->steps;
  guint64 step = (guint64)batch->epoch * self->steps + batch->step + 1;
  double rate = self->done / get_seconds (self->began);
  VanityProgress progress = {
    .epoch = batch->epoch + 1,
    .epochs = self->options.epochs,
    .step = batch->step + 1,
    .steps = self->steps,
    .name = self->options.columns[0],
    .value = self->n_columns > 0 ? self->epoch_sums[0] / (batch->step + 1) : 0.0,
    .rate = rate * vanity_batches_get_size (self->options.batches),
    .seconds = (all - step) / rate,
  };

  vanity_progress_line_show (&self->live, &progress, step % self->options.log_every == 0);
}

/* Makes of the error of a step what a person can do something with. */
static void
trainer_explain (const VanityTrainer *self, int epoch, int step, GError **error)
{
  g_autofree char *path = NULL;
  GError *cause;

  if (error == NULL)
    return;
  cause = *error;
  path = self->saved ? g_filename_display_name (self->options.path) : NULL;
  *error = NULL;
  g_set_error (error, cause->domain, cause->code, "Epoch %d, step %d: %s%s%s%s", epoch + 1,
               step + 1, cause->message, path != NULL ? "; the last good checkpoint is “" : "",
               path != NULL ? path : "", path != NULL ? "”" : "; there is no checkpoint");
  g_error_free (cause);
}

/* One step, with its numbers among the sums. */
static gboolean
trainer_step (VanityTrainer *self, const VanityBatch *batch, GError **error)
{
  const VanityTrainerOptions *options = &self->options;

  memset (self->values, 0, self->n_columns * sizeof (double));
  if (!options->step (options->data, batch, self->values, error))
    return FALSE;
  for (int i = 0; i < self->n_columns; i++)
    {
      if (!isfinite (self->values[i]))
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, "“%s” is not finite",
                       options->columns[i]);
          return FALSE;
        }
      self->epoch_sums[i] += self->values[i];
      self->log_sums[i] += self->values[i];
    }
  return TRUE;
}

static gboolean
trainer_end_epoch (VanityTrainer *self, GError **error)
{
  g_autofree double *means = g_new (double, self->n_columns + 1);
  VanityTrainerEpoch epoch = { .epoch = self->counters[EPOCH],
                               .steps = self->steps,
                               .means = means,
                               .seconds = get_seconds (self->epoch_began) };

  for (int i = 0; i < self->n_columns; i++)
    means[i] = self->epoch_sums[i] / self->steps;
  memset (self->epoch_sums, 0, self->n_columns * sizeof (double));
  self->counters[EPOCH]++;
  self->counters[STEP] = 0;
  vanity_progress_line_clear (&self->live);
  if (self->options.epoch != NULL && !self->options.epoch (self->options.data, &epoch, error))
    return FALSE;
  self->epoch_began = g_get_monotonic_time ();
  return TRUE;
}

/* A step with all that follows from it. */
static gboolean
trainer_advance (VanityTrainer *self, gboolean *saved, GError **error)
{
  const VanityTrainerOptions *options = &self->options;
  int at = self->counters[EPOCH], step = self->counters[STEP];
  const VanityBatch *batch = vanity_batches_next (options->batches, error);
  gboolean last, due;

  *saved = FALSE;
  if (batch == NULL || !trainer_step (self, batch, error))
    {
      trainer_explain (self, at, step, error);
      return FALSE;
    }
  self->counters[STEP]++;
  self->counters[LOGGED]++;
  self->done++;
  last = self->counters[STEP] == (guint64)self->steps;
  due = options->checkpoint_every > 0 && trainer_count (self) % options->checkpoint_every == 0;
  trainer_show (self, batch);
  if ((trainer_count (self) % options->log_every == 0 || (last && at == options->epochs - 1))
      && !trainer_log (self, at + 1, trainer_count (self), error))
    return FALSE;
  if (last && !trainer_end_epoch (self, error))
    return FALSE;
  *saved = last || due;
  return !*saved || trainer_save (self, error);
}

static gboolean
trainer_begin (VanityTrainer *self, GError **error)
{
  const VanityTrainerOptions *options = &self->options;

  self->done = 0;
  vanity_progress_line_init (&self->live, options->out);
  self->began = self->epoch_began = self->log_began = g_get_monotonic_time ();
  if (options->log == NULL)
    return TRUE;
  self->log = vanity_log_open (options->log, options->columns, !self->resumed, trainer_count (self),
                               error);
  return self->log != NULL;
}

/* With a checkpoint, unless there is one by now. */
static VanityTrainerResult
trainer_stop (VanityTrainer *self, gboolean saved, GError **error)
{
  const VanityTrainerOptions *options = &self->options;

  vanity_progress_line_clear (&self->live);
  if (!saved && !trainer_save (self, error))
    return VANITY_TRAINER_FAILED;
  if (options->out != NULL)
    {
      fprintf (options->out, "Stopped in epoch %d, after step %d; ", (int)self->counters[EPOCH] + 1,
               (int)self->counters[STEP]);
      if (options->checkpoint == NULL)
        fputs ("nothing was kept.\n", options->out);
      else if (options->go_on != NULL)
        fprintf (options->out, "to go on: %s\n", options->go_on);
      else
        fprintf (options->out, "%s keeps what was learnt.\n", options->path);
      fflush (options->out);
    }
  return VANITY_TRAINER_STOPPED;
}

VanityTrainerResult
vanity_trainer_run (VanityTrainer *self, GError **error)
{
  VanityTrainerResult result = VANITY_TRAINER_DONE;
  g_autoptr (GError) cause = NULL;
  gboolean saved = FALSE;
  VanityStop stop;

  if (!trainer_begin (self, error))
    return VANITY_TRAINER_FAILED;
  vanity_stop_catch (&stop);
  while (result == VANITY_TRAINER_DONE && self->counters[EPOCH] < (guint64)self->options.epochs)
    {
      if (!trainer_advance (self, &saved, &cause))
        result = VANITY_TRAINER_FAILED;
      else if (vanity_stop_is_asked () && self->counters[EPOCH] < (guint64)self->options.epochs)
        result = trainer_stop (self, saved, &cause);
    }
  vanity_stop_release (&stop);
  vanity_progress_line_clear (&self->live);
  g_clear_pointer (&self->log, vanity_log_close);
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return result;
}
