/* The face networks in our executor and in TensorFlow Lite with XNNPACK (where $VANITY_TFLITE names
 * its C library): the same input in the same process, taking turns. What we write of them as ONNX
 * must give the same in ONNX Runtime (where $VANITY_ONNXRUNTIME names its library). Usage:
 * bench-nn [--steps] [MODEL…]; with --steps, where our own time goes. */
#include "model/model.h"
#include "model/onnx-write.h"
#include "nn/executor-private.h"
#include "nn/graph-private.h"
#include "onnx-runtime.h"
#include "race.h"
#include "reference-library.h"
#include "steps.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/* XNNPACK is what people would take instead. */
#define LEAST_RATIO 1.0
/* Pixels along the side of a tile of the input. */
#define TILE 8

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

static void
run_ours (gpointer data)
{
  Match *match = data;

  /* The peer copies its input in, too. */
  memcpy (vanity_executor_get_input (match->executor, 0), match->input,
          match->n_input * sizeof (float));
  vanity_executor_run (match->executor, NULL, NULL);
}

static void
run_reference (gpointer data)
{
  Match *match = data;

  reference_run (match->reference, match->input, match->n_input);
}

/* What the peer spent in custom operators, which are not its own. */
static double
get_custom_ms (gpointer data)
{
  return reference_get_custom_ms (((Match *)data)->reference);
}

static float *
dup_reference_output (gpointer data, int index, gsize *n_values)
{
  return reference_dup_output (data, index, n_values);
}

static float *
dup_runtime_output (gpointer data, int index, gsize *n_values)
{
  return onnx_runtime_dup_output (data, index, n_values);
}

/* How far the runs of both lie apart. */
static void
print_difference (Match *match, const char *what, RaceDupOutput dup_output, gpointer data)
{
  printf ("  %-10s differ by at most %.1g of the largest value (wanted: ≤ 1e-4)\n", what,
          race_compare_outputs (match->executor, dup_output, data));
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

/* The model at `path` in ONNX Runtime, written as ONNX. NULL when that cannot be. */
static OnnxRuntime *
load_converted (const char *path, GError **error)
{
  g_autoptr (VanityGraph) graph = vanity_model_load (path, error);
  g_autofree char *converted = NULL;
  OnnxRuntime *runtime = NULL;
  int file;

  if (graph == NULL)
    return NULL;
  file = g_file_open_tmp ("vanity-bench-XXXXXX.onnx", &converted, error);
  if (file < 0)
    return NULL;
  g_close (file, NULL);
  if (vanity_onnx_save (graph, converted, error))
    runtime = onnx_runtime_load (converted, 1, error);
  g_unlink (converted);
  return runtime;
}

static void
print_agreement (Match *match, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OnnxRuntime) runtime = load_converted (path, &error);
  gsize n_input;

  if (runtime == NULL)
    {
      printf ("  as ONNX    %s\n", error->message);
      return;
    }
  memcpy (onnx_runtime_get_input (runtime, &n_input), match->input,
          match->n_input * sizeof (float));
  g_assert_cmpuint (n_input, ==, match->n_input);
  run_ours (match);
  onnx_runtime_run (runtime);
  print_difference (match, "as ONNX", dup_runtime_output, runtime);
}

/* A mosaic in random colours. Of noise, the segmentation makes nothing but numbers of 1e-8, and
 * ONNX Runtime's sigmoid ends there. */
static void
draw_mosaic (float *image, const VanityShape *shape)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  gint64 width = shape->dim[2], channels = shape->dim[3];

  for (gint64 y = 0; y < shape->dim[1]; y++)
    for (gint64 x = 0; x < width; x++)
      for (gint64 c = 0; c < channels; c++)
        {
          gint64 left = x - x % TILE, top = y - y % TILE;
          float *value = &image[(y * width + x) * channels + c];

          *value = x == left && y == top ? (float)g_rand_double (random)
                                         : image[(top * width + left) * channels + c];
        }
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
      Racer ours = { .run = run_ours }, peer = { "TensorFlow Lite" };
      RaceResult result;
      Match match;

      if (executor == NULL)
        return FALSE;
      if (steps)
        {
          printf ("  %d threads\n", threads);
          steps_print (executor);
          continue;
        }
      if (threads == 1)
        print_memory (executor, constants);
      if (reference_is_available ())
        reference = reference_load (path, threads);
      match = (Match){ .executor = executor, .reference = reference };
      match.n_input = vanity_shape_get_elements (vanity_executor_get_input_shape (executor, 0));
      match.input = input = g_new (float, match.n_input);
      draw_mosaic (input, vanity_executor_get_input_shape (executor, 0));
      if (reference != NULL && threads == 1)
        {
          run_ours (&match);
          run_reference (&match);
          print_difference (&match, "outputs", dup_reference_output, reference);
        }
      if (threads == 1 && onnx_runtime_is_available ())
        print_agreement (&match, path);
      ours.data = peer.data = &match;
      peer.run = run_reference;
      peer.get_uncounted = get_custom_ms;
      race_run (&ours, &peer, reference != NULL, RACE_ROUNDS, &result);
      race_print (&result, threads, &peer, reference != NULL, LEAST_RATIO);
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
          kernels->name, RACE_ROUNDS);
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
