/* The graph: what is added, asked for and refused. */
#include "support.h"

#include <string.h>

static void
test_values (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityGraph) graph = vanity_graph_new ("net");
  const gint64 list[] = { 3, 2 };
  VanityValueId in = vanity_graph_add_input (graph, "image", &VANITY_SHAPE (2, 3), &error);
  VanityValueId shape
      = vanity_graph_add_constant (graph, "shape", VANITY_INT64, &VANITY_SHAPE (2), list, &error);
  VanityValueId out
      = test_graph_add (graph, "Reshape", "turned", (VanityValueId[]){ in, shape }, 2, "");

  g_assert_no_error (error);
  vanity_graph_add_output (graph, out);
  vanity_graph_add_output (graph, in);
  g_assert_cmpint (vanity_graph_get_n_inputs (graph), ==, 1);
  g_assert_cmpint (vanity_graph_get_n_outputs (graph), ==, 2);
  g_assert_cmpint (vanity_graph_get_input (graph, 0), ==, in);
  g_assert_cmpint (vanity_graph_get_output (graph, 0), ==, out);
  g_assert_cmpint (vanity_graph_get_output (graph, 1), ==, in);
  g_assert_cmpstr (vanity_graph_get_value_name (graph, in), ==, "image");
  g_assert_cmpstr (vanity_graph_get_value_name (graph, out), ==, "turned");
  g_assert_cmpint (vanity_graph_get_type (graph, in), ==, VANITY_FLOAT32);
  g_assert_cmpint (vanity_graph_get_type (graph, shape), ==, VANITY_INT64);
  g_assert_cmpmem (vanity_graph_get_constant (graph, shape), sizeof list, list, sizeof list);
  g_assert_null (vanity_graph_get_constant (graph, in));
  g_assert_true (vanity_shape_equal (vanity_graph_get_shape (graph, out), &VANITY_SHAPE (3, 2)));
}

/* Integers and views of them keep their type; arithmetic takes floats alone. */
static void
test_types (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityGraph) graph = vanity_graph_new (NULL);
  VanityValueId list = vanity_graph_add_constant (graph, NULL, VANITY_INT64, &VANITY_SHAPE (2),
                                                  (gint64[]){ 3, 2 }, &error);
  VanityValueId view = test_graph_add (graph, "Identity", "i", &list, 1, ""), out;

  view = test_graph_add (graph, "Dropout", "d", &view, 1, "");
  view = test_graph_add (graph, "Reshape", "r", &view, 1, "shape=[2,1]");
  view = test_graph_add (graph, "Flatten", "f", &view, 1, "");
  view = test_graph_add (graph, "Squeeze", "s", &view, 1, "");
  view = test_graph_add (graph, "Unsqueeze", "u", &view, 1, "axes=[0]");
  g_assert_cmpint (vanity_graph_get_type (graph, view), ==, VANITY_INT64);
  g_assert_false (vanity_graph_add_node (graph, "Relu", "r", &view, 1, NULL, &out, 1, &error));
  test_assert_error (&error, VANITY_ERROR_UNSUPPORTED, "Node “r” (Relu): input 0 must be float32");
}

static void
test_node_ints (void)
{
  g_autoptr (VanityGraph) graph = vanity_graph_new (NULL);
  VanityValueId in = test_graph_add_input (graph, &VANITY_SHAPE (2, 3, 4));
  const gint64 *ints;
  int n = 0;

  test_graph_add (graph, "Transpose", "a", &in, 1, "perm=[2,1,0]");
  test_graph_add (graph, "Transpose", "b", &in, 1, "");
  test_graph_add (graph, "Transpose", "c", &in, 1, "perm=[0,2,1]");
  ints = vanity_graph_get_node_ints (graph, "Transpose", 2, "perm", &n);
  g_assert_cmpint (n, ==, 3);
  g_assert_cmpint (ints[1], ==, 2);
  g_assert_null (vanity_graph_get_node_ints (graph, "Transpose", 1, "perm", &n));
  g_assert_null (vanity_graph_get_node_ints (graph, "Transpose", 3, "perm", &n));
  g_assert_null (vanity_graph_get_node_ints (graph, "Transpose", 0, "axes", &n));
  g_assert_null (vanity_graph_get_node_ints (graph, "Slice", 0, "perm", &n));
}

static void
refuse (VanityGraph *graph, const char *op, VanityValueId *inputs, int n_inputs, int n_outputs,
        int code, const char *message)
{
  g_autoptr (GError) error = NULL;
  VanityValueId outputs[4] = { -7, -7, -7, -7 };

  g_assert_false (vanity_graph_add_node (graph, op, "n", inputs, n_inputs, vanity_attributes_new (),
                                         outputs, n_outputs, &error));
  test_assert_error (&error, code, message);
  g_assert_cmpint (outputs[0], ==, -7);
}

static void
test_refused (void)
{
  g_autoptr (VanityGraph) graph = vanity_graph_new (NULL);
  VanityValueId in = test_graph_add_input (graph, &VANITY_SHAPE (2, 3));
  VanityValueId three[] = { in, in, in }, gone[] = { in, 99 }, negative[] = { -2 },
                left_out[] = { -1, in };

  refuse (graph, "Convolve", &in, 1, 1, VANITY_ERROR_UNSUPPORTED,
          "Node “n”: there is no operator Convolve");
  refuse (graph, NULL, &in, 1, 1, VANITY_ERROR_UNSUPPORTED, "there is no operator");
  refuse (graph, "Add", three, 1, 1, VANITY_ERROR_VALUE, "Node “n” (Add): 1 inputs are too few");
  refuse (graph, "Add", three, 3, 1, VANITY_ERROR_VALUE, "3 inputs are too many");
  refuse (graph, "Add", three, 2, 2, VANITY_ERROR_VALUE, "2 outputs, but there can be 1 to 1");
  refuse (graph, "Add", three, 2, 0, VANITY_ERROR_VALUE, "0 outputs, but there can be 1 to 1");
  refuse (graph, "Add", gone, 2, 1, VANITY_ERROR_VALUE, "input 1 is value 99, which does not");
  refuse (graph, "Relu", negative, 1, 1, VANITY_ERROR_VALUE, "input 0 is value -2");
  refuse (graph, "Add", left_out, 2, 1, VANITY_ERROR_VALUE, "input 0 is left out");
  refuse (graph, "Concat", three, 5000, 1, VANITY_ERROR_LIMIT, "more than 1024 inputs");
  refuse (graph, "Concat", three, -1, 1, VANITY_ERROR_LIMIT, "more than 1024 inputs");
  /* Nothing of all this stays in the graph. */
  g_assert_cmpint (test_graph_add_input (graph, &VANITY_SHAPE (1)), ==, in + 1);
}

static void
test_hostile_shapes (void)
{
  static const VanityShape hostile[] = {
    { .rank = 1, .dim = { 0 } },
    { .rank = 1, .dim = { -1 } },
    { .rank = 2, .dim = { 1 << 15, 1 << 15 } },
    { .rank = 2, .dim = { G_MAXINT64, G_MAXINT64 } },
    { .rank = 2, .dim = { G_GINT64_CONSTANT (1) << 32, G_GINT64_CONSTANT (1) << 32 } },
    { .rank = -1 },
    { .rank = 9 },
  };
  g_autoptr (VanityGraph) graph = vanity_graph_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (vanity_graph_add_input (graph, "x", &hostile[i], &error), ==, -1);
      test_assert_error (&error, VANITY_ERROR_LIMIT, "Input “x” has shape ");
      /* A constant may be an empty list. */
      if (i == 0)
        continue;
      g_assert_cmpint (
          vanity_graph_add_constant (graph, "c", VANITY_FLOAT32, &hostile[i], "", &error), ==, -1);
      test_assert_error (&error, VANITY_ERROR_LIMIT, "Constant “c” has shape ");
    }
}

/* No operator takes an empty constant for something to compute with. */
static void
test_empty_constants (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityGraph) graph = vanity_graph_new (NULL);
  const VanityShape shapes[]
      = { VANITY_SHAPE (0), VANITY_SHAPE (1, 0, 4, 4), VANITY_SHAPE (1, 4, 4, 0) };
  /* What an operator asks for before it looks at its input. */
  static const char *const needed[][2] = { { "GroupNormalization", "num_groups=1" },
                                           { "Reshape", "shape=[-1]" },
                                           { "Unsqueeze", "axes=[0]" } };

  for (guint s = 0; s < G_N_ELEMENTS (shapes); s++)
    for (int i = 0; i < vanity_operator_get_count (); i++)
      {
        const VanityOperator *op = vanity_operator_get (i);
        const char *attributes = "";
        VanityValueId empty
            = vanity_graph_add_constant (graph, NULL, VANITY_FLOAT32, &shapes[s], NULL, &error);
        VanityValueId inputs[8], out;

        g_assert_no_error (error);
        g_assert_cmpint (op->min_inputs, <=, G_N_ELEMENTS (inputs));
        for (guint k = 0; k < G_N_ELEMENTS (inputs); k++)
          inputs[k] = empty;
        for (guint k = 0; k < G_N_ELEMENTS (needed); k++)
          if (g_str_equal (op->name, needed[k][0]))
            attributes = needed[k][1];
        g_assert_false (vanity_graph_add_node (graph, op->name, "n", inputs, op->min_inputs,
                                               test_attributes (attributes), &out, 1, &error));
        if (strstr (error->message, "input 0 has no elements") == NULL)
          g_assert_nonnull (strstr (error->message, "but must have from 1 to"));
        g_clear_error (&error);
      }
}

/* Values beyond all sense are refused before they fill the memory. */
static void
test_too_many_values (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityGraph) graph = vanity_graph_new (NULL);
  VanityValueId value = test_graph_add_input (graph, &VANITY_SHAPE (1)), first = value;

  while (vanity_graph_add_node (graph, "Relu", NULL, &value, 1, NULL, &value, 1, &error))
    g_assert_cmpint (value, <=, 100000);
  test_assert_error (&error, VANITY_ERROR_LIMIT, "The network has more than 100000 values");
  g_assert_cmpint (vanity_graph_add_input (graph, "x", &VANITY_SHAPE (1), &error), ==, -1);
  test_assert_error (&error, VANITY_ERROR_LIMIT, "more than 100000 values");
  g_assert_cmpint (value, ==, 99999);
  g_assert_cmpint (first, ==, 0);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/graph/values", test_values);
  test_add ("/nn/graph/types", test_types);
  test_add ("/nn/graph/node-ints", test_node_ints);
  test_add ("/nn/graph/refused", test_refused);
  test_add ("/nn/graph/hostile-shapes", test_hostile_shapes);
  test_add ("/nn/graph/empty-constants", test_empty_constants);
  test_add ("/nn/graph/too-many-values", test_too_many_values);
  return g_test_run ();
}
