/* The executor: whatever it fuses, shares and overwrites, the results are those of each node alone.
 */
#include "support.h"

#include <string.h>

#define N_NODES 24

/* All values but weights have this shape. */
#define SHAPE VANITY_SHAPE (1, 6, 5, 8)
#define N_ELEMENTS 240

typedef struct
{
  const char *op;
  const char *attributes;
  int n_inputs;           /* computed ones */
  VanityShape weights[2]; /* rank 0: none */
} Recipe;

static const Recipe recipes[] = {
  { "Conv", "", 1, { { 4, { 8, 1, 1, 8 } }, { 1, { 8 } } } },
  { "Conv", "pads=[1,1,1,1]", 1, { { 4, { 8, 3, 3, 8 } }, { 1, { 8 } } } },
  { "Conv", "pads=[1,1,1,1] group=8", 1, { { 4, { 8, 3, 3, 1 } } } },
  { "ConvTranspose", "pads=[1,0,1,0]", 1, { { 4, { 8, 3, 1, 8 } } } },
  { "Relu", "", 1 },
  { "PRelu", "", 1, { { 1, { 8 } } } },
  { "Clip", "min=-1.5 max=1.25", 1 },
  { "HardSwish", "", 1 },
  { "Sigmoid", "", 1 },
  { "Softmax", "", 1 },
  { "Add", "", 2 },
  { "Add", "", 2 },
  { "Add", "", 2 },
  { "Sub", "", 2 },
  { "Max", "", 2 },
  { "Mul", "", 1, { { 4, { 1, 6, 1, 8 } } } },
  { "Identity", "", 1 },
  { "Transpose", "perm=[0,1,2,3]", 1 },
  { "Slice", "starts=[0] ends=[100]", 1 },
  { "Slice", "starts=[-1] ends=[-100] axes=[1] steps=[-1]", 1 },
  { "Pad", "pads=[0,0,0,0,0,0,0,0]", 1 },
  { "MaxPool", "kernel_shape=[3,3] pads=[1,1,1,1]", 1 },
  { "Resize", "mode=linear scales=[1.0,1.0,1.0,1.0]", 1 },
};

typedef struct
{
  const Recipe *recipe;
  int inputs[2];
  float *weights[2];
} Node;

/* A net: values 0 and 1 are its inputs, value 2 + i is what node i makes. */
typedef struct
{
  Node nodes[N_NODES];
  float *values[2 + N_NODES];
  gboolean is_output[2 + N_NODES];
} Net;

static VanityValueId
net_add_node (VanityGraph *graph, const Node *node, const VanityValueId *ids)
{
  VanityValueId inputs[4] = { ids[node->inputs[0]], ids[node->inputs[1]] };
  int n_inputs = node->recipe->n_inputs;

  for (int i = 0; i < 2 && node->weights[i] != NULL; i++)
    inputs[n_inputs++] = vanity_graph_add_constant (
        graph, "w", VANITY_FLOAT32, &node->recipe->weights[i], node->weights[i], NULL);
  return test_graph_add (graph, node->recipe->op, node->recipe->op, inputs, n_inputs,
                         node->recipe->attributes);
}

/* What the node makes of its inputs, in a graph of its own. */
static float *
net_run_node (Net *net, const Node *node)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId ids[2 + N_NODES] = { 0 };
  g_autoptr (VanityExecutor) executor = NULL;

  for (int i = 0; i < 2; i++)
    ids[node->inputs[i]] = -1;
  for (int i = 0; i < node->recipe->n_inputs; i++)
    if (ids[node->inputs[i]] < 0)
      ids[node->inputs[i]] = test_graph_add_input (graph, &SHAPE);
  vanity_graph_add_output (graph, net_add_node (graph, node, ids));
  executor = vanity_executor_new_full (graph, test_get_pool (1), FALSE, &error);
  g_assert_no_error (error);
  for (int i = 0, input = 0; input < vanity_executor_get_n_inputs (executor); i++)
    memcpy (vanity_executor_get_input (executor, input++), net->values[node->inputs[i]],
            N_ELEMENTS * sizeof (float));
  g_assert_true (vanity_executor_run (executor, NULL, &error));
  return g_memdup2 (vanity_executor_get_output (executor, 0), N_ELEMENTS * sizeof (float));
}

static void
net_init (Net *net)
{
  memset (net, 0, sizeof *net);
  for (int i = 0; i < 2; i++)
    net->values[i] = test_random_floats (N_ELEMENTS, -1, 1);
  for (int i = 0; i < N_NODES; i++)
    {
      Node *node = &net->nodes[i];

      node->recipe = &recipes[test_random_int (0, G_N_ELEMENTS (recipes) - 1)];
      /* Recent values more often: chains are what is fused. */
      for (int k = 0; k < 2; k++)
        node->inputs[k] = test_random_int (0, 1) ? i + 1 : test_random_int (0, i + 1);
      for (int k = 0; k < 2 && node->recipe->weights[k].rank > 0; k++)
        node->weights[k]
            = test_random_floats (vanity_shape_get_elements (&node->recipe->weights[k]), -0.3, 0.3);
      net->values[2 + i] = net_run_node (net, node);
      net->is_output[2 + i] = i == N_NODES - 1 || test_random_int (0, 7) == 0;
    }
  net->is_output[0] = test_random_int (0, 3) == 0;
}

static void
net_clear (Net *net)
{
  for (int i = 0; i < 2 + N_NODES; i++)
    g_free (net->values[i]);
  for (int i = 0; i < N_NODES; i++)
    for (int k = 0; k < 2; k++)
      g_free (net->nodes[i].weights[k]);
}

static VanityExecutor *
net_make_executor (const Net *net, VanityPool *pool, gboolean fuse)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("net");
  VanityValueId ids[2 + N_NODES];
  VanityExecutor *executor;

  for (int i = 0; i < 2; i++)
    ids[i] = test_graph_add_input (graph, &SHAPE);
  for (int i = 0; i < N_NODES; i++)
    ids[2 + i] = net_add_node (graph, &net->nodes[i], ids);
  for (int i = 0; i < 2 + N_NODES; i++)
    if (net->is_output[i])
      vanity_graph_add_output (graph, ids[i]);
  executor = vanity_executor_new_full (graph, pool, fuse, &error);
  g_assert_no_error (error);
  return executor;
}

static void
net_check (const Net *net, VanityExecutor *executor, const char *what)
{
  for (int i = 0; i < 2; i++)
    memcpy (vanity_executor_get_input (executor, i), net->values[i], N_ELEMENTS * sizeof (float));
  g_assert_true (vanity_executor_run (executor, NULL, NULL));
  for (int i = 0, output = 0; i < 2 + N_NODES; i++)
    if (net->is_output[i])
      test_assert_near (what, vanity_executor_get_output (executor, output++), net->values[i],
                        N_ELEMENTS, 1e-4);
}

/* Fused or not, with the arena full of anything, again and again. */
static void
test_random_nets (void)
{
  const VanityKernels *kernels;

  for (int round = 0; round < 150; round++)
    {
      Net net;

      net_init (&net);
      for (int fuse = 0; fuse <= 1; fuse++)
        for (int k = 0; (kernels = test_get_kernels (k)) != NULL; k++)
          {
            g_autofree char *what = g_strdup_printf ("net %d, %s, %s", round, kernels->name,
                                                     fuse ? "fused" : "not fused");
            g_autoptr (VanityExecutor) executor = NULL;

            vanity_kernels_set_default (kernels);
            executor = net_make_executor (&net, test_get_pool (1 + round % 2), fuse);
            net_check (&net, executor, what);
            vanity_executor_poison (executor, 1e30f);
            net_check (&net, executor, what);
          }
      vanity_kernels_set_default (NULL);
      net_clear (&net);
    }
}

/* Large enough that its loops are shared. Returns 3 outputs in one block. */
static VanityGraph *
build_large (void)
{
  VanityGraph *graph = vanity_graph_new ("large");
  VanityValueId in = test_graph_add_input (graph, &VANITY_SHAPE (1, 61, 67, 3)), a, b;

  test_reseed (5);
  a = test_graph_add (
      graph, "Conv", "c",
      (VanityValueId[]){ in, test_graph_add_weights (graph, &VANITY_SHAPE (24, 3, 3, 3)) }, 2,
      "strides=[2,2] auto_pad=SAME_UPPER");
  a = test_graph_add (graph, "Relu", "r", &a, 1, "");
  b = test_graph_add (
      graph, "Conv", "d",
      (VanityValueId[]){ a, test_graph_add_weights (graph, &VANITY_SHAPE (24, 5, 5, 1)) }, 2,
      "pads=[2,2,2,2] group=24");
  b = test_graph_add (
      graph, "Conv", "e",
      (VanityValueId[]){ b, test_graph_add_weights (graph, &VANITY_SHAPE (24, 1, 1, 24)) }, 2, "");
  b = test_graph_add (graph, "Add", "f", (VanityValueId[]){ b, a }, 2, "");
  b = test_graph_add (graph, "Sigmoid", "g", &b, 1, "");
  vanity_graph_add_output (graph, b);
  a = test_graph_add (graph, "Resize", "h", &b, 1, "mode=linear scales=[1.0,2.0,2.0,1.0]");
  vanity_graph_add_output (graph, a);
  a = test_graph_add (graph, "GlobalAveragePool", "i", &a, 1, "");
  vanity_graph_add_output (graph, a);
  return graph;
}

static float *
run_large (VanityExecutor *executor, gsize *n_bytes)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  GArray *all = g_array_new (FALSE, FALSE, sizeof (float));

  for (int i = 0; i < 61 * 67 * 3; i++)
    vanity_executor_get_input (executor, 0)[i] = g_rand_double (random);
  g_assert_true (vanity_executor_run (executor, NULL, NULL));
  for (int i = 0; i < 3; i++)
    g_array_append_vals (
        all, vanity_executor_get_output (executor, i),
        vanity_shape_get_elements (vanity_executor_get_output_shape (executor, i)));
  *n_bytes = all->len * sizeof (float);
  return (float *)g_array_free (all, FALSE);
}

/* To the bit: for any number of threads, in every run and every executor. */
static void
test_determinism (void)
{
  const VanityKernels *kernels;

  for (int k = 0; (kernels = test_get_kernels (k)) != NULL; k++)
    {
      g_autofree float *expected = NULL;
      gsize n_expected = 0;

      vanity_kernels_set_default (kernels);
      for (int threads = 1; threads <= 4; threads++)
        {
          g_autoptr (VanityPool) pool = vanity_pool_new (threads);
          g_autoptr (VanityExecutor) executor = vanity_executor_new (build_large (), pool, NULL);

          for (int run = 0; run < 5; run++)
            {
              gsize n_bytes;
              g_autofree float *values = run_large (executor, &n_bytes);

              if (expected == NULL)
                {
                  expected = g_steal_pointer (&values);
                  n_expected = n_bytes;
                }
              else
                {
                  g_assert_cmpmem (values, n_bytes, expected, n_expected);
                }
            }
        }
    }
  vanity_kernels_set_default (NULL);
}

/* What the environment wishes for: each set by its name, and what there is not is an error. */
static void
test_wish (void)
{
  g_autofree char *before = g_strdup (g_getenv ("VANITY_CPU"));
  g_autoptr (GError) error = NULL;
  const VanityKernels *kernels;

  for (int k = 0; (kernels = test_get_kernels (k)) != NULL; k++)
    {
      g_autoptr (VanityExecutor) executor = NULL;

      g_setenv ("VANITY_CPU", kernels->name, TRUE);
      executor = vanity_executor_new (build_large (), test_get_pool (1), &error);
      g_assert_no_error (error);
      for (int i = 0; i < vanity_executor_get_n_steps (executor); i++)
        g_assert_true (vanity_executor_get_step (executor, i)->kernels == kernels);
    }
  g_setenv ("VANITY_CPU", "", TRUE);
  g_assert_nonnull (vanity_kernels_get_default (&error));
  g_assert_no_error (error);
  g_setenv ("VANITY_CPU", "abacus", TRUE);
  g_assert_null (vanity_executor_new (build_large (), test_get_pool (1), &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "VANITY_CPU is “abacus”"));
  g_assert_nonnull (strstr (error->message, "portable"));
  if (before != NULL)
    g_setenv ("VANITY_CPU", before, TRUE);
  else
    g_unsetenv ("VANITY_CPU");
}

typedef struct
{
  VanityExecutor *executor;
  const float *expected;
  gsize n_expected;
} Worker;

static gpointer
work (gpointer data)
{
  Worker *worker = data;

  for (int run = 0; run < 30; run++)
    {
      gsize n_bytes;
      g_autofree float *values = run_large (worker->executor, &n_bytes);

      g_assert_cmpmem (values, n_bytes, worker->expected, worker->n_expected);
    }
  return NULL;
}

/* Executors of one network, each on its own thread, share a pool and nothing else. */
static void
test_several_at_once (void)
{
  Worker workers[4];
  GThread *threads[4];
  gsize n_expected;
  g_autofree float *expected = NULL;

  for (int i = 0; i < 4; i++)
    workers[i].executor = vanity_executor_new (build_large (), test_get_pool (2), NULL);
  expected = run_large (workers[0].executor, &n_expected);
  for (int i = 0; i < 4; i++)
    {
      workers[i].expected = expected;
      workers[i].n_expected = n_expected;
      threads[i] = g_thread_new ("worker", work, &workers[i]);
    }
  for (int i = 0; i < 4; i++)
    {
      g_thread_join (threads[i]);
      vanity_executor_free (workers[i].executor);
    }
}

/* Outputs that no node makes: an input, a view of it, a constant; one twice; an input nobody reads.
 */
static void
test_odd_outputs (void)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId in = test_graph_add_input (graph, &VANITY_SHAPE (2, 3));
  VanityValueId idle = test_graph_add_input (graph, &VANITY_SHAPE (100));
  VanityValueId constant = vanity_graph_add_constant (graph, "c", VANITY_FLOAT32, &VANITY_SHAPE (2),
                                                      (float[]){ 5, 6 }, &error);
  VanityValueId relu = test_graph_add (graph, "Relu", "r", &in, 1, "");
  VanityValueId view = test_graph_add (graph, "Flatten", "f", &in, 1, "axis=0");
  VanityValueId outputs[] = { relu, in, view, constant, relu };
  g_autoptr (VanityExecutor) executor = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (outputs); i++)
    vanity_graph_add_output (graph, outputs[i]);
  executor = vanity_executor_new (graph, test_get_pool (1), &error);
  g_assert_no_error (error);
  g_assert_cmpint (vanity_executor_get_n_inputs (executor), ==, 2);
  g_assert_true (
      vanity_shape_equal (vanity_executor_get_input_shape (executor, 1), &VANITY_SHAPE (100)));
  for (int i = 0; i < 100; i++)
    vanity_executor_get_input (executor, idle - in)[i] = 77;
  for (int i = 0; i < 6; i++)
    vanity_executor_get_input (executor, 0)[i] = i - 3;
  g_assert_true (vanity_executor_run (executor, NULL, &error));
  for (int i = 0; i < 5; i++)
    {
      static const float clipped[] = { 0, 0, 0, 0, 1, 2 }, given[] = { -3, -2, -1, 0, 1, 2 },
                         constants[] = { 5, 6 };
      const float *expected = i % 4 == 0 ? clipped : i == 3 ? constants : given;

      test_assert_near ("output", vanity_executor_get_output (executor, i), expected,
                        i == 3 ? 2 : 6, 0);
    }
}

/* Integers are a constant's, and are handed out as they are. */
static void
test_integer_output (void)
{
  const gint64 values[] = { 1, -2, G_GINT64_CONSTANT (1) << 40 };
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId in = test_graph_add_input (graph, &VANITY_SHAPE (2));
  VanityValueId constant
      = vanity_graph_add_constant (graph, "c", VANITY_INT64, &VANITY_SHAPE (3), values, &error);
  g_autoptr (VanityExecutor) executor = NULL;

  vanity_graph_add_output (graph, in);
  vanity_graph_add_output (graph, constant);
  executor = vanity_executor_new (graph, test_get_pool (1), &error);
  g_assert_no_error (error);
  g_assert_true (vanity_executor_run (executor, NULL, NULL));
  g_assert_cmpint (vanity_executor_get_output_type (executor, 0), ==, VANITY_FLOAT32);
  g_assert_cmpint (vanity_executor_get_output_type (executor, 1), ==, VANITY_INT64);
  g_assert_cmpmem (vanity_executor_get_output_integers (executor, 1), sizeof values, values,
                   sizeof values);
}

/* A chain of what maps elements works in one place. */
static void
test_in_place (void)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId value = test_graph_add_input (graph, &VANITY_SHAPE (1000));
  g_autoptr (VanityExecutor) executor = NULL;

  for (int i = 0; i < 5; i++)
    value = test_graph_add (graph, i % 2 == 0 ? "Sigmoid" : "Tanh", "n", &value, 1, "");
  vanity_graph_add_output (graph, value);
  executor = vanity_executor_new (graph, test_get_pool (1), &error);
  g_assert_cmpint (vanity_executor_get_n_steps (executor), ==, 5);
  g_assert_cmpuint (vanity_executor_get_arena_bytes (executor), ==, 4000);
}

/* Landmarks moved by a matrix that is the same memory: it is still read when the first are written.
 */
static void
test_not_in_place (void)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId points = test_graph_add_input (graph, &VANITY_SHAPE (1, 8, 2));
  VanityValueId matrix = test_graph_add (graph, "Reshape", "m", &points, 1, "shape=[4,4]");
  g_autoptr (VanityExecutor) executor = NULL;
  float in[16], expected[16];

  vanity_graph_add_output (graph, test_graph_add (graph, "TransformLandmarks", "t",
                                                  (VanityValueId[]){ points, matrix }, 2, ""));
  executor = vanity_executor_new (graph, test_get_pool (1), &error);
  for (int i = 0; i < 16; i++)
    vanity_executor_get_input (executor, 0)[i] = in[i] = i * i % 7 - 3;
  for (int i = 0; i < 16; i += 2)
    for (int k = 0; k < 2; k++)
      expected[i + k] = in[4 * k] * in[i] + in[4 * k + 1] * in[i + 1] + in[4 * k + 3];
  g_assert_true (vanity_executor_run (executor, NULL, &error));
  test_assert_near ("landmarks", vanity_executor_get_output (executor, 0), expected, 16, 1e-6);
}

static void
test_cancel (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (VanityExecutor) executor
      = vanity_executor_new (build_large (), test_get_pool (2), NULL);

  g_assert_true (vanity_executor_run (executor, cancellable, &error));
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_false (vanity_executor_run (executor, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The cost of a run is what its products multiply, and little more. */
static void
test_cost (void)
{
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId in = test_graph_add_input (graph, &VANITY_SHAPE (1, 10, 10, 4)), value;
  g_autoptr (VanityExecutor) executor = NULL;

  value = test_graph_add (
      graph, "Conv", "c",
      (VanityValueId[]){ in, test_graph_add_weights (graph, &VANITY_SHAPE (6, 3, 3, 4)) }, 2, "");
  value = test_graph_add (graph, "Flatten", "f", &value, 1, "");
  value = test_graph_add (
      graph, "MatMul", "m",
      (VanityValueId[]){ value, test_graph_add_weights (graph, &VANITY_SHAPE (384, 7)) }, 2, "");
  vanity_graph_add_output (graph, value);
  executor = vanity_executor_new (graph, test_get_pool (1), NULL);
  g_assert_cmpint (vanity_executor_get_cost (executor), ==, 8 * 8 * 6 * 36 + 384 * 7);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/executor/random-nets", test_random_nets);
  test_add ("/nn/executor/wish", test_wish);
  test_add ("/nn/executor/determinism", test_determinism);
  test_add ("/nn/executor/several-at-once", test_several_at_once);
  test_add ("/nn/executor/odd-outputs", test_odd_outputs);
  test_add ("/nn/executor/integer-output", test_integer_output);
  test_add ("/nn/executor/in-place", test_in_place);
  test_add ("/nn/executor/not-in-place", test_not_in_place);
  test_add ("/nn/executor/cancel", test_cancel);
  test_add ("/nn/executor/cost", test_cost);
  return g_test_run ();
}
