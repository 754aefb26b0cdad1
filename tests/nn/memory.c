/* The rule on memory: an executor holds no more than twice the weights and the two largest values.
 * Measured on the fetched models, skipped where there are none. */
#include "model/model.h"
#include "nn/graph-private.h"
#include "support.h"

#include <sys/resource.h>
#include <unistd.h>

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

typedef struct
{
  const char *name;
  double ratio; /* of what is held to what the rule allows */
} Model;

/* The one that misses it, by what vectors pad the weights with, has no other order: it keeps two
 * maps for later while it widens the next. */
static const Model models[] = {
  { "face_detection_short_range", 1 },   { "face_detection_full_range", 1 }, { "face_landmark", 1 },
  { "face_landmark_with_attention", 1 }, { "selfie_segmentation", 1.01 },
};

static void
test_model (gconstpointer data)
{
  const Model *model = data;
  g_autofree char *file_name = g_strdup_printf ("%s.tflite", model->name);
  g_autofree char *path = vanity_model_find (file_name, NULL);
  g_autoptr (GError) error = NULL;
  const VanityKernels *kernels;

  if (path == NULL)
    {
      g_test_skip ("the model is not installed");
      return;
    }
  for (int k = 0; (kernels = test_get_kernels (k)) != NULL; k++)
    for (int threads = 1; threads <= 2; threads++)
      {
        VanityGraph *graph = vanity_model_load (path, &error);
        g_autoptr (VanityExecutor) executor = NULL;
        gsize weights, held, allowed;

        g_assert_no_error (error);
        weights = get_constant_bytes (graph);
        vanity_kernels_set_default (kernels);
        executor = vanity_executor_new (graph, test_get_pool (threads), &error);
        g_assert_no_error (error);
        held = vanity_executor_get_weight_bytes (executor)
               + vanity_executor_get_arena_bytes (executor);
        allowed = 2 * weights + vanity_executor_get_largest_two (executor);
        g_test_message ("%s, %d threads: packed %zu + arena %zu = %.2f of what is allowed"
                        " (weights %zu, two largest %zu)",
                        kernels->name, threads, vanity_executor_get_weight_bytes (executor),
                        vanity_executor_get_arena_bytes (executor), (double)held / allowed, weights,
                        vanity_executor_get_largest_two (executor));
        g_assert_cmpfloat (held, <=, model->ratio * allowed);
      }
  vanity_kernels_set_default (NULL);
}

/* Weights are packed once: what was packed is no longer held as it came. */
static void
test_constants_freed (void)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId in = test_graph_add_input (graph, &VANITY_SHAPE (1, 4, 4, 64));
  VanityValueId weights = test_graph_add_weights (graph, &VANITY_SHAPE (128, 5, 5, 64));
  g_autoptr (VanityExecutor) executor = NULL;

  vanity_graph_add_output (graph,
                           test_graph_add (graph, "Conv", "conv", (VanityValueId[]){ in, weights },
                                           2, "pads=[2,2,2,2]"));
  executor = vanity_executor_new (graph, test_get_pool (1), &error);
  g_assert_no_error (error);
  g_assert_null (vanity_graph_get_constant (graph, weights));
  g_assert_cmpuint (vanity_executor_get_weight_bytes (executor), >=, 128 * 25 * 64 * 4);
  g_assert_cmpuint (vanity_executor_get_weight_bytes (executor), <, 128 * 25 * 64 * 4 * 3 / 2);
  g_assert_cmpuint (vanity_executor_get_largest_two (executor), ==, 16 * (64 + 128) * 4);
}

/* A sanitizer needs more of the address space than this leaves. */
#ifndef __SANITIZE_ADDRESS__

/* Of the address space, as it is now. */
static rlim_t
get_size (void)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  return g_ascii_strtoull (text, NULL, 10) * sysconf (_SC_PAGESIZE);
}

/* Weights for which there is no memory are an error that names the node. */
static void
test_no_memory (gconstpointer data)
{
  const char *op = data;
  gboolean conv = g_str_equal (op, "Conv");
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId in[] = { test_graph_add_input (graph, conv ? &VANITY_SHAPE (1, 1, 4, 2000)
                                                           : &VANITY_SHAPE (1, 4, 2000)),
                         test_graph_add_weights (graph, conv ? &VANITY_SHAPE (2000, 1, 1, 2000)
                                                             : &VANITY_SHAPE (1, 2000, 2000)) };
  VanityPool *pool = test_get_pool (1);
  VanityExecutor *executor;
  struct rlimit before, limit;

  vanity_graph_add_output (graph, test_graph_add (graph, op, "product", in, 2, ""));
  g_assert_cmpint (getrlimit (RLIMIT_AS, &before), ==, 0);
  limit = before;
  limit.rlim_cur = get_size () + (8 << 20);
  g_assert_cmpint (setrlimit (RLIMIT_AS, &limit), ==, 0);
  executor = vanity_executor_new (graph, pool, &error);
  g_assert_cmpint (setrlimit (RLIMIT_AS, &before), ==, 0);
  g_assert_null (executor);
  test_assert_error (&error, VANITY_ERROR_LIMIT, "product");
}

#endif

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/memory/constants-freed", test_constants_freed);
#ifndef __SANITIZE_ADDRESS__
  g_test_add_data_func ("/nn/memory/none/mat-mul", "MatMul", test_no_memory);
  g_test_add_data_func ("/nn/memory/none/conv", "Conv", test_no_memory);
#endif
  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autofree char *path = g_strdup_printf ("/nn/memory/%s", models[i].name);

      g_test_add_data_func (path, &models[i], test_model);
    }
  return g_test_run ();
}
