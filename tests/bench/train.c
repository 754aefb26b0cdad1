/* Networks that learn, here and in PyTorch (where $VANITY_TORCH_SCRIPTS names the folder of
 * torch-train.py). Usage: bench-train [OPTION…] [NAME…]. */
#include "nn/kernels/kernels.h"
#include "race.h"
#include "torch.h"
#include "train-checks.h"

#include <glib/gstdio.h>
#include <stdio.h>

#define ROUNDS 5

static int only_threads, rounds = ROUNDS;
static char *memory_name;

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
bench_threads (const TrainingTask *task, int threads)
{
  Racer ours = { .name = "ours", .run = run_ours };
  Racer peers[2];
  RaceResult result;
  Training training;
  int n_peers = 0;

  training_init (&training, task, threads);
  ours.data = &training;
  if (torch_start (TRAIN_CHECKS_SCRIPT))
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

static gboolean
bench_task (const TrainingTask *task, const char *folder, GError **error)
{
  printf ("%s: %s\n", task->name, task->what);
  fflush (stdout);
  if (task->has_gradients && torch_start (TRAIN_CHECKS_SCRIPT)
      && !train_checks_print_gradients (task, folder, error))
    return FALSE;
  for (int threads = 1; threads <= 2; threads++)
    if (only_threads == 0 ? threads == 2 || task->is_looked_into : threads == only_threads)
      bench_threads (task, threads);
  train_checks_print_memory (task);
  if (task->is_looked_into)
    train_checks_print_repetition (task);
  return TRUE;
}

static gboolean
run (char **names, GError **error)
{
  const VanityKernels *kernels = vanity_kernels_get_default (error);
  g_autofree char *folder = NULL;
  gboolean done = kernels != NULL;

  for (int i = 0; done && memory_name != NULL && i < training_n_tasks; i++)
    if (g_str_equal (training_tasks[i].name, memory_name))
      {
        printf ("%.1f\n", train_checks_measure_memory (&training_tasks[i]));
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
  if (torch_start (TRAIN_CHECKS_SCRIPT))
    printf ("PyTorch is version %s\n", torch_get_version ());
  else
    printf ("There is no PyTorch to compare with ($VANITY_TORCH_SCRIPTS).\n");
  for (int i = 0; done && i < training_n_tasks; i++)
    if (names[0] == NULL || g_strv_contains ((const char *const *)names, training_tasks[i].name))
      done = bench_task (&training_tasks[i], folder, error);
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

  for (int i = 0; i < training_n_tasks; i++)
    g_string_append_printf (list, " %s", training_tasks[i].name);
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
