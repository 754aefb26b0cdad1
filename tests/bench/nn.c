/* The face networks in our executor and in TensorFlow Lite with XNNPACK (where $VANITY_TFLITE names
 * its C library): the same input in the same process, taking turns. Usage:
 * bench-nn [--steps] [MODEL…]; with --steps, where our own time goes. */
#include "model/model.h"
#include "nn/executor-private.h"
#include "nn/graph-private.h"
#include "reference-library.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 15
#define WARM_UP 3
/* Of one side's turn in a round, after the warm-up. */
#define TURN_US 40000
/* XNNPACK's threads go on spinning for a while after a run and would take the next one's core. */
#define PAUSE_US 60000
/* Batches of five that a step is timed with. */
#define STEP_RUNS 300
/* The rule on speed that is kept now; 1 is what is wanted. */
#define LEAST_RATIO 0.5

static const char *const models[]
    = { "face_detection_short_range", "face_detection_full_range", "face_landmark",
        "face_landmark_with_attention", "selfie_segmentation" };

typedef struct
{
  VanityExecutor *executor;
  Reference *reference; /* NULL where there is none */
  float *input;
  gint64 n_input;
} Match;

static double
get_ms (void)
{
  return (double)g_get_monotonic_time () / 1000.0;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double one = *(const double *)a, other = *(const double *)b;

  return one < other ? -1 : one > other;
}

static double
get_median (const double *values, int n_values)
{
  g_autofree double *sorted = g_memdup2 (values, n_values * sizeof *values);

  qsort (sorted, n_values, sizeof *sorted, compare);
  return sorted[n_values / 2];
}

static void
run_ours (Match *match)
{
  /* The peer copies its input in, too. */
  memcpy (vanity_executor_get_input (match->executor, 0), match->input,
          match->n_input * sizeof (float));
  vanity_executor_run (match->executor, NULL, NULL);
}

/* The quickest run of a turn in ms: what else the machine does only ever adds. `custom_ms` is what
 * of it the peer spent in custom operators. */
static double
take_turn (Match *match, gboolean ours, double *custom_ms)
{
  double until = 0, best = INFINITY;

  g_usleep (PAUSE_US);
  for (int i = 0; i <= WARM_UP || get_ms () < until; i++)
    {
      double since = get_ms (), ms;

      if (ours)
        run_ours (match);
      else
        reference_run (match->reference, match->input, match->n_input);
      ms = get_ms () - since;
      if (i < WARM_UP)
        continue;
      if (i == WARM_UP)
        until = get_ms () + TURN_US / 1000.0;
      if (ms >= best)
        continue;
      best = ms;
      *custom_ms = ours ? 0 : reference_get_custom_ms (match->reference);
    }
  return best;
}

/* The largest difference of any output, of that output's largest value. */
static double
compare_outputs (Match *match)
{
  double worst = 0;

  run_ours (match);
  reference_run (match->reference, match->input, match->n_input);
  for (int i = 0; i < vanity_executor_get_n_outputs (match->executor); i++)
    {
      gsize n_values;
      g_autofree float *expected = reference_dup_output (match->reference, i, &n_values);
      const float *values = vanity_executor_get_output (match->executor, i);
      double largest = 0, furthest = 0;

      for (gsize k = 0; k < n_values; k++)
        {
          double off = fabs (values[k] - expected[k]);

          largest = MAX (largest, fabs (expected[k]));
          furthest = off <= furthest ? furthest : off; /* keeps what is not a number */
        }
      worst = furthest / largest <= worst ? worst : furthest / largest;
    }
  return worst;
}

static gsize
get_constant_bytes (VanityGraph *graph)
{
  gsize bytes = 0;

  for (guint i = 0; i < graph->values->len; i++)
    {
      const VanityTensor *tensor = &vanity_graph_get_value (graph, i)->tensor;

      if (tensor->data != NULL)
        bytes += vanity_shape_get_elements (&tensor->shape)
                 * vanity_data_type_get_size (tensor->type);
    }
  return bytes;
}

static void
print_memory (VanityExecutor *executor, gsize constants)
{
  gsize packed = vanity_executor_get_weight_bytes (executor);
  gsize arena = vanity_executor_get_arena_bytes (executor);
  gsize allowed = 2 * constants + vanity_executor_get_largest_two (executor);

  printf ("  memory     weights %zu KiB + arena %zu KiB = %.2f of what is allowed (2 × weights of "
          "%zu KiB + the two largest values, %zu KiB)\n",
          packed / 1024, arena / 1024, (double)(packed + arena) / allowed, constants / 1024,
          vanity_executor_get_largest_two (executor) / 1024);
}

static void
compete (Match *match, int threads)
{
  double ours[ROUNDS], peer[ROUNDS], custom[ROUNDS], ratios[ROUNDS];

  for (int i = 0; i < ROUNDS; i++)
    {
      ours[i] = take_turn (match, TRUE, &custom[i]);
      if (match->reference == NULL)
        continue;
      peer[i] = take_turn (match, FALSE, &custom[i]);
      ratios[i] = (peer[i] - custom[i]) / ours[i];
    }
  printf ("  %d thread%s  ours %.2f ms", threads, threads == 1 ? " " : "s",
          get_median (ours, ROUNDS));
  if (match->reference != NULL)
    {
      double ratio = get_median (ratios, ROUNDS);
      double custom_ms = get_median (custom, ROUNDS);

      printf (", peer %.2f ms, ratio %.2f×%s", get_median (peer, ROUNDS), ratio,
              ratio < LEAST_RATIO ? " (wanted: ≥ 0.5×)" : "");
      if (custom_ms > 0)
        printf (" (without %.2f ms of the peer's in our plain custom operators)", custom_ms);
    }
  printf ("\n");
}

/* How the time of one run is spread over the steps. */
static void
print_steps (VanityExecutor *executor)
{
  int n_steps = vanity_executor_get_n_steps (executor);
  double sum = 0;

  for (int i = 0; i < n_steps; i++)
    {
      const VanityCall *call = vanity_executor_get_step (executor, i);
      g_autofree char *in = vanity_shape_to_string (&call->inputs[0].shape);
      g_autofree char *weights
          = call->n_inputs > 1 ? vanity_shape_to_string (&call->inputs[1].shape) : g_strdup ("");
      g_autofree char *out = vanity_shape_to_string (&call->outputs[0].shape);
      double cost = call->op->cost != NULL ? call->op->cost (call) : 0;
      double us = INFINITY;

      for (int round = 0; round < STEP_RUNS; round++)
        {
          double since = get_ms ();

          for (int k = 0; k < 5; k++)
            vanity_executor_run_step (executor, i);
          us = MIN (us, (get_ms () - since) / 5 * 1000);
        }
      sum += us;
      printf ("  %3d %7.1f us %6.1f GMAC/s  %s %s · %s → %s%s%s\n", i, us, cost / us / 1000,
              call->op->name, in, weights, out, call->epilogue.has_residual ? " + residual" : "",
              call->epilogue.activation.kind == VANITY_ACTIVATION_SLOPE        ? ", slope"
              : call->epilogue.activation.kind == VANITY_ACTIVATION_HARD_SWISH ? ", hard swish"
              : call->epilogue.activation.low > -INFINITY                      ? ", clamp"
                                                                               : "");
    }
  printf ("  sum %.1f us\n", sum);
}

static gboolean
bench_model (const char *name, gboolean steps, GError **error)
{
  g_autofree char *file_name = g_strdup_printf ("%s.tflite", name);
  g_autofree char *path = vanity_model_find (file_name, error);

  if (path == NULL)
    return FALSE;
  printf ("%s\n", name);
  for (int threads = 1; threads <= 2; threads++)
    {
      g_autoptr (VanityPool) pool = vanity_pool_new (threads);
      VanityGraph *graph = vanity_model_load (path, error);
      gsize constants = graph != NULL ? get_constant_bytes (graph) : 0;
      g_autoptr (VanityExecutor) executor
          = graph != NULL ? vanity_executor_new (graph, pool, error) : NULL;
      g_autoptr (Reference) reference = NULL;
      g_autofree float *input = NULL;
      g_autoptr (GRand) random = g_rand_new_with_seed (1);
      Match match;

      if (executor == NULL)
        return FALSE;
      if (steps)
        {
          printf ("  %d threads\n", threads);
          print_steps (executor);
          continue;
        }
      if (threads == 1)
        print_memory (executor, constants);
      if (reference_is_available ())
        reference = reference_load (path, threads);
      match = (Match){ .executor = executor, .reference = reference };
      match.n_input = vanity_shape_get_elements (vanity_executor_get_input_shape (executor, 0));
      match.input = input = g_new (float, match.n_input);
      for (gint64 i = 0; i < match.n_input; i++)
        input[i] = (float)g_rand_double (random);
      if (reference != NULL && threads == 1)
        printf ("  outputs    differ by at most %.1g of the largest value\n",
                compare_outputs (&match));
      compete (&match, threads);
      fflush (stdout);
    }
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  gboolean steps = argc > 1 && g_str_equal (argv[1], "--steps");
  int first = steps ? 2 : 1;
  int n_models = argc > first ? argc - first : (int)G_N_ELEMENTS (models);
  const VanityKernels *kernels = vanity_kernels_get_default (&error);

  if (kernels == NULL)
    {
      g_printerr ("bench-nn: %s\n", error->message);
      return 1;
    }
  printf ("Networks with the “%s” kernels, %d rounds taking turns, the median of each\nround's "
          "quickest\n",
          kernels->name, ROUNDS);
  if (!steps && !reference_is_available ())
    printf ("There is no TensorFlow Lite to compare with ($VANITY_TFLITE): our times alone.\n");
  for (int i = 0; i < n_models; i++)
    if (!bench_model (argc > first ? argv[first + i] : models[i], steps, &error))
      {
        g_printerr ("bench-nn: %s\n", error->message);
        return 1;
      }
  return 0;
}
