/* Concat. */
#include "support.h"

static void
check (VanityShape shape, int axis, int n_inputs, int most)
{
  g_autoptr (TestNode) node
      = test_node_new ("Concat", "axis=%d", test_random_int (0, 1) ? axis : axis - shape.rank);
  gint64 before = vanity_shape_get_extent (&shape, 0, axis);
  gint64 after = vanity_shape_get_extent (&shape, axis + 1, shape.rank);
  const float *in[8];
  gint64 lengths[8], total = 0;
  g_autofree float *expected = NULL;

  for (int i = 0; i < n_inputs; i++)
    {
      lengths[i] = shape.dim[axis] = test_random_int (1, most);
      total += lengths[i];
      in[i] = i % 3 == 2 ? test_node_add_constant (node, &shape, -1, 1)
                         : test_node_add_input (node, &shape, -1, 1);
    }
  expected = g_new (float, before *total *after);
  for (gint64 b = 0; b < before; b++)
    for (gint64 k = 0, i = 0, at = 0; k < total; k++, at++)
      {
        if (at == lengths[i])
          {
            i++;
            at = 0;
          }
        for (gint64 a = 0; a < after; a++)
          expected[(b * total + k) * after + a] = in[i][(b * lengths[i] + at) * after + a];
      }
  shape.dim[axis] = total;
  test_node_check (node, &shape, expected, 0);
}

static void
test_axes (void)
{
  for (int i = 0; i < 150; i++)
    {
      VanityShape shape = { .rank = test_random_int (1, 5) };

      for (int k = 0; k < shape.rank; k++)
        shape.dim[k] = test_random_int (1, 5);
      check (shape, test_random_int (0, shape.rank - 1), test_random_int (1, 6), 18);
    }
}

static void
test_large (void)
{
  check (VANITY_SHAPE (2, 97, 83, 1), 3, 3, 17);
  check (VANITY_SHAPE (97, 1, 300), 1, 3, 4);
}

/* The same value several times, in one memory. */
static void
test_twice (void)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId in = test_graph_add_input (graph, &VANITY_SHAPE (2, 3));
  g_autoptr (VanityExecutor) executor = NULL;

  vanity_graph_add_output (
      graph, test_graph_add (graph, "Concat", "c", (VanityValueId[]){ in, in }, 2, "axis=1"));
  executor = vanity_executor_new (graph, test_get_pool (1), &error);
  for (int i = 0; i < 6; i++)
    vanity_executor_get_input (executor, 0)[i] = i;
  g_assert_true (vanity_executor_run (executor, NULL, &error));
  test_assert_near ("Concat", vanity_executor_get_output (executor, 0),
                    (float[]){ 0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5 }, 12, 0);
}

static void
refuse (const char *attributes, const VanityShape *other, const char *rule)
{
  g_autoptr (TestNode) node = test_node_new ("Concat", "%s", attributes);

  test_node_add_input (node, &VANITY_SHAPE (2, 3), 0, 1);
  test_node_add_input (node, other, 0, 1);
  test_node_refuse (node, VANITY_ERROR_VALUE, rule);
}

static void
test_refused (void)
{
  g_autoptr (TestNode) none = test_node_new ("Concat", "axis=0");

  refuse ("", &VANITY_SHAPE (2, 3), "“axis” is missing");
  refuse ("axis=2", &VANITY_SHAPE (2, 3), "axis 2 is not one of 2");
  refuse ("axis=-3", &VANITY_SHAPE (2, 3), "axis -3 is not one of 2");
  refuse ("axis=[0]", &VANITY_SHAPE (2, 3), "attribute “axis” must be an integer");
  refuse ("axis=0", &VANITY_SHAPE (2, 4), "inputs 0 and 1 differ along axis 1");
  refuse ("axis=1", &VANITY_SHAPE (3, 3), "inputs 0 and 1 differ along axis 0");
  refuse ("axis=0", &VANITY_SHAPE (2, 3, 1), "input 1 has shape 2×3×1");
  test_node_refuse (none, VANITY_ERROR_VALUE, "0 inputs are too few");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/concat/axes", test_axes);
  test_add ("/nn/concat/large", test_large);
  test_add ("/nn/concat/twice", test_twice);
  test_add ("/nn/concat/refused", test_refused);
  return g_test_run ();
}
