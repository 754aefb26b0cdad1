/* What is turned around: convolutions before enlargements, means before sums. */
#include "fusion-fixture.h"

#include <string.h>

/* The name of step `index`'s operator. */
static const char *
get_op (VanityExecutor *executor, int index)
{
  return vanity_executor_get_step (executor, index)->op->name;
}

/* The operators of the fused graph, in order, between spaces. */
static char *
get_order (TestBuild build, int variant)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityExecutor) executor
      = vanity_executor_new (build (variant), test_get_pool (1), &error);
  g_autoptr (GString) order = g_string_new (NULL);

  g_assert_no_error (error);
  for (int i = 0; i < vanity_executor_get_n_steps (executor); i++)
    g_string_append_printf (order, "%s%s", i > 0 ? " " : "", get_op (executor, i));
  return g_strdup (order->str);
}

static void
check (TestBuild build, int variant, const char *order)
{
  g_autofree char *found = get_order (build, variant);
  int n_steps = 1;

  for (const char *at = order; (at = strchr (at, ' ')) != NULL; at++)
    n_steps++;
  g_assert_cmpstr (found, ==, order);
  test_check_fusion (build, variant, n_steps);
}

static const struct
{
  const char *resize;
  const char *conv;
  int kernel, groups;
  const char *order;
} resizes[] = {
  { "mode=linear scales=[1.0,2.0,2.0,1.0]", "", 1, 1, "Conv Resize" },
  { "mode=linear scales=[1.0,2.5,1.0,1.0]", "group=3", 1, 3, "Conv Resize" },
  { "mode=nearest scales=[1.0,3.0,2.0,1.0]", "", 1, 1, "Conv Resize" },
  { "mode=linear coordinate_transformation_mode=align_corners scales=[1.0,2.0,2.0,1.0]", "", 1, 1,
    "Conv Resize" },
  /* No gain, or not the same. */
  { "mode=linear scales=[1.0,0.5,0.5,1.0]", "", 1, 1, "Resize Conv" },
  { "mode=linear scales=[1.0,2.0,2.0,1.0]", "pads=[1,1,1,1]", 3, 1, "Resize Conv" },
  { "mode=linear scales=[1.0,2.0,2.0,1.0]", "", 2, 1, "Resize Conv" },
  { "mode=linear scales=[1.0,2.0,2.0,1.0]", "pads=[1,0,0,0]", 1, 1, "Resize Conv" },
  { "mode=linear scales=[1.0,2.0,2.0,1.0]", "strides=[2,1]", 1, 1, "Resize Conv" },
};

/* variant: of `resizes`, with an activation after it from 100 on. */
static VanityGraph *
build_resize (int variant)
{
  VanityGraph *graph = vanity_graph_new (NULL);
  int way = variant % 100;
  VanityValueId value = test_graph_add_input (graph, &VANITY_SHAPE (2, 5, 7, 9));
  VanityValueId weights = test_graph_add_weights (
      graph, &VANITY_SHAPE (12, resizes[way].kernel, resizes[way].kernel, 9 / resizes[way].groups));
  VanityValueId bias = test_graph_add_weights (graph, &VANITY_SHAPE (12));

  value = test_graph_add (graph, "Resize", "r", &value, 1, resizes[way].resize);
  value = test_graph_add (graph, "Conv", "c", (VanityValueId[]){ value, weights, bias }, 3,
                          resizes[way].conv);
  if (variant >= 100)
    value = test_graph_add (graph, "Relu", "a", &value, 1, "");
  vanity_graph_add_output (graph, value);
  return graph;
}

static void
test_resize (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (resizes); i++)
    check (build_resize, i, resizes[i].order);
  check (build_resize, 100, "Conv Resize Relu");
}

/* 0: two convolutions in a row, 1: the enlarged is an output, too, 2: it is read by another. */
static VanityGraph *
build_around_resize (int variant)
{
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId in = test_graph_add_input (graph, &VANITY_SHAPE (1, 4, 4, 3));
  VanityValueId large
      = test_graph_add (graph, "Resize", "r", &in, 1, "mode=linear scales=[1.0,2.0,2.0,1.0]");
  VanityValueId value = large;

  for (int i = 0; i < 2; i++)
    value = test_graph_add (
        graph, "Conv", "c",
        (VanityValueId[]){ value, test_graph_add_weights (graph, &VANITY_SHAPE (3, 1, 1, 3)) }, 2,
        "");
  vanity_graph_add_output (graph, value);
  if (variant == 1)
    vanity_graph_add_output (graph, large);
  if (variant == 2)
    vanity_graph_add_output (graph, test_graph_add (graph, "Sigmoid", "s", &large, 1, ""));
  return graph;
}

static void
test_around_resize (void)
{
  check (build_around_resize, 0, "Conv Conv Resize");
  check (build_around_resize, 1, "Resize Conv Conv");
  check (build_around_resize, 2, "Resize Conv Conv Sigmoid");
}

/* The work of a convolution goes down with the pixels it sees. */
static void
test_cost (void)
{
  g_autoptr (VanityExecutor) first
      = vanity_executor_new_full (build_around_resize (0), test_get_pool (1), TRUE, NULL);
  g_autoptr (VanityExecutor) last
      = vanity_executor_new_full (build_around_resize (0), test_get_pool (1), FALSE, NULL);

  g_assert_cmpint (vanity_executor_get_cost (last) - vanity_executor_get_cost (first), ==,
                   2 * (64 - 16) * 9);
}

static const struct
{
  const char *mean;
  const char *attributes;
  gboolean read_first, read_second, read_sum;
  const char *order;
} means[] = {
  { "GlobalAveragePool", "", TRUE, TRUE, FALSE, "GlobalAveragePool GlobalAveragePool Add" },
  { "AveragePool", "kernel_shape=[4,2] strides=[4,2]", TRUE, TRUE, FALSE,
    "AveragePool AveragePool Add" },
  { "AveragePool", "kernel_shape=[3,3] strides=[2,2] pads=[1,1,1,1] count_include_pad=1", TRUE,
    TRUE, FALSE, "AveragePool AveragePool Add" },
  /* No gain, or not possible. */
  { "GlobalAveragePool", "", FALSE, TRUE, FALSE, "Add GlobalAveragePool" },
  { "GlobalAveragePool", "", TRUE, FALSE, FALSE, "Add GlobalAveragePool" },
  { "GlobalAveragePool", "", TRUE, TRUE, TRUE, "Add GlobalAveragePool" },
  { "AveragePool", "kernel_shape=[1,2]", TRUE, TRUE, FALSE, "Add AveragePool" },
};

static VanityGraph *
build_mean (int variant)
{
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId terms[] = { test_graph_add_input (graph, &VANITY_SHAPE (2, 8, 6, 5)),
                            test_graph_add_input (graph, &VANITY_SHAPE (2, 8, 6, 5)) };
  VanityValueId sum = test_graph_add (graph, "Add", "a", terms, 2, "");

  vanity_graph_add_output (
      graph, test_graph_add (graph, means[variant].mean, "m", &sum, 1, means[variant].attributes));
  if (means[variant].read_first)
    vanity_graph_add_output (graph, terms[0]);
  if (means[variant].read_second)
    vanity_graph_add_output (graph, terms[1]);
  if (means[variant].read_sum)
    vanity_graph_add_output (graph, sum);
  return graph;
}

static void
test_mean (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (means); i++)
    check (build_mean, i, means[i].order);
}

/* A term that is broadcast has another mean. */
static VanityGraph *
build_broadcast (int variant)
{
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId terms[] = { test_graph_add_input (graph, &VANITY_SHAPE (2, 8, 6, 5)),
                            test_graph_add_input (graph, &VANITY_SHAPE (5)) };
  VanityValueId sum = test_graph_add (graph, "Add", "a", terms, 2, "");

  vanity_graph_add_output (graph, test_graph_add (graph, "GlobalAveragePool", "m", &sum, 1, ""));
  vanity_graph_add_output (graph, terms[0]);
  vanity_graph_add_output (graph, terms[1]);
  return graph;
}

static void
test_broadcast (void)
{
  check (build_broadcast, 0, "Add GlobalAveragePool");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/commute/resize", test_resize);
  test_add ("/nn/commute/around-resize", test_around_resize);
  test_add ("/nn/commute/cost", test_cost);
  test_add ("/nn/commute/mean", test_mean);
  test_add ("/nn/commute/broadcast", test_broadcast);
  return g_test_run ();
}
