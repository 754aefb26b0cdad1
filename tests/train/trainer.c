/* The trainer: logs, checkpoints, signals, what goes wrong in the middle. */
#define _GNU_SOURCE /* terminals */

#include "train/trainer.h"

#include "toy.h"

#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define STEPS 6 /* of an epoch */
#define EPOCHS 4

/* A training of the toy, in a folder, and what is to happen to it at step `at`. */
typedef struct
{
  Toy *toy;
  char *log, *path, *out_path;
  FILE *out;
  VanityTrainerOptions options;

  int at;
  int signal;
  gboolean fails, spoils;
  int done; /* steps */
  int epochs;
  double losses[EPOCHS * STEPS + 1]; /* of each step */
} Training;

static const char *const columns[] = { "loss", "number", NULL };

static gboolean
step (gpointer data, const VanityBatch *batch, double *values, GError **error)
{
  Training *self = data;
  int now = batch->epoch * STEPS + batch->step;

  self->done++;
  if (now == self->at && self->fails)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, "“face.png” cannot be read");
      return FALSE;
    }
  if (now == self->at && self->signal != 0)
    raise (self->signal);
  if (now == self->at && self->spoils)
    batch->places[0][5] = NAN;
  values[1] = now;
  if (!toy_step (self->toy, batch, &values[0], error))
    return FALSE;
  self->losses[now] = values[0];
  return TRUE;
}

static gboolean
end_epoch (gpointer data, const VanityTrainerEpoch *epoch, GError **error)
{
  Training *self = data;
  double sum = 0;

  g_assert_cmpint (epoch->steps, ==, STEPS);
  g_assert_cmpfloat (epoch->means[1], ==, epoch->epoch * STEPS + (STEPS - 1) / 2.0);
  for (int i = 0; i < STEPS; i++)
    sum += self->losses[epoch->epoch * STEPS + i];
  /* Also when a part of it was another program's. */
  if (self->done >= STEPS)
    g_assert_cmpfloat (epoch->means[0], ==, sum / STEPS);
  self->epochs++;
  fprintf (self->out, "epoch %d ends\n", epoch->epoch + 1);
  fflush (self->out);
  return TRUE;
}

static Training *
training_new (TestFolder *folder, const char *name, int threads, int batch_threads)
{
  Training *self = g_new0 (Training, 1);
  g_autofree char *log = g_strconcat (name, ".csv", NULL);
  g_autofree char *out = g_strconcat (name, ".out", NULL);

  test_reseed (1);
  self->toy = toy_new (4, threads, batch_threads, 5);
  self->at = -1;
  self->log = test_folder_path (folder, log);
  self->path = test_folder_path (folder, name);
  self->out_path = test_folder_path (folder, out);
  self->out = fopen (self->out_path, "w");
  self->options = (VanityTrainerOptions){
    .epochs = EPOCHS,
    .batches = self->toy->batches,
    .columns = columns,
    .step = step,
    .epoch = end_epoch,
    .data = self,
    .log = self->log,
    .log_every = 4,
    .checkpoint = self->toy->checkpoint,
    .path = self->path,
    .go_on = "train --resume",
    .out = self->out,
  };
  return self;
}

static void
training_free (Training *self)
{
  toy_free (self->toy);
  fclose (self->out);
  g_free (self->log);
  g_free (self->path);
  g_free (self->out_path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Training, training_free)

static VanityTrainerResult
training_run (Training *self, gboolean resume, GError **error)
{
  g_autoptr (VanityTrainer) trainer = vanity_trainer_new (&self->options);

  if (resume && !vanity_trainer_resume (trainer, error))
    return VANITY_TRAINER_FAILED;
  return vanity_trainer_run (trainer, error);
}

static char *
get_text (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* The log without its last column, which tells times. */
static char *
get_log (const char *path)
{
  g_autofree char *text = get_text (path);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *cut = g_string_new (NULL);

  for (int i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_string_append_printf (cut, "%.*s\n", (int)(strrchr (lines[i], ',') - lines[i]), lines[i]);
  return g_string_free (cut, FALSE);
}

static void
assert_finished (Training *self, Training *whole)
{
  g_autofree char *log = get_log (self->log), *expected = get_log (whole->log);

  g_assert_cmpstr (log, ==, expected);
  toy_assert_same (self->toy, whole->toy);
}

static Training *
run_whole (TestFolder *folder)
{
  g_autoptr (GError) error = NULL;
  Training *whole = training_new (folder, "whole", 2, 1);

  g_assert_cmpint (training_run (whole, FALSE, &error), ==, VANITY_TRAINER_DONE);
  g_assert_no_error (error);
  return whole;
}

static void
test_runs (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (Training) whole = run_whole (folder);
  g_autofree char *text = get_text (whole->log), *out = get_text (whole->out_path);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_cmpint (whole->done, ==, EPOCHS * STEPS);
  g_assert_cmpint (whole->epochs, ==, EPOCHS);
  g_assert_cmpint (g_strv_length (lines), ==, 1 + 6 + 1);
  g_assert_cmpstr (lines[0], ==, "epoch,step,loss,number,samples_per_second");
  g_assert_cmpstr (lines[7], ==, "");
  for (int i = 0; i < 6; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i + 1], ",", -1);
      double sum = 0;

      for (int k = 0; k < 4; k++)
        sum += whole->losses[4 * i + k];
      g_assert_cmpint (g_strv_length (cells), ==, 5);
      g_assert_cmpint (atoi (cells[0]), ==, (4 * i + 3) / STEPS + 1);
      g_assert_cmpint (atoi (cells[1]), ==, 4 * i + 4);
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cells[2], NULL), sum / 4, 1e-7);
      g_assert_cmpfloat (g_ascii_strtod (cells[3], NULL), ==, 4 * i + 1.5);
      g_assert_cmpfloat (g_ascii_strtod (cells[4], NULL), >, 0);
    }
  /* No terminal: lines, one at first, and others when seconds have passed. */
  g_assert_true (g_str_has_prefix (out, "epoch 1/4  step 4/6  16 %  loss "));
  g_assert_nonnull (strstr (out, " left\nepoch 1 ends\n"));
  g_assert_true (g_str_has_suffix (out, "\nepoch 4 ends\n"));
  g_assert_null (strchr (out, '\r'));
}

static void
test_finished (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (Training) whole = run_whole (folder), again = training_new (folder, "whole", 2, 1);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (training_run (again, TRUE, &error), ==, VANITY_TRAINER_DONE);
  g_assert_no_error (error);
  g_assert_cmpint (again->done, ==, 0);
  assert_finished (again, whole);
}

/* A signal ends it after the step, with a checkpoint, and another program goes on. */
static void
test_stopped (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (Training) whole = run_whole (folder);

  for (int at = 0; at < EPOCHS * STEPS - 1; at += at % 2 == 0 ? 5 : 4)
    {
      g_autoptr (Training) first = training_new (folder, "stopped", 2, 1), second = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *out = NULL, *said = NULL;
      void (*before) (int) = signal (SIGTERM, SIG_DFL);

      first->at = at;
      first->signal = at % 2 == 0 ? SIGINT : SIGTERM;
      g_assert_cmpint (training_run (first, FALSE, &error), ==, VANITY_TRAINER_STOPPED);
      g_assert_no_error (error);
      g_assert_cmpint (first->done, ==, at + 1);
      out = get_text (first->out_path);
      said = g_strdup_printf ("Stopped in epoch %d, after step %d; to go on: train --resume\n",
                              (at + 1) / STEPS + 1, (at + 1) % STEPS);
      g_assert_true (g_str_has_suffix (out, said));
      /* Signals do again what they did. */
      g_assert_true (signal (SIGTERM, before) == SIG_DFL);

      second = training_new (folder, "stopped", 2, 1);
      vanity_learner_set_seed (second->toy->learner, 77);
      g_assert_cmpint (training_run (second, TRUE, &error), ==, VANITY_TRAINER_DONE);
      g_assert_no_error (error);
      g_assert_cmpint (second->done, ==, EPOCHS * STEPS - at - 1);
      assert_finished (second, whole);
    }
}

/* What dies in the middle goes on from its last checkpoint, and the log has no step twice. */
static void
test_died (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (Training) whole = run_whole (folder);
  g_autoptr (Training) first = training_new (folder, "died", 2, 1);
  g_autoptr (Training) second = training_new (folder, "died", 2, 1);
  g_autoptr (GError) error = NULL;
  FILE *log;

  first->at = 17;
  first->fails = TRUE;
  first->options.checkpoint_every = 5;
  g_assert_cmpint (training_run (first, FALSE, &error), ==, VANITY_TRAINER_FAILED);
  g_assert_nonnull (strstr (error->message, first->path));
  test_assert_error (&error, VANITY_ERROR_FILE,
                     "Epoch 3, step 6: “face.png” cannot be read; the last good checkpoint is “");
  /* A line that was not finished, as when the disk is full. */
  log = fopen (first->log, "a");
  fputs ("3,1", log);
  fclose (log);

  second->options.checkpoint_every = 7;
  g_assert_cmpint (training_run (second, TRUE, &error), ==, VANITY_TRAINER_DONE);
  g_assert_no_error (error);
  g_assert_cmpint (second->done, ==, EPOCHS * STEPS - 15);
  assert_finished (second, whole);
}

static gboolean
raise_twice (gpointer data, const VanityBatch *batch, double *values, GError **error)
{
  raise (SIGINT);
  values[0] = values[1] = 1;
  raise (batch->step == 0 ? SIGTERM : SIGINT);
  return TRUE;
}

/* The second one does not wait. In a process of its own, which has no threads but this. */
static void
test_second_signal (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  int status;
  pid_t child = fork ();

  if (child == 0)
    {
      Training *training = training_new (folder, "killed", 1, 0);

      training->options.step = raise_twice;
      vanity_batches_seek (training->toy->batches, 0, 1);
      training_run (training, FALSE, NULL);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGINT);
}

static void
test_not_finite (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (Training) training = training_new (folder, "nan", 2, 1);
  g_autoptr (Training) again = training_new (folder, "nan", 2, 1);
  g_autoptr (Training) early = training_new (folder, "early", 2, 1);
  g_autoptr (GError) error = NULL;

  training->at = 8;
  training->spoils = TRUE;
  g_assert_cmpint (training_run (training, FALSE, &error), ==, VANITY_TRAINER_FAILED);
  g_assert_nonnull (strstr (error->message, training->path));
  test_assert_error (&error, VANITY_ERROR_VALUE,
                     "Epoch 2, step 3: the gradient is not finite: input “input”: element 5 of "
                     "6×8×8×2 is NaN; the last good checkpoint is “");
  /* Good it is. */
  g_assert_cmpint (training_run (again, TRUE, &error), ==, VANITY_TRAINER_DONE);
  g_assert_no_error (error);
  g_assert_cmpint (again->done, ==, 3 * STEPS);

  early->at = 2;
  early->spoils = TRUE;
  g_assert_cmpint (training_run (early, FALSE, &error), ==, VANITY_TRAINER_FAILED);
  test_assert_error (&error, VANITY_ERROR_VALUE, "; there is no checkpoint");
}

static void
limit_files (rlim_t most, struct rlimit *old)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, old), ==, 0);
  limit = *old;
  limit.rlim_cur = most;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

typedef struct
{
  Training *training;
  rlim_t most;
  struct rlimit old;
} Disk;

static gboolean
fill_disk (gpointer data, const VanityBatch *batch, double *values, GError **error)
{
  Disk *self = data;

  if (batch->epoch == 1 && batch->step == 2)
    limit_files (self->most, &self->old);
  return step (self->training, batch, values, error);
}

/* The disk is full for a checkpoint, and for a line of the log: the checkpoint that was there stays
 * whole. */
static void
test_full_disk (void)
{
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (TestFolder) folder = test_folder_new ();
      g_autoptr (Training) training = training_new (folder, "full", 2, 1);
      g_autoptr (Training) again = training_new (folder, "full", 2, 1);
      g_autoptr (GError) error = NULL;
      Disk disk = { .training = training, .most = i == 0 ? 2000 : 60 };

      training->options.out = NULL;
      training->options.step = fill_disk;
      training->options.epoch = NULL;
      training->options.data = &disk;
      if (i == 0)
        training->options.log = NULL;
      g_assert_cmpint (training_run (training, FALSE, &error), ==, VANITY_TRAINER_FAILED);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &disk.old), ==, 0);
      signal (SIGXFSZ, SIG_DFL);
      g_assert_cmpint (training->done, ==, 2 * STEPS);
      test_assert_error (&error, VANITY_ERROR_FILE,
                         i == 0 ? "full” cannot be written: File too large"
                                : "full.csv” cannot be written: File too large");
      /* What epoch 1 left. */
      g_assert_cmpint (training_run (again, TRUE, &error), ==, VANITY_TRAINER_DONE);
      g_assert_no_error (error);
      g_assert_cmpint (again->done, ==, 3 * STEPS);
    }
}

static void
assert_fails (Training *training, gboolean resume, int code, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (training_run (training, resume, &error), ==, VANITY_TRAINER_FAILED);
  test_assert_error (&error, code, part);
}

static void
test_refused (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (Training) whole = run_whole (folder), other = training_new (folder, "whole", 2, 1);
  g_autoptr (Training) missing = training_new (folder, "missing", 2, 1);
  VanityBatchOptions options = { .size = TOY_BATCH, .seed = 6 };
  VanitySource source = { .count = TOY_SAMPLES };
  const char *other_columns[] = { "loss", "accuracy", NULL };
  g_autoptr (VanityBatches) batches = vanity_batches_new (&source, &options, NULL, NULL);
  g_autofree char *nowhere = test_folder_path (folder, "not/there");

  assert_fails (missing, TRUE, VANITY_ERROR_FILE, "missing” cannot be read: No such file");
  other->options.batches = batches;
  assert_fails (other, TRUE, VANITY_ERROR_VALUE, "“seed of the batches” is 5 in it, not 6");
  other->options.batches = other->toy->batches;
  other->options.columns = other_columns;
  assert_fails (other, TRUE, VANITY_ERROR_FORMAT,
                "whole.csv” cannot be gone on with: it does not begin with "
                "“epoch,step,loss,accuracy,samples_per_second”");
  missing->options.log = nowhere;
  assert_fails (missing, FALSE, VANITY_ERROR_FILE, "“there” cannot be written: No such file");
  missing->options.log = NULL;
  missing->options.path = nowhere;
  assert_fails (missing, FALSE, VANITY_ERROR_FILE, "“there” cannot be written: No such file");
  g_assert_cmpint (missing->done, ==, STEPS);
}

/* On a terminal the line is written over, and is gone at the end. */
static void
test_terminal (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (Training) training = training_new (folder, "terminal", 2, 1);
  int main_end = posix_openpt (O_RDWR | O_NOCTTY);
  g_autofree char *seen = g_malloc0 (20001);
  FILE *terminal;
  gssize got;

  if (main_end < 0 || grantpt (main_end) != 0 || unlockpt (main_end) != 0)
    {
      g_test_skip ("there are no terminals here");
      return;
    }
  terminal = fopen (ptsname (main_end), "w");
  g_assert_nonnull (terminal);
  training->options.out = terminal;
  g_assert_cmpint (training_run (training, FALSE, NULL), ==, VANITY_TRAINER_DONE);
  got = read (main_end, seen, 20000);
  g_assert_cmpint (got, >, 0);
  g_assert_true (g_str_has_prefix (seen, "\repoch 1/4  step 1/6  4 %  loss "));
  g_assert_true (g_str_has_suffix (seen, " left\033[K\r\033[K"));
  g_assert_null (strchr (seen, '\n'));
  fclose (terminal);
  close (main_end);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/trainer/runs", test_runs);
  test_add ("/train/trainer/finished", test_finished);
  test_add ("/train/trainer/stopped", test_stopped);
  test_add ("/train/trainer/died", test_died);
  test_add ("/train/trainer/second-signal", test_second_signal);
  test_add ("/train/trainer/not-finite", test_not_finite);
  test_add ("/train/trainer/full-disk", test_full_disk);
  test_add ("/train/trainer/refused", test_refused);
  test_add ("/train/trainer/terminal", test_terminal);
  return g_test_run ();
}
