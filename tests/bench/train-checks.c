#include "train-checks.h"

#include "race.h"
#include "torch.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define MEMORY_RUNS 3
#define THREADS 2
#define REPEATED_STEPS 3

/* In KiB. */
static double
get_status (const char *field)
{
  g_autofree char *status = NULL;
  const char *found;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  found = strstr (status, field);
  return found != NULL ? g_ascii_strtod (found + strlen (field) + 1, NULL) : 0;
}

double
train_checks_measure_memory (const TrainingTask *task)
{
  Training training;
  double before;

  g_file_set_contents_full ("/proc/self/clear_refs", "5", 1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
  before = get_status ("VmRSS");
  training_init (&training, task, THREADS);
  for (int i = 0; i < MEMORY_RUNS; i++)
    task->run (&training);
  training_clear (&training);
  return (get_status ("VmHWM") - before) / 1024;
}

static double
ask_ourselves (const TrainingTask *task)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe", "--memory",
                              task->name, NULL);
  if (process == NULL
      || !g_subprocess_communicate_utf8 (process, NULL, NULL, &answer, NULL, &error))
    g_error ("%s", error->message);
  return g_ascii_strtod (answer, NULL);
}

static double
ask_torch_memory (const TrainingTask *task, const char *layout)
{
  g_autofree char *batch = g_strdup_printf ("%d", task->batch);

  return torch_ask_once (TRAIN_CHECKS_SCRIPT,
                         (const char *[]){ "memory", task->network, batch, layout, NULL });
}

void
train_checks_print_memory (const TrainingTask *task)
{
  double ours = ask_ourselves (task), first, last;

  if (!torch_start (TRAIN_CHECKS_SCRIPT))
    {
      printf ("  memory     ours %.0f MiB\n", ours);
      return;
    }
  first = ask_torch_memory (task, "first");
  last = ask_torch_memory (task, "last");
  printf ("  memory     ours %.0f MiB, PyTorch %.0f MiB, PyTorch channels-last %.0f MiB\n", ours,
          first, last);
  printf ("  %s, peak memory ÷ PyTorch's: %.2f times (wanted: ≤ 1.00)\n", task->name,
          ours / MIN (first, last));
  fflush (stdout);
}

void
train_checks_print_repetition (const TrainingTask *task)
{
  Training trainings[2];
  gint64 different = 0, count = 0;

  for (int i = 0; i < 2; i++)
    {
      training_init (&trainings[i], task, THREADS);
      for (int step = 0; step < REPEATED_STEPS; step++)
        {
          task->run (&trainings[i]);
          vanity_optimizer_step (trainings[i].optimizer, NULL);
        }
    }
  for (int i = 0; i < vanity_learner_get_n_parameters (trainings[0].learner); i++)
    {
      const VanityParameter *one = vanity_learner_get_parameter (trainings[0].learner, i);
      const VanityParameter *other = vanity_learner_get_parameter (trainings[1].learner, i);

      for (gint64 k = 0; k < one->count; k++)
        different += memcmp (&one->values[k], &other->values[k], sizeof (float)) != 0;
      count += one->count;
    }
  for (int i = 0; i < 2; i++)
    training_clear (&trainings[i]);
  printf ("  %s, of %" G_GINT64_FORMAT " weights learnt twice: %" G_GINT64_FORMAT
          " differ (wanted: ≤ 0)\n",
          task->name, count, different);
  fflush (stdout);
}

static void
write_values (FILE *file, const float *values, gsize count)
{
  if (fwrite (values, sizeof *values, count, file) != count)
    g_error ("the weights cannot be written");
}

static gboolean
write_training (const Training *self, const char *path)
{
  FILE *file = g_fopen (path, "wb");

  if (file == NULL)
    return FALSE;
  for (int i = 0; i < vanity_learner_get_n_parameters (self->learner); i++)
    {
      const VanityParameter *parameter = vanity_learner_get_parameter (self->learner, i);

      write_values (file, parameter->values, parameter->count);
    }
  write_values (file, self->images[0], self->n_values);
  write_values (file, self->target, self->n_targets);
  return fclose (file) == 0;
}

/* All gradients, one behind the other. */
static float *
dup_gradients (const Training *self, gsize *count)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (float));

  for (int i = 0; i < vanity_learner_get_n_parameters (self->learner); i++)
    {
      const VanityParameter *parameter = vanity_learner_get_parameter (self->learner, i);

      g_array_append_vals (all, parameter->gradient, parameter->count);
    }
  *count = all->len;
  return (float *)g_array_free (all, FALSE);
}

gboolean
train_checks_print_gradients (const TrainingTask *task, const char *folder, GError **error)
{
  g_autofree char *in = g_build_filename (folder, "weights", NULL);
  g_autofree char *out = g_build_filename (folder, "gradients", NULL);
  g_autofree char *answer = NULL;
  g_autofree char *theirs = NULL;
  g_autofree float *ours = NULL;
  gboolean done = FALSE;
  Training training;
  gsize bytes, count;

  training_init (&training, task, THREADS);
  if (write_training (&training, in))
    {
      task->run (&training);
      ours = dup_gradients (&training, &count);
      answer = torch_ask ("gradients %s %d %s %s", task->network, task->batch, in, out);
      done = g_file_get_contents (out, &theirs, &bytes, error);
      if (done && bytes != count * sizeof (float))
        g_error ("PyTorch has %zu gradients for %zu weights", bytes / sizeof (float), count);
      if (done)
        printf ("  gradients  differ by at most %.1g of the largest value (wanted: ≤ 1e-3) from "
                "PyTorch's in double precision; its own in single precision by %.1g\n",
                race_get_difference (ours, (gpointer)theirs, count), g_ascii_strtod (answer, NULL));
    }
  training_clear (&training);
  g_unlink (in);
  g_unlink (out);
  return done;
}
