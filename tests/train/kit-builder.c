/* Layers and their initial weights. */
#include "train/builder.h"

#include "gradient.h"

#include <math.h>
#include <string.h>

/* A layer that is added twice has one set of parameters; they begin as they should. */
static void
test_builder (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityGraph) graph = vanity_graph_new ("built");
  VanityBuilder builder;
  VanityRandom random;
  VanityValueId x, y, weights;
  const float *values;
  double square = 0.0;

  vanity_random_init (&random, 1);
  vanity_builder_init (&builder, graph, &random);
  x = vanity_builder_add_input (&builder, "x", &VANITY_SHAPE (1, 9, 9, 16));
  y = vanity_builder_add_conv (&builder, "conv", x, 64, 3, 1, 1, VANITY_INIT_HE);
  vanity_builder_add_conv (&builder, "conv", x, 64, 3, 1, 1, VANITY_INIT_HE);
  g_assert_true (vanity_builder_finish (&builder, &error));
  g_assert_true (
      vanity_shape_equal (vanity_graph_get_shape (graph, y), &VANITY_SHAPE (1, 9, 9, 64)));
  g_assert_cmpint (vanity_graph_get_n_nodes (graph), ==, 2);
  weights = vanity_graph_get_node_input (graph, 0, 1);
  g_assert_cmpint (vanity_graph_get_node_input (graph, 1, 1), ==, weights);
  g_assert_cmpstr (vanity_graph_get_value_name (graph, weights), ==, "conv.weights");
  vanity_builder_init (&builder, graph, &random);
  vanity_builder_add_conv (&builder, "other", x, 8, 1, 1, 0, VANITY_INIT_HE);
  builder.frozen = TRUE;
  vanity_builder_add_conv (&builder, "other", x, 8, 1, 1, 0, VANITY_INIT_HE);
  g_assert_true (vanity_builder_finish (&builder, &error));
  g_assert_cmpint (vanity_graph_get_node_input (graph, 3, 1), !=,
                   vanity_graph_get_node_input (graph, 2, 1));
  g_assert_cmpstr (vanity_graph_get_value_name (graph, vanity_graph_get_node_input (graph, 3, 1)),
                   ==, "other.weights");
  values = vanity_graph_get_constant (graph, weights);
  for (int i = 0; i < 64 * 9 * 16; i++)
    square += values[i] * values[i];
  g_assert_cmpfloat_with_epsilon (square / (64 * 9 * 16), 2.0 / (9 * 16), 2e-3);

  /* The first error is the one that is told. */
  vanity_builder_init (&builder, graph, &random);
  x = vanity_builder_add_dense (&builder, "flat", y, 3, VANITY_INIT_GLOROT);
  g_assert_cmpint (x, ==, -1);
  vanity_builder_add_map (&builder, "Relu", "relu", x);
  g_assert_false (vanity_builder_finish (&builder, &error));
  test_assert_error (&error, VANITY_ERROR_VALUE, "Layer “flat”: its input must have 2 dimensions");
}

/* Whatever a layer cannot be ends in an error that names it. */
static void
test_refused (void)
{
  static const char *const rules[]
      = { "Layer “layer” (LeakyRelu): “alpha” is no attribute",
          "“layer” (LeakyRelu): its attribute “beta” is not known",
          "Layer “layer”: “layer.weights” has another shape where it was added before",
          "Layer “layer”: its input must have from 2 to 8 dimensions",
          "Layer “layer”: its input must have 4 dimensions",
          "“layer”: there is no operator Nothing" };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityGraph) graph = vanity_graph_new ("refused");
      VanityBuilder builder;
      VanityRandom random;
      VanityValueId x, y;

      vanity_random_init (&random, 1);
      vanity_builder_init (&builder, graph, &random);
      x = vanity_builder_add_input (&builder, "x", &VANITY_SHAPE (1, 9, 9, 16));
      y = vanity_builder_add_input (&builder, "y", &VANITY_SHAPE (3));
      switch (i)
        {
        case 0:
          vanity_builder_add_node (&builder, "LeakyRelu", "layer", &x, 1, "alpha");
          break;
        case 1:
          vanity_builder_add_node (&builder, "LeakyRelu", "layer", &x, 1, "beta=%g", 0.5);
          break;
        case 2:
          vanity_builder_add_conv (&builder, "layer", x, 4, 3, 1, 1, VANITY_INIT_HE);
          vanity_builder_add_conv (&builder, "layer", x, 4, 1, 1, 1, VANITY_INIT_HE);
          break;
        case 3:
          vanity_builder_add_normalization (&builder, "InstanceNormalization", "layer", y);
          break;
        case 4:
          vanity_builder_add_conv_transpose (&builder, "layer", y, 4, 4, 2, 1, VANITY_INIT_HE);
          break;
        default:
          vanity_builder_add_map (&builder, "Nothing", "layer", x);
          break;
        }
      vanity_builder_add_map (&builder, "Relu", "relu", x);
      g_assert_false (vanity_builder_finish (&builder, &error));
      g_assert_nonnull (error);
      if (strstr (error->message, rules[i]) == NULL)
        g_error ("case %u: “%s”", i, error->message);
    }
}

/* The layers of generators and discriminators: shapes, constants, and what is shared. */
static void
test_layers (void)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("layers");
  g_autoptr (VanityLearner) learner = NULL;
  VanityBuilder builder;
  VanityRandom random;
  VanityValueId x, wide, ids[2], loss, norm;
  g_autofree float *in = test_random_floats (2 * 16 * 3 * 5, -1, 1);
  const float *out;
  double sums[2] = { 0 };

  vanity_random_init (&random, 1);
  vanity_builder_init (&builder, graph, &random);
  x = vanity_builder_add_input (&builder, "x", &VANITY_SHAPE (2, 16 * 3 * 5));
  x = vanity_builder_add_node (&builder, "Reshape", "map", &x, 1, "shape=[0,%d,%d,-1]", 3, 5);
  g_assert_true (
      vanity_shape_equal (vanity_graph_get_shape (graph, x), &VANITY_SHAPE (2, 3, 5, 16)));
  wide = vanity_builder_add_conv_transpose (&builder, "up", x, 64, 4, 2, 1, VANITY_INIT_HE);
  g_assert_true (
      vanity_shape_equal (vanity_graph_get_shape (graph, wide), &VANITY_SHAPE (2, 6, 10, 64)));
  norm = vanity_builder_add_normalization (&builder, "BatchNormalization", "norm", wide);
  vanity_graph_add_output (graph, norm);
  builder.frozen = TRUE;
  vanity_builder_add_normalization (&builder, "BatchNormalization", "norm", wide);
  builder.frozen = FALSE;
  ids[0] = vanity_builder_add_node (&builder, "Dropout", "drop", &norm, 1, "ratio=%g", 0.5);
  ids[1] = vanity_builder_add_node (&builder, "Resize", "wide", &x, 1,
                                    "scales=[1.0,2.0,2.0,1.0] mode=nearest");
  x = vanity_builder_add_node (&builder, "Concat", "both", ids, 2, "axis=3");
  g_assert_no_error (builder.error);
  g_assert_true (
      vanity_shape_equal (vanity_graph_get_shape (graph, x), &VANITY_SHAPE (2, 6, 10, 80)));
  x = vanity_builder_add_conv (&builder, "conv", x, 3, 3, 1, 1, VANITY_INIT_NORMAL);
  x = vanity_builder_add_normalization (&builder, "InstanceNormalization", "norm2", x);
  x = vanity_builder_add_node (&builder, "LeakyRelu", "relu", &x, 1, "alpha=%g", 0.2);
  x = vanity_builder_add_pair (&builder, "Mul", "half", x,
                               vanity_builder_add_number (&builder, 0.5f));
  loss = vanity_builder_add_map (&builder, "Tanh", "tanh", x);
  g_assert_true (vanity_builder_finish (&builder, &error));
  g_assert_no_error (error);
  vanity_graph_add_output (graph, loss);
  /* Both have one running mean; the frozen one has twins of what is learnt. */
  g_assert_cmpint (vanity_graph_get_node_input (graph, 2, 3), ==,
                   vanity_graph_get_node_input (graph, 3, 3));
  g_assert_cmpint (vanity_graph_get_node_input (graph, 2, 1), !=,
                   vanity_graph_get_node_input (graph, 3, 1));

  learner = vanity_learner_new (graph, &loss, 1, test_get_pool (2), &error);
  g_assert_no_error (error);
  /* Weights and biases of two convolutions, scale and bias of two normalisations. */
  g_assert_cmpint (vanity_learner_get_n_parameters (learner), ==, 8);
  memcpy (vanity_learner_get_input (learner, 0), in, 2 * 16 * 3 * 5 * sizeof (float));
  vanity_learner_forward (learner, TRUE);
  vanity_learner_backward (learner, FALSE);
  out = vanity_learner_get_output (learner, 0);
  for (int i = 0; i < 2 * 60 * 64; i++)
    {
      sums[0] += out[i];
      sums[1] += out[i] * out[i];
    }
  g_assert_cmpfloat_with_epsilon (sums[0] / (2 * 60 * 64), 0, 1e-4);
  g_assert_cmpfloat_with_epsilon (sums[1] / (2 * 60 * 64), 1, 1e-3);
  for (int i = 0; i < 8; i++)
    for (gint64 k = 0; k < vanity_learner_get_parameter (learner, i)->count; k++)
      g_assert_true (isfinite (vanity_learner_get_parameter (learner, i)->gradient[k]));
  out = vanity_learner_get_output (learner, 1);
  for (int i = 0; i < 2 * 60 * 3; i++)
    g_assert_true (ABS (out[i]) > 0 && ABS (out[i]) < 1);
}

/* The mean square and the largest of what a kind of weights begins with. */
static void
measure_init (VanityInit init, gint64 fan_in, gint64 fan_out, double *square, double *largest)
{
  static const VanityShape shape = VANITY_SHAPE (40, 5, 5, 20);
  VanityRandom random;
  float *values = g_new (float, vanity_shape_get_elements (&shape));

  vanity_random_init (&random, 3);
  vanity_init_fill (init, &shape, fan_in, fan_out, &random, values);
  *square = *largest = 0.0;
  for (int i = 0; i < 20000; i++)
    {
      *square += values[i] * values[i] / 20000;
      *largest = MAX (*largest, ABS (values[i]));
    }
  g_free (values);
}

static void
test_init_fill (void)
{
  double square, largest;

  measure_init (VANITY_INIT_GLOROT, 500, 1000, &square, &largest);
  g_assert_cmpfloat_with_epsilon (square, 2.0 / 1500, 3e-5);
  g_assert_cmpfloat (largest, <=, sqrt (6.0 / 1500) + 1e-7);
  g_assert_cmpfloat (largest, >, 0.99 * sqrt (6.0 / 1500));
  measure_init (VANITY_INIT_HE, 500, 1000, &square, &largest);
  g_assert_cmpfloat_with_epsilon (square, 2.0 / 500, 1e-4);
  g_assert_cmpfloat (largest, >, 3.5 * sqrt (2.0 / 500));
  measure_init (VANITY_INIT_NORMAL, 500, 1000, &square, &largest);
  g_assert_cmpfloat_with_epsilon (square, 4e-4, 1e-5);
  measure_init (VANITY_INIT_ZEROS, 1, 1, &square, &largest);
  g_assert_cmpfloat (largest, ==, 0);
  measure_init (VANITY_INIT_ONES, 1, 1, &square, &largest);
  g_assert_cmpfloat_with_epsilon (square, 1, 1e-6);
}

/* Rows are orthonormal, or columns; also where the matrix is square, and for kernels. */
static void
test_orthogonal (void)
{
  static const VanityShape shapes[]
      = { VANITY_SHAPE (7, 30),       VANITY_SHAPE (30, 7),       VANITY_SHAPE (64, 64),
          VANITY_SHAPE (12, 3, 3, 5), VANITY_SHAPE (50, 3, 3, 2), VANITY_SHAPE (1, 9) };

  for (guint s = 0; s < G_N_ELEMENTS (shapes); s++)
    {
      gint64 rows = shapes[s].dim[0], columns = vanity_shape_get_elements (&shapes[s]) / rows;
      gint64 count = MIN (rows, columns), length = MAX (rows, columns);
      g_autofree float *values = g_new (float, rows *columns);
      g_autofree float *again = g_new (float, rows *columns);
      VanityRandom random;

      vanity_random_init (&random, 9);
      vanity_init_fill (VANITY_INIT_ORTHOGONAL, &shapes[s], 1, 1, &random, values);
      vanity_random_init (&random, 9);
      vanity_init_fill (VANITY_INIT_ORTHOGONAL, &shapes[s], 1, 1, &random, again);
      g_assert_cmpmem (values, rows * columns * sizeof (float), again,
                       rows * columns * sizeof (float));
      for (gint64 i = 0; i < count; i++)
        for (gint64 k = 0; k < count; k++)
          {
            double sum = 0.0;

            for (gint64 n = 0; n < length; n++)
              sum += rows <= columns ? (double)values[i * columns + n] * values[k * columns + n]
                                     : (double)values[n * columns + i] * values[n * columns + k];
            g_assert_cmpfloat_with_epsilon (sum, i == k, 1e-6);
          }
    }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/kit/builder", test_builder);
  test_add ("/train/kit/builder/refused", test_refused);
  test_add ("/train/kit/builder/layers", test_layers);
  test_add ("/train/kit/init", test_init_fill);
  test_add ("/train/kit/init/orthogonal", test_orthogonal);
  return g_test_run ();
}
