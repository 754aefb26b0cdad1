/* Networks that learn, here and in PyTorch (where $VANITY_TORCH_SCRIPTS names the folder of
 * torch-train.py). Usage: bench-train [OPTION…] [NAME…]. */
#include "networks.h"
#include "nn/kernels/kernels.h"
#include "nn/learner.h"
#include "race.h"
#include "torch.h"
#include "train/optimizer.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define SCRIPT "torch-train.py"
#define ROUNDS 5

/* MNIST's. An epoch is so many batches, some of which are timed together. */
#define DIGITS 60000
#define DIGIT_PIXELS (28 * 28)
#define DIGIT_BATCH 32
#define DIGIT_BATCHES 25

#define MEMORY_RUNS 3
#define MEMORY_THREADS 2
#define REPEATED_STEPS 3

typedef struct _Training Training;

typedef struct
{
  const char *name;
  const char *network; /* as PyTorch's script calls it */
  const char *what;
  void (*add) (Net *net);
  int batch;
  const char *loss; /* "Abs" or "Mul" of the difference from the target; else an operator */
  void (*run) (Training *training);
  double runs;          /* of which what is told consists */
  double wanted;        /* ratio */
  gboolean repeats_too; /* on one thread, too; compares gradients */
} Task;

struct _Training
{
  const Task *task;
  VanityPool *pool;
  VanityLearner *learner;
  VanityOptimizer *optimizer;
  GRand *random;
  float *images[2]; /* random ones, and a target */
  gsize n_values, n_targets;
  float *target;
  guint8 *digits, *labels;
  int *order;
  int threads;
};

static int only_threads, rounds = ROUNDS;
static char *memory_name;

static void
run_back_and_forth (Training *self)
{
  memcpy (vanity_learner_get_input (self->learner, 0), self->images[0],
          self->n_values * sizeof (float));
  memcpy (vanity_learner_get_input (self->learner, 1), self->target,
          self->n_targets * sizeof (float));
  vanity_learner_forward (self->learner, TRUE);
  vanity_learner_backward (self->learner, FALSE);
}

static void
run_discriminator (Training *self)
{
  for (int made = 0; made < 2; made++)
    {
      float *target = vanity_learner_get_input (self->learner, 1);

      memcpy (vanity_learner_get_input (self->learner, 0), self->images[made],
              self->n_values * sizeof (float));
      for (gsize i = 0; i < self->n_targets; i++)
        target[i] = made ? 0.0f : 1.0f;
      vanity_learner_forward (self->learner, TRUE);
      vanity_learner_backward (self->learner, made == 1);
    }
  vanity_optimizer_step (self->optimizer, NULL);
}

static void
run_digits (Training *self)
{
  float *images = vanity_learner_get_input (self->learner, 0);
  float *labels = vanity_learner_get_input (self->learner, 1);

  for (int batch = 0; batch < DIGIT_BATCHES; batch++)
    {
      for (int i = 0; i < DIGIT_BATCH; i++)
        {
          int index = self->order[batch * DIGIT_BATCH + i];

          for (int p = 0; p < DIGIT_PIXELS; p++)
            images[i * DIGIT_PIXELS + p]
                = (float)self->digits[(gsize)index * DIGIT_PIXELS + p] / 255.0f;
          labels[i] = self->labels[index];
        }
      vanity_learner_forward (self->learner, TRUE);
      vanity_learner_backward (self->learner, FALSE);
      vanity_optimizer_step (self->optimizer, NULL);
    }
}

static const Task tasks[] = {
  { "unet-1", "unet", "U-Net of 256², forward and back, batch 1", networks_add_unet, 1, "Abs",
    run_back_and_forth, 1, 1.5, TRUE },
  { "unet-4", "unet", "U-Net of 256², forward and back, batch 4", networks_add_unet, 4, "Abs",
    run_back_and_forth, 1, 1.5, FALSE },
  { "mnist-epoch", "classifier", "60,000 digits in batches of 32, with Adam",
    networks_add_classifier, DIGIT_BATCH, "SoftmaxCrossEntropyLoss", run_digits,
    (double)DIGITS / DIGIT_BATCH / DIGIT_BATCHES, 2.0, TRUE },
  { "patch-gan-step", "patch-gan", "a discriminator of 256² on an image of each kind, with Adam",
    networks_add_patch_gan, 1, "Mul", run_discriminator, 1, 1.3, FALSE },
};

static VanityLearner *
make_learner (const Task *task, VanityPool *pool)
{
  g_autoptr (Net) net = net_new (task->name, TRUE);
  g_autoptr (GError) error = NULL;
  VanityLearner *learner;
  VanityValueId output, target, loss;
  VanityShape shape;

  net->batch = task->batch;
  net->learns = TRUE;
  task->add (net);
  output = vanity_graph_get_output (net->graph, 0);
  shape = *vanity_graph_get_shape (net->graph, output);
  if (shape.rank == 2)
    shape = VANITY_SHAPE (task->batch);
  target = vanity_graph_add_input (net->graph, "target", &shape, &error);
  if (target < 0)
    g_error ("%s", error->message);
  if (shape.rank == 1)
    {
      loss = net_add_pair (net, task->loss, output, target);
    }
  else
    {
      VanityValueId difference = net_add_pair (net, "Sub", output, target);

      loss = g_str_equal (task->loss, "Abs") ? net_add (net, "Abs", difference)
                                             : net_add_pair (net, "Mul", difference, difference);
      loss = net_add (net, "ReduceMean", loss);
    }
  learner = vanity_learner_new (g_steal_pointer (&net->graph), &loss, 1, pool, &error);
  if (learner == NULL)
    g_error ("%s", error->message);
  return learner;
}

static float *
make_values (Training *self, gsize count)
{
  float *values = g_new (float, count);

  for (gsize i = 0; i < count; i++)
    values[i] = (float)g_rand_double_range (self->random, -1, 1);
  return values;
}

static void
training_init (Training *self, const Task *task, int threads)
{
  VanityOptimizerOptions options = VANITY_OPTIMIZER_ADAM;

  *self = (Training){ .task = task, .threads = threads };
  self->pool = vanity_pool_new (threads);
  self->learner = make_learner (task, self->pool);
  self->optimizer = vanity_optimizer_new (self->learner, &options, self->pool);
  self->random = g_rand_new_with_seed (2);
  if (task->run == run_digits)
    {
      self->digits = g_new (guint8, (gsize)DIGITS * DIGIT_PIXELS);
      self->labels = g_new (guint8, DIGITS);
      self->order = g_new (int, DIGITS);
      for (gsize i = 0; i < (gsize)DIGITS * DIGIT_PIXELS; i++)
        self->digits[i] = g_rand_int (self->random) & 255;
      for (int i = 0; i < DIGITS; i++)
        {
          int k = g_rand_int_range (self->random, 0, i + 1);

          self->labels[i] = g_rand_int_range (self->random, 0, 10);
          self->order[i] = self->order[k];
          self->order[k] = i;
        }
      return;
    }
  self->n_values = (gsize)task->batch * 256 * 256 * (task->run == run_discriminator ? 6 : 3);
  self->n_targets = (gsize)task->batch * (task->run == run_discriminator ? 30 * 30 : 256 * 256 * 3);
  for (int i = 0; i < 1 + (task->run == run_discriminator); i++)
    self->images[i] = make_values (self, self->n_values);
  self->target = make_values (self, self->n_targets);
}

static void
training_clear (Training *self)
{
  vanity_optimizer_free (self->optimizer);
  vanity_learner_free (self->learner);
  vanity_pool_free (self->pool);
  g_rand_free (self->random);
  g_free (self->images[0]);
  g_free (self->images[1]);
  g_free (self->target);
  g_free (self->digits);
  g_free (self->labels);
  g_free (self->order);
}

static void
run_ours (gpointer data)
{
  Training *self = data;

  self->task->run (self);
}

static double
take_torch_turn (gpointer data)
{
  const Training *self = data;

  return torch_ask_number ("time %s %d %d first", self->task->network, self->task->batch,
                           self->threads);
}

static double
take_torch_last_turn (gpointer data)
{
  const Training *self = data;

  return torch_ask_number ("time %s %d %d last", self->task->network, self->task->batch,
                           self->threads);
}

static void
bench_threads (const Task *task, int threads)
{
  Racer ours = { .name = "ours", .run = run_ours };
  Racer peers[2];
  RaceResult result;
  Training training;
  int n_peers = 0;

  training_init (&training, task, threads);
  ours.data = &training;
  if (torch_start (SCRIPT))
    {
      peers[n_peers++] = (Racer){ "PyTorch", &training, .take_turn = take_torch_turn };
      peers[n_peers++]
          = (Racer){ "PyTorch channels-last", &training, .take_turn = take_torch_last_turn };
    }
  race_run (&ours, peers, n_peers, rounds, &result);
  result.ours_ms *= task->runs;
  for (int i = 0; i < n_peers; i++)
    result.peer_ms[i] *= task->runs;
  race_print (&result, threads, peers, n_peers, task->wanted);
  training_clear (&training);
}

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

/* By how much this process grows from before there is a network to the most that it holds while
 * that learns, in MiB. */
static double
measure_memory (const Task *task)
{
  Training training;
  double before;

  g_file_set_contents_full ("/proc/self/clear_refs", "5", 1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
  before = get_status ("VmRSS");
  training_init (&training, task, MEMORY_THREADS);
  for (int i = 0; i < MEMORY_RUNS; i++)
    task->run (&training);
  training_clear (&training);
  return (get_status ("VmHWM") - before) / 1024;
}

static double
ask_ourselves (const Task *task)
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
ask_torch_memory (const Task *task, const char *layout)
{
  g_autofree char *batch = g_strdup_printf ("%d", task->batch);

  return torch_ask_once (SCRIPT, (const char *[]){ "memory", task->network, batch, layout, NULL });
}

static void
bench_memory (const Task *task)
{
  double ours = ask_ourselves (task), first, last;

  if (!torch_start (SCRIPT))
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

/* How many weights two learners that learn the same are apart in. */
static void
bench_repetition (const Task *task)
{
  Training trainings[2];
  gint64 different = 0, count = 0;

  for (int i = 0; i < 2; i++)
    {
      training_init (&trainings[i], task, MEMORY_THREADS);
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

/* The largest difference, of the largest gradient. */
static double
compare_gradients (const Training *self, const float *expected, gsize count)
{
  double largest = 0, furthest = 0;
  gsize at = 0;

  for (int i = 0; i < vanity_learner_get_n_parameters (self->learner); i++)
    {
      const VanityParameter *parameter = vanity_learner_get_parameter (self->learner, i);

      for (gint64 k = 0; k < parameter->count && at < count; k++, at++)
        {
          double off = fabs ((double)parameter->gradient[k] - expected[at]);

          largest = MAX (largest, fabs ((double)expected[at]));
          furthest = off <= furthest ? furthest : off; /* keeps what is not a number */
        }
    }
  return at == count ? furthest / largest : NAN;
}

static gboolean
bench_gradients (const Task *task, const char *folder, GError **error)
{
  g_autofree char *in = g_build_filename (folder, "weights", NULL);
  g_autofree char *out = g_build_filename (folder, "gradients", NULL);
  g_autofree char *answer = NULL;
  g_autofree char *gradients = NULL;
  gboolean done = FALSE;
  Training training;
  gsize bytes;

  training_init (&training, task, MEMORY_THREADS);
  if (write_training (&training, in))
    {
      run_back_and_forth (&training);
      answer = torch_ask ("gradients %s %d %s %s", task->network, task->batch, in, out);
      done = g_file_get_contents (out, &gradients, &bytes, error);
      if (done)
        printf ("  gradients  differ by at most %.1g of the largest value (wanted: ≤ 1e-3)\n",
                compare_gradients (&training, (gpointer)gradients, bytes / sizeof (float)));
    }
  training_clear (&training);
  g_unlink (in);
  g_unlink (out);
  return done;
}

static gboolean
bench_task (const Task *task, const char *folder, GError **error)
{
  printf ("%s: %s\n", task->name, task->what);
  fflush (stdout);
  if (task->repeats_too && task->run == run_back_and_forth && torch_start (SCRIPT)
      && !bench_gradients (task, folder, error))
    return FALSE;
  for (int threads = 1; threads <= 2; threads++)
    if (only_threads == 0 ? threads == 2 || task->repeats_too : threads == only_threads)
      bench_threads (task, threads);
  bench_memory (task);
  if (task->repeats_too)
    bench_repetition (task);
  return TRUE;
}

static gboolean
run (char **names, GError **error)
{
  const VanityKernels *kernels = vanity_kernels_get_default (error);
  g_autofree char *folder = NULL;
  gboolean done = kernels != NULL;

  for (gsize i = 0; done && memory_name != NULL && i < G_N_ELEMENTS (tasks); i++)
    if (g_str_equal (tasks[i].name, memory_name))
      {
        printf ("%.1f\n", measure_memory (&tasks[i]));
        return TRUE;
      }
  if (!done)
    return FALSE;
  folder = g_dir_make_tmp ("vanity-bench-XXXXXX", error);
  if (folder == NULL)
    return FALSE;
  printf ("Networks that learn with the “%s” kernels, %d rounds taking turns, the median of each\n"
          "round's quickest. Memory is what a process of its own grows by, from before there is a\n"
          "network to the most that it ever holds.\n",
          kernels->name, rounds);
  if (torch_start (SCRIPT))
    printf ("PyTorch is version %s\n", torch_get_version ());
  else
    printf ("There is no PyTorch to compare with ($VANITY_TORCH_SCRIPTS).\n");
  for (gsize i = 0; done && i < G_N_ELEMENTS (tasks); i++)
    if (names[0] == NULL || g_strv_contains ((const char *const *)names, tasks[i].name))
      done = bench_task (&tasks[i], folder, error);
  g_rmdir (folder);
  return done;
}

int
main (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "threads", 0, 0, G_OPTION_ARG_INT, &only_threads, "Only on N threads (1 or 2)", "N" },
    { "rounds", 0, 0, G_OPTION_ARG_INT, &rounds, "Turns that each side takes", "N" },
    { "memory", 0, 0, G_OPTION_ARG_STRING, &memory_name,
      "Tell only by how many MiB this process grows", "NAME" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("[NAME…]");
  g_autoptr (GString) list = g_string_new ("What is learnt:");
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (tasks); i++)
    g_string_append_printf (list, " %s", tasks[i].name);
  g_option_context_set_summary (context, list->str);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || rounds < 1)
    {
      g_printerr ("bench-train: %s\n", error != NULL ? error->message : "rounds must be 1 or more");
      return 2;
    }
  if (!run (argv + 1, &error))
    {
      g_printerr ("bench-train: %s\n", error->message);
      return 1;
    }
  return 0;
}
