#include "train-mnist.h"

#include "base/write-file.h"
#include "model/onnx-write.h"
#include "train-classifier.h"
#include "train-digits.h"
#include "train-options.h"
#include "train/average.h"
#include "train/confusion.h"
#include "train/trainer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define BATCH 32
#define EPOCHS 10
/* What is tried and saved is the mean of about the last thousand steps: half an epoch of MNIST. */
#define AVERAGE 0.999

/* What one training works with. */
typedef struct
{
  const VanityTrainOptions *options;
  VanityLearner *learner;
  VanityOptimizer *optimizer;
  VanityAverage *average;
} Training;

/* What came of it. */
typedef struct
{
  guint64 seed;
  double loss, accuracy; /* of the digits to test with */
  GBytes *network;       /* as ONNX; NULL where none is to be saved */
} Outcome;

static void
outcome_clear (gpointer data)
{
  g_clear_pointer (&((Outcome *)data)->network, g_bytes_unref);
}

static int
find_largest (const float *scores)
{
  int largest = 0;

  for (int i = 1; i < VANITY_DIGIT_CLASSES; i++)
    if (scores[i] > scores[largest])
      largest = i;
  return largest;
}

/* −log of the share that the right class has. */
static double
get_loss (const float *scores, int label)
{
  double sum = 0.0, largest = scores[find_largest (scores)];

  for (int i = 0; i < VANITY_DIGIT_CLASSES; i++)
    sum += exp (scores[i] - largest);
  return log (sum) + largest - scores[label];
}

static gboolean
step (gpointer data, const VanityBatch *batch, double *values, GError **error)
{
  Training *self = data;
  const float *scores;
  int right = 0;

  vanity_batch_fill (batch, self->learner, 0);
  if (!vanity_trainer_learn (self->learner, &self->optimizer, 1, &values[0], error))
    return FALSE;
  vanity_average_update (self->average);
  scores = vanity_learner_get_output (self->learner, 0);
  for (int i = 0; i < batch->count; i++)
    right += find_largest (scores + (gsize)i * VANITY_DIGIT_CLASSES) == (int)batch->places[1][i];
  values[1] = (double)right / batch->count;
  return TRUE;
}

static gboolean
end_epoch (gpointer data, const VanityTrainerEpoch *epoch, GError **error)
{
  const Training *self = data;

  printf ("epoch %d of %d: loss %.4f, accuracy %.2f %%, %.1f s\n", epoch->epoch + 1,
          self->options->epochs, epoch->means[0], 100 * epoch->means[1], epoch->seconds);
  fflush (stdout);
  return TRUE;
}

/* Mean loss over all digits to test with. */
static gboolean
evaluate (VanityLearner *learner, VanityDigits *digits, VanityConfusion *confusion, double *loss,
          GError **error)
{
  VanitySource source = vanity_digits_get_source (digits);
  VanityBatchOptions options = { .size = BATCH, .in_order = TRUE, .whole = TRUE, .threads = 1 };
  g_autoptr (VanityBatches) batches = vanity_batches_new (&source, &options, NULL, error);

  if (!batches)
    return FALSE;
  *loss = 0.0;
  for (int i = 0; i < vanity_batches_get_steps (batches); i++)
    {
      const VanityBatch *batch = vanity_batches_next (batches, error);
      const float *scores;

      if (!batch)
        return FALSE;
      vanity_batch_fill (batch, learner, 0);
      vanity_learner_forward (learner, FALSE);
      scores = vanity_learner_get_output (learner, 0);
      for (int k = 0; k < batch->count; k++, scores += VANITY_DIGIT_CLASSES)
        {
          int label = (int)batch->places[1][k];

          vanity_confusion_add (confusion, label, find_largest (scores));
          *loss += get_loss (scores, label) / digits->count;
        }
    }
  return TRUE;
}

static void
describe (const VanityConfusion *confusion, double loss)
{
  printf ("test: loss %.4f, accuracy %.2f %%, macro F1 %.4f\n\ndigit  precision  recall  F1\n",
          loss, 100 * vanity_confusion_get_accuracy (confusion),
          vanity_confusion_get_macro_f1 (confusion));
  for (int i = 0; i < VANITY_DIGIT_CLASSES; i++)
    printf ("%5d  %9.4f  %6.4f  %6.4f\n", i, vanity_confusion_get_precision (confusion, i),
            vanity_confusion_get_recall (confusion, i), vanity_confusion_get_f1 (confusion, i));
  printf ("\nrows: what it is; columns: what was said\n     ");
  for (int i = 0; i < VANITY_DIGIT_CLASSES; i++)
    printf ("%6d", i);
  for (int i = 0; i < VANITY_DIGIT_CLASSES; i++)
    {
      printf ("\n%5d", i);
      for (int k = 0; k < VANITY_DIGIT_CLASSES; k++)
        printf ("%6" G_GUINT64_FORMAT, confusion->counts[i * VANITY_DIGIT_CLASSES + k]);
    }
  printf ("\n");
  fflush (stdout);
}

/* How the average does, and its network if it is to be saved. The learner keeps the average. */
static gboolean
conclude (const Training *self, VanityDigits *tests, Outcome *outcome, GError **error)
{
  g_autoptr (VanityGraph) graph = NULL;
  VanityConfusion confusion;
  gboolean done;

  vanity_average_swap (self->average);
  vanity_confusion_init (&confusion, VANITY_DIGIT_CLASSES);
  done = evaluate (self->learner, tests, &confusion, &outcome->loss, error);
  if (done)
    describe (&confusion, outcome->loss);
  outcome->accuracy = vanity_confusion_get_accuracy (&confusion);
  vanity_confusion_clear (&confusion);
  if (!done || !self->options->out)
    return done;
  graph = vanity_classifier_new_graph (self->learner, error);
  outcome->network = graph ? vanity_onnx_write (graph, error) : NULL;
  return outcome->network != NULL;
}

static VanityTrainerResult
train (Training *self, VanityDigits *digits, guint64 seed, GError **error)
{
  static const char *const columns[] = { "loss", "accuracy", NULL };
  const VanityTrainOptions *options = self->options;
  g_autoptr (VanityCheckpoint) checkpoint = options->checkpoint ? vanity_checkpoint_new () : NULL;
  VanitySource source = vanity_digits_get_source (digits);
  VanityBatchOptions batch_options = { .size = BATCH, .seed = seed, .threads = 1 };
  g_autoptr (VanityBatches) batches = vanity_batches_new (&source, &batch_options, NULL, error);
  g_autoptr (VanityTrainer) trainer = NULL;
  VanityTrainerOptions trainer_options
      = vanity_train_get_trainer (options, batches, columns, checkpoint);

  if (!batches)
    return VANITY_TRAINER_FAILED;
  if (checkpoint)
    {
      vanity_checkpoint_add_learner (checkpoint, "mnist", self->learner);
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
train_seed (const VanityTrainOptions *options, VanityDigits *digits, VanityDigits *tests,
            Outcome *outcome, GError **error)
{
  VanityOptimizerOptions adam = VANITY_OPTIMIZER_ADAM;
  g_autoptr (VanityLearner) learner = NULL;
  g_autoptr (VanityOptimizer) optimizer = NULL;
  g_autoptr (VanityAverage) average = NULL;
  VanityTrainerResult result;
  VanityRandom random;
  Training self;

  vanity_random_init (&random, outcome->seed);
  learner = vanity_classifier_new_learner (BATCH, &random, error);
  if (!learner)
    return VANITY_TRAINER_FAILED;
  optimizer = vanity_optimizer_new (learner, &adam, NULL);
  average = vanity_average_new (learner, NULL, AVERAGE, TRUE, NULL);
  self = (Training){ options, learner, optimizer, average };
  result = train (&self, digits, outcome->seed, error);
  if (result == VANITY_TRAINER_DONE && !conclude (&self, tests, outcome, error))
    return VANITY_TRAINER_FAILED;
  return result;
}

static int
compare_accuracies (gconstpointer one, gconstpointer other)
{
  double a = ((const Outcome *)one)->accuracy, b = ((const Outcome *)other)->accuracy;

  return a < b ? -1 : a > b;
}

/* Tells of several trainings; their median is what is saved. */
static gboolean
finish (const VanityTrainOptions *options, GArray *outcomes, GError **error)
{
  const Outcome *median;
  g_autoptr (GFile) file = options->out ? g_file_new_for_path (options->out) : NULL;

  if (outcomes->len > 1)
    printf ("\n");
  for (guint i = 0; i < outcomes->len && outcomes->len > 1; i++)
    {
      const Outcome *outcome = &g_array_index (outcomes, Outcome, i);

      printf ("seed %" G_GUINT64_FORMAT ": test loss %.4f, accuracy %.2f %%\n", outcome->seed,
              outcome->loss, 100 * outcome->accuracy);
    }
  g_array_sort (outcomes, compare_accuracies);
  median = &g_array_index (outcomes, Outcome, (outcomes->len - 1) / 2);
  if (outcomes->len > 1)
    printf ("median of %u seeds: accuracy %.2f %%, of seed %" G_GUINT64_FORMAT "\n", outcomes->len,
            100 * median->accuracy, median->seed);
  fflush (stdout);
  return !file || vanity_write_file (file, median->network, NULL, NULL, NULL, error);
}

static VanityTrainerResult
train_all (const VanityTrainOptions *options, const char *folder, GError **error)
{
  g_autoptr (GArray) outcomes = g_array_new (FALSE, TRUE, sizeof (Outcome));
  g_auto (VanityDigits) digits = { 0 };
  g_auto (VanityDigits) tests = { 0 };

  g_array_set_clear_func (outcomes, outcome_clear);
  if (!vanity_digits_load (&digits, folder, "train", error)
      || !vanity_digits_load (&tests, folder, "t10k", error))
    return VANITY_TRAINER_FAILED;
  for (int i = 0; i < options->n_seeds; i++)
    {
      Outcome outcome = { .seed = options->seeds[i] };
      VanityTrainerResult result;

      if (options->n_seeds > 1)
        printf ("%sseed %" G_GUINT64_FORMAT "\n", i > 0 ? "\n" : "", outcome.seed);
      result = train_seed (options, &digits, &tests, &outcome, error);
      if (result != VANITY_TRAINER_DONE)
        return result;
      g_array_append_val (outcomes, outcome);
    }
  return finish (options, outcomes, error) ? VANITY_TRAINER_DONE : VANITY_TRAINER_FAILED;
}

int
vanity_train_mnist (int argc, char **argv)
{
  g_auto (VanityTrainOptions) options = { 0 };
  const GOptionEntry entries[] = {
    VANITY_TRAIN_ENTRIES (&options, "How often all digits are gone through (10)",
                          "Where random numbers begin (1); of several, with commas between, each "
                          "gives a network, and the median is saved"),
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  VanityTrainerResult result;
  VanityExit status;

  if (!vanity_train_parse (&options, argc, argv, "FOLDER", "name one folder, that of the digits",
                           "Trains a network to tell handwritten digits apart. FOLDER holds the "
                           "four files of MNIST.",
                           entries, EPOCHS, TRUE, &folder, &status))
    return status;
  result = train_all (&options, folder, &error);
  return vanity_train_end (result, error);
}
