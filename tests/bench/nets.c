/* Networks with random weights in our executor and in ONNX Runtime (where $VANITY_ONNXRUNTIME names
 * its library), which are given the same ONNX file; single convolutions beside PyTorch, too (where
 * $VANITY_TORCH_SCRIPTS names the folder of torch-rows.py). Usage: bench-nets [OPTION…] [NAME…]. */
#include "model/model.h"
#include "model/onnx-write.h"
#include "networks.h"
#include "nn/kernels/kernels.h"
#include "onnx-runtime.h"
#include "race.h"
#include "steps.h"
#include "torch.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/* These networks take longer than those of the faces. */
#define ROUNDS 9

typedef struct
{
  const char *name;
  void (*add) (Net *net);
  double wanted; /* ratio */
  /* Where there is no function to add it. Measured without what turns the layout: each side has its
   * own. */
  NetworkRow row;
} Network;

static const Network networks[] = {
  { "unet", networks_add_unet, 1.3 },
  { "resnet18", networks_add_resnet18, 1.0 },
  { "mobilenet-v2", networks_add_mobilenet_v2, 1.0 },
  { "pix2pix", networks_add_pix2pix, 1.0 },
  { "patch-gan", networks_add_patch_gan, 1.0 },
  { "classifier", networks_add_classifier, 1.0 },
  { "row-3x3-64", NULL, 1.0, { 64, 128, 3, 1 } },
  { "row-3x3-256", NULL, 1.0, { 256, 64, 3, 1 } },
  { "row-1x1-256", NULL, 1.0, { 256, 32, 1, 1 } },
  { "row-depthwise-64", NULL, 1.0, { 64, 128, 3, 64 } },
};

static int only_threads, rounds = ROUNDS;
static gboolean only_steps;

static gboolean
is_row (const Network *network)
{
  return network->add == NULL;
}

static Net *
make_net (const Network *network, gboolean channels_last)
{
  Net *net = net_new (network->name, channels_last);

  if (is_row (network))
    networks_add_row (net, &network->row);
  else
    network->add (net);
  return net;
}

/* The same network in both. */
typedef struct
{
  const Network *network;
  VanityExecutor *executor;
  OnnxRuntime *runtime; /* NULL where there is none */
  float *input;         /* as it lies in the executor */
  gsize n_values;
  int threads;
} Match;

/* A matrix on its side: pixels × channels ↔ channels × pixels. */
static void
turn (const float *from, float *to, gint64 rows, gint64 columns)
{
  for (gint64 row = 0; row < rows; row++)
    for (gint64 column = 0; column < columns; column++)
      to[column * rows + row] = from[row * columns + column];
}

/* Inputs do not outlive a run of a whole network; that of a row does, and PyTorch's is not written
 * anew either. */
static void
copy_ours (gpointer data)
{
  Match *match = data;

  memcpy (vanity_executor_get_input (match->executor, 0), match->input,
          match->n_values * sizeof (float));
}

static void
run_ours (gpointer data)
{
  Match *match = data;

  if (!is_row (match->network))
    copy_ours (match);
  vanity_executor_run (match->executor, NULL, NULL);
}

static void
copy_runtime (gpointer data)
{
  Match *match = data;
  float *to = onnx_runtime_get_input (match->runtime, NULL);

  if (is_row (match->network))
    {
      const VanityShape *shape = vanity_executor_get_input_shape (match->executor, 0);
      turn (match->input, to, shape->dim[1] * shape->dim[2], shape->dim[3]);
    }
  else
    {
      memcpy (to, match->input, match->n_values * sizeof (float));
    }
}

static void
run_runtime (gpointer data)
{
  Match *match = data;

  if (!is_row (match->network))
    copy_runtime (match);
  onnx_runtime_run (match->runtime);
}

static double
ask_torch (const Match *match, const char *layout)
{
  const NetworkRow *row = &match->network->row;

  return torch_ask_number ("%d %d %d %d %d %s", row->channels, row->side, row->kernel, row->group,
                           match->threads, layout);
}

static double
take_torch_turn (gpointer data)
{
  return ask_torch (data, "first");
}

static double
take_torch_last_turn (gpointer data)
{
  return ask_torch (data, "last");
}

static float *
dup_runtime_output (gpointer data, int index, gsize *n_values)
{
  Match *match = data;
  float *values = onnx_runtime_dup_output (match->runtime, index, n_values), *turned;
  const VanityShape *shape;

  if (!is_row (match->network))
    return values;
  shape = vanity_executor_get_output_shape (match->executor, index);
  turned = g_new (float, *n_values);
  turn (values, turned, shape->dim[3], shape->dim[1] * shape->dim[2]);
  g_free (values);
  return turned;
}

static double
compare_outputs (Match *match)
{
  copy_ours (match);
  run_ours (match);
  copy_runtime (match);
  run_runtime (match);
  return race_compare_outputs (match->executor, dup_runtime_output, match);
}

/* Multiply-adds of what multiplies. */
static gint64
count_products (VanityGraph *graph)
{
  static const char *const ops[] = { "Conv", "ConvTranspose", "Gemm", NULL };
  gint64 cost = 0;

  for (int i = 0; i < vanity_graph_get_n_nodes (graph); i++)
    if (g_strv_contains (ops, vanity_graph_get_node_op (graph, i)))
      cost += vanity_graph_get_node_cost (graph, i);
  return cost;
}

/* Writes the network as others know it. */
static gboolean
write_network (const Network *network, const char *path, GError **error)
{
  g_autoptr (Net) net = make_net (network, FALSE);

  printf ("%s: %.2f GMAC, %.2f M parameters\n", network->name, count_products (net->graph) / 1e9,
          net->n_parameters / 1e6);
  fflush (stdout);
  return vanity_onnx_save (net->graph, path, error);
}

static VanityExecutor *
load_ours (const Network *network, const char *path, VanityPool *pool, GError **error)
{
  VanityGraph *graph;

  if (is_row (network))
    {
      g_autoptr (Net) net = make_net (network, TRUE);

      graph = g_steal_pointer (&net->graph);
    }
  else
    {
      graph = vanity_model_load (path, error);
    }
  return graph != NULL ? vanity_executor_new (graph, pool, error) : NULL;
}

static gboolean
bench_threads (const Network *network, const char *path, int threads, GError **error)
{
  g_autoptr (VanityPool) pool = vanity_pool_new (threads);
  g_autoptr (VanityExecutor) executor = load_ours (network, path, pool, error);
  g_autoptr (OnnxRuntime) runtime = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  g_autofree float *input = NULL;
  Match match = { .network = network, .executor = executor, .threads = threads };
  Racer ours = { "ours", &match, copy_ours, run_ours };
  Racer peers[RACE_MAX_PEERS];
  RaceResult result;
  int n_peers = 0;

  if (executor == NULL)
    return FALSE;
  match.n_values = vanity_shape_get_elements (vanity_executor_get_input_shape (executor, 0));
  match.input = input = g_new (float, match.n_values);
  for (gsize i = 0; i < match.n_values; i++)
    input[i] = (float)g_rand_double_range (random, -1, 1);
  if (only_steps)
    {
      printf ("  %d threads\n", threads);
      run_ours (&match);
      steps_print (executor);
      return TRUE;
    }
  if (onnx_runtime_is_available ())
    {
      match.runtime = runtime = onnx_runtime_load (path, threads, error);
      if (runtime == NULL)
        return FALSE;
      peers[n_peers++] = (Racer){ "ONNX Runtime", &match, copy_runtime, run_runtime };
      if (threads == 1 || only_threads > 0)
        printf ("  outputs    differ by at most %.1g of the largest value (wanted: ≤ 1e-4)\n",
                compare_outputs (&match));
    }
  if (is_row (network) && torch_start ("torch-rows.py"))
    {
      peers[n_peers++] = (Racer){ "PyTorch", &match, .take_turn = take_torch_turn };
      peers[n_peers++]
          = (Racer){ "PyTorch channels-last", &match, .take_turn = take_torch_last_turn };
    }
  race_run (&ours, peers, n_peers, rounds, &result);
  race_print (&result, threads, peers, n_peers, network->wanted);
  return TRUE;
}

static gboolean
bench_network (const Network *network, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "network.onnx", NULL);
  gboolean done = write_network (network, path, error);

  for (int threads = 1; done && threads <= 2; threads++)
    if (only_threads == 0 || threads == only_threads)
      done = bench_threads (network, path, threads, error);
  g_unlink (path);
  return done;
}

static gboolean
is_named (const char *name, char **names)
{
  return names[0] == NULL || g_strv_contains ((const char *const *)names, name);
}

static gboolean
run (char **names, GError **error)
{
  const VanityKernels *kernels = vanity_kernels_get_default (error);
  g_autofree char *folder = NULL;
  gboolean done = kernels != NULL;

  if (!done)
    return FALSE;
  folder = g_dir_make_tmp ("vanity-bench-XXXXXX", error);
  if (folder == NULL)
    return FALSE;
  printf ("Networks of random weights with the “%s” kernels, %d rounds taking turns, the median\n"
          "of each round's quickest\n",
          kernels->name, rounds);
  if (onnx_runtime_is_available ())
    printf ("ONNX Runtime is version %s\n", onnx_runtime_get_version ());
  else if (!only_steps)
    printf ("There is no ONNX Runtime to compare with ($VANITY_ONNXRUNTIME).\n");
  for (gsize i = 0; done && i < G_N_ELEMENTS (networks); i++)
    if (is_named (networks[i].name, names))
      done = bench_network (&networks[i], folder, error);
  g_rmdir (folder);
  return done;
}

int
main (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "threads", 0, 0, G_OPTION_ARG_INT, &only_threads, "Only on N threads (1 or 2)", "N" },
    { "rounds", 0, 0, G_OPTION_ARG_INT, &rounds, "Turns that each side takes", "N" },
    { "steps", 0, 0, G_OPTION_ARG_NONE, &only_steps, "Show where our own time goes instead", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("[NAME…]");
  g_autoptr (GString) list = g_string_new ("Networks:");
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (networks); i++)
    g_string_append_printf (list, " %s", networks[i].name);
  g_option_context_set_summary (context, list->str);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || rounds < 1)
    {
      g_printerr ("bench-nets: %s\n", error != NULL ? error->message : "rounds must be 1 or more");
      return 2;
    }
  if (!run (argv + 1, &error))
    {
      g_printerr ("bench-nets: %s\n", error->message);
      return 1;
    }
  return 0;
}
