/* Runs the steps of learning: counts and logs, keeps checkpoints, stops when asked to, tells how
 * far it is.
 *
 *   static gboolean
 *   step (gpointer data, const VanityBatch *batch, double *values, GError **error)
 *   {
 *     vanity_batch_fill (batch, learner, 0);
 *     return vanity_trainer_learn (learner, &optimizer, 1, &values[0], error);
 *   }
 *
 *   VanityTrainerOptions options = { .epochs = 10, .columns = (const char *[]){ "loss", NULL },
 *                                    .step = step, .batches = batches, .out = stdout,
 *                                    .log = "log.csv", .log_every = 100,
 *                                    .path = "net.checkpoint", .checkpoint = checkpoint };
 *
 *   trainer = vanity_trainer_new (&options);
 *   if (goes_on && !vanity_trainer_resume (trainer, &error)) …
 *   switch (vanity_trainer_run (trainer, &error)) …
 *
 * SIGINT (Ctrl-C) and SIGTERM end a run after the step that it is at, with a checkpoint; a second
 * one ends the program at once. */
#pragma once

#include "train/batch.h"
#include "train/checkpoint.h"
#include "train/optimizer.h"

#include <stdio.h>

G_BEGIN_DECLS

typedef struct
{
  int epoch;           /* from 0 */
  int steps;           /* that it had */
  const double *means; /* of each column, over all steps */
  double seconds;      /* since it began, or went on, in this program */
} VanityTrainerEpoch;

typedef struct
{
  int epochs; /* in all, with those before it went on */
  VanityBatches *batches;
  /* What a step tells: names of numbers, NULL past the last. The first is shown live. */
  const char *const *columns;
  /* Learns from `batch` and sets values[k] for each column. FALSE with an error ends the run; what
   * step it was is added to it. */
  gboolean (*step) (gpointer data, const VanityBatch *batch, double *values, GError **error);
  /* After each epoch, for an evaluation or a picture; may be NULL. What it writes to `out` begins
   * in a line of its own. */
  gboolean (*epoch) (gpointer data, const VanityTrainerEpoch *epoch, GError **error);
  gpointer data;

  /* A CSV file with a line of means for every `log_every` steps, and one at the end; NULL: none. */
  const char *log;
  int log_every; /* also of plain lines; 0: 100 */

  /* Saved to `path` at the end of each epoch, after every `checkpoint_every` steps of the whole if
   * that is not 0, and when stopped; NULL: none. The trainer adds to it what it needs itself, so
   * all else must have been added before. */
  VanityCheckpoint *checkpoint;
  const char *path;
  int checkpoint_every;
  const char *go_on; /* told when it was stopped: the command that goes on; may be NULL */

  /* Progress, the first column, samples/s and time left: on a terminal a line that is written over,
   * elsewhere a line now and then. NULL: silent. */
  FILE *out;
} VanityTrainerOptions;

typedef enum
{
  VANITY_TRAINER_DONE,
  VANITY_TRAINER_STOPPED, /* by a signal: a program ends with 130 then */
  VANITY_TRAINER_FAILED,
} VanityTrainerResult;

typedef struct _VanityTrainer VanityTrainer;

/* Copies the options, but not what they point to. Free it before the checkpoint. */
VanityTrainer *vanity_trainer_new (const VanityTrainerOptions *options);
void vanity_trainer_free (VanityTrainer *trainer);

/* Goes on where the checkpoint at `path` was saved: loads it, sets the batches to the next step,
 * and cuts off what the log says of later ones. Fails as vanity_checkpoint_load () does, and when
 * the batches are others than they were. */
gboolean vanity_trainer_resume (VanityTrainer *trainer, GError **error);

/* Up to the last epoch, or a signal. An error names the step, and the last good checkpoint if there
 * is one. Fails, too, when a step's value is not finite. */
VanityTrainerResult vanity_trainer_run (VanityTrainer *trainer, GError **error);

/* The ordinary step, on the inputs that are there: forward, back, and a step of each optimiser.
 * Stores the loss (vanity_learner_get_total ()) if `loss` is not NULL. Fails when a loss or
 * gradient is not finite; nothing was learnt from it then, but by optimisers before the one that
 * refused. */
gboolean vanity_trainer_learn (VanityLearner *learner, VanityOptimizer *const *optimizers,
                               int n_optimizers, double *loss, GError **error);
/* For steps of another kind: TRUE when `number`, a loss or a norm of gradients, is finite;
 * otherwise FALSE with an error that says `what` is not, and which node, parameter or input of the
 * learner's last run is the first. */
gboolean vanity_trainer_check (VanityLearner *learner, const char *what, double number,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityTrainer, vanity_trainer_free)

G_END_DECLS
