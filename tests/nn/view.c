/* Identity, Dropout, Reshape, Flatten, Squeeze, Unsqueeze. */
#include "support.h"

/* Whatever the shape, the elements stay in order; `list` is given as input 1 when `n_list` ≥ 0. */
static void
check (const char *op, const char *attributes, const VanityShape *in_shape, const gint64 *list,
       int n_list, const VanityShape *shape)
{
  g_autoptr (TestNode) node = test_node_new (op, "%s", attributes);
  const float *in = test_node_add_input (node, in_shape, -1, 1);

  if (n_list >= 0)
    test_node_add_ints (node, list, n_list);
  test_node_check (node, shape, in, 0);
}

#define LIST(...)                                                                                  \
  ((const gint64[]){ __VA_ARGS__ }), sizeof ((const gint64[]){ __VA_ARGS__ }) / sizeof (gint64)
#define NONE NULL, -1

static void
test_shapes (void)
{
  const VanityShape in = VANITY_SHAPE (2, 3, 4), ones = VANITY_SHAPE (1, 3, 1, 4);
  const VanityShape scalar = { .rank = 0 };

  check ("Identity", "", &in, NONE, &in);
  check ("Dropout", "", &in, NONE, &in);
  check ("Dropout", "ratio=0.3 seed=7", &in, NONE, &in);

  check ("Reshape", "", &in, LIST (6, 4), &VANITY_SHAPE (6, 4));
  check ("Reshape", "", &in, LIST (-1), &VANITY_SHAPE (24));
  check ("Reshape", "", &in, LIST (2, -1, 1, 2), &VANITY_SHAPE (2, 6, 1, 2));
  check ("Reshape", "", &in, LIST (0, -1), &VANITY_SHAPE (2, 12));
  check ("Reshape", "", &in, LIST (0, 0, 2, 2), &VANITY_SHAPE (2, 3, 2, 2));
  check ("Reshape", "shape=[4,-1]", &in, NONE, &VANITY_SHAPE (4, 6));
  check ("Reshape", "", &VANITY_SHAPE (1, 1), NULL, 0, &scalar);
  check ("Reshape", "", &scalar, LIST (1, -1), &VANITY_SHAPE (1, 1));

  check ("Flatten", "", &in, NONE, &VANITY_SHAPE (2, 12));
  check ("Flatten", "axis=0", &in, NONE, &VANITY_SHAPE (1, 24));
  check ("Flatten", "axis=3", &in, NONE, &VANITY_SHAPE (24, 1));
  check ("Flatten", "axis=-1", &in, NONE, &VANITY_SHAPE (6, 4));
  check ("Flatten", "", &scalar, NONE, &VANITY_SHAPE (1, 1));

  check ("Squeeze", "", &ones, NONE, &VANITY_SHAPE (3, 4));
  check ("Squeeze", "", &ones, LIST (-2), &VANITY_SHAPE (1, 3, 4));
  check ("Squeeze", "axes=[0,2]", &ones, NONE, &VANITY_SHAPE (3, 4));
  check ("Squeeze", "", &VANITY_SHAPE (1, 1), NONE, &scalar);

  check ("Unsqueeze", "", &in, LIST (0, -1), &VANITY_SHAPE (1, 2, 3, 4, 1));
  check ("Unsqueeze", "axes=[2,1]", &in, NONE, &VANITY_SHAPE (2, 1, 1, 3, 4));
  check ("Unsqueeze", "", &scalar, LIST (0), &VANITY_SHAPE (1));
}

/* None of them is a step of its own. */
static void
test_no_copy (void)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId in = test_graph_add_input (graph, &VANITY_SHAPE (1, 2, 3));
  VanityValueId value = test_graph_add (graph, "Identity", "a", &in, 1, "");
  g_autoptr (VanityExecutor) executor = NULL;

  value = test_graph_add (graph, "Dropout", "b", &value, 1, "");
  value = test_graph_add (graph, "Reshape", "c", &value, 1, "shape=[6,1]");
  value = test_graph_add (graph, "Flatten", "d", &value, 1, "axis=0");
  value = test_graph_add (graph, "Squeeze", "e", &value, 1, "axes=[0]");
  value = test_graph_add (graph, "Unsqueeze", "f", &value, 1, "axes=[1]");
  vanity_graph_add_output (graph, value);
  executor = vanity_executor_new (graph, test_get_pool (1), &error);
  g_assert_cmpint (vanity_executor_get_n_steps (executor), ==, 0);
  g_assert_true (vanity_executor_get_output (executor, 0)
                 == vanity_executor_get_input (executor, 0));
}

static void
refuse (const char *op, const char *attributes, const gint64 *list, int n_list, int code,
        const char *rule)
{
  g_autoptr (TestNode) node = test_node_new (op, "%s", attributes);

  test_node_add_input (node, &VANITY_SHAPE (2, 3, 4), 0, 1);
  if (n_list >= 0)
    test_node_add_ints (node, list, n_list);
  test_node_refuse (node, code, rule);
}

static void
test_refused (void)
{
  refuse ("Reshape", "", NONE, VANITY_ERROR_VALUE, "“shape” is missing");
  refuse ("Reshape", "", LIST (5, 5), VANITY_ERROR_VALUE, "2×3×4 cannot become 5×5");
  refuse ("Reshape", "", LIST (7, -1), VANITY_ERROR_VALUE, "2×3×4 cannot become 7×1");
  refuse ("Reshape", "", LIST (-1, -1), VANITY_ERROR_VALUE, "“shape” has −1 twice");
  refuse ("Reshape", "", LIST (-2, 12), VANITY_ERROR_VALUE, "“shape” has -2 at 0");
  refuse ("Reshape", "", LIST (2, 3, 4, 0), VANITY_ERROR_VALUE, "“shape” has 0 at 3");
  refuse ("Reshape", "", LIST (1, 1, 1, 1, 1, 1, 2, 3, 4), VANITY_ERROR_VALUE,
          "“shape” has 9 values");
  refuse ("Reshape", "", LIST (G_MAXINT64, G_MAXINT64, -1), VANITY_ERROR_VALUE, "cannot become");
  refuse ("Reshape", "allowzero=1 shape=[24]", NONE, VANITY_ERROR_VALUE, "“allowzero” is 1");
  refuse ("Flatten", "axis=4", NONE, VANITY_ERROR_VALUE, "attribute “axis” is 4");
  refuse ("Squeeze", "", LIST (1), VANITY_ERROR_VALUE, "axis 1 has 3 elements, not 1");
  refuse ("Squeeze", "", LIST (3), VANITY_ERROR_VALUE, "axis 3 is not one of 3");
  refuse ("Unsqueeze", "", NONE, VANITY_ERROR_VALUE, "“axes” is missing");
  refuse ("Unsqueeze", "", LIST (1, 1), VANITY_ERROR_VALUE, "axis 1 is named twice");
  refuse ("Unsqueeze", "", LIST (5), VANITY_ERROR_VALUE, "axis 5 is not one of 4");
  refuse ("Unsqueeze", "", LIST (0, 1, 2, 3, 4, 5), VANITY_ERROR_LIMIT,
          "its output would have 9 dimensions, more than 8");
  refuse ("Dropout", "ratio=[0.5]", NONE, VANITY_ERROR_VALUE, "“ratio” must be a number");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/view/shapes", test_shapes);
  test_add ("/nn/view/no-copy", test_no_copy);
  test_add ("/nn/view/refused", test_refused);
  return g_test_run ();
}
