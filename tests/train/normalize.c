/* Gradients of normalisations, softmax and the loss made of it. */
#include "gradient.h"

#include <math.h>
#include <string.h>

/* Scales and biases learn, or do not; BatchNormalization has running moments besides. */
static void
check (const char *op, VanityShape shape, VanityShape scales, const char *attributes, int n_inputs)
{
  GradientInput inputs[] = {
    { GRADIENT_INPUT, shape, 2, 4 },
    { GRADIENT_PARAMETER, scales, 0.5, 2 },
    { GRADIENT_PARAMETER, scales, -1, 1 },
    { GRADIENT_FIXED_CONSTANT, scales, -1, 1 },
    { GRADIENT_FIXED_CONSTANT, scales, 0.5, 1 },
  };

  gradient_draw_kinds (inputs);
  inputs[2].kind = inputs[1].kind;
  gradient_check (op, attributes, inputs, n_inputs);
  if (n_inputs == 5)
    gradient_check_working (op, attributes, inputs, n_inputs);
}

/* At least `rank` dimensions, and `pixels` elements of each channel of an image: with two alone the
 * gradient is next to nothing, what rounding leaves of large numbers. */
static VanityShape
draw_shape (int rank, int pixels)
{
  VanityShape shape;

  do
    {
      shape = VANITY_SHAPE (1, 1, 1, 1, 1);
      shape.rank = test_random_int (rank, 5);
      for (int i = 0; i < shape.rank - 1; i++)
        shape.dim[i] = test_random_int (1, 6);
      shape.dim[shape.rank - 1] = gradient_draw_channels ();
    }
  while (vanity_shape_get_extent (&shape, 1, shape.rank - 1) < pixels);
  if (gradient_draw_once_in (20))
    gradient_grow (&shape, test_random_int (0, MAX (shape.rank - 2, 0)));
  return shape;
}

static const char *
draw_epsilon (void)
{
  static const char *const epsilons[] = { "", "epsilon=0.001", "epsilon=0.1" };

  return epsilons[test_random_int (0, 2)];
}

static void
test_instance (void)
{
  check ("InstanceNormalization", VANITY_SHAPE (1, 9, 7, 33), VANITY_SHAPE (33), "", 3);
  for (int i = 0; i < gradient_count_draws (40); i++)
    {
      VanityShape shape = draw_shape (3, 3);

      check ("InstanceNormalization", shape, VANITY_SHAPE (shape.dim[shape.rank - 1]),
             draw_epsilon (), 3);
    }
}

static void
test_group (void)
{
  for (int i = 0; i < gradient_count_draws (40); i++)
    {
      VanityShape shape = draw_shape (3, 3);
      int groups = test_random_int (1, 4);
      g_autofree char *attributes = g_strdup_printf ("num_groups=%d %s", groups, draw_epsilon ());

      shape.dim[shape.rank - 1] = groups * test_random_int (1, 9);
      check ("GroupNormalization", shape,
             VANITY_SHAPE (gradient_draw_once_in (2) ? groups : shape.dim[shape.rank - 1]),
             attributes, 3);
    }
}

static void
test_batch (void)
{
  check ("BatchNormalization", VANITY_SHAPE (20, 18), VANITY_SHAPE (18), "", 5);
  for (int i = 0; i < gradient_count_draws (40); i++)
    {
      VanityShape shape = draw_shape (2, 1);

      shape.dim[0] += 2;
      check ("BatchNormalization", shape, VANITY_SHAPE (shape.dim[shape.rank - 1]), draw_epsilon (),
             5);
    }
}

/* The mean and variance of the batch's channel `channel`. */
static void
measure (const float *values, gint64 rows, gint64 channels, gint64 channel, double *moments)
{
  moments[0] = moments[1] = 0;
  for (gint64 i = 0; i < rows; i++)
    moments[0] += values[i * channels + channel] / (double)rows;
  for (gint64 i = 0; i < rows; i++)
    moments[1] += pow (values[i * channels + channel] - moments[0], 2) / rows;
}

/* A tenth of each batch goes into the running mean and variance, or what is asked for. */
static void
check_running (const char *attributes, double kept)
{
  enum
  {
    ROWS = 35,
    CHANNELS = 19,
  };
  const VanityShape shape = VANITY_SHAPE (5, 7, CHANNELS), scales = VANITY_SHAPE (CHANNELS);
  VanityGraph *graph = vanity_graph_new ("running");
  g_autoptr (VanityLearner) learner = NULL;
  g_autoptr (GError) error = NULL;
  VanityValueId ids[5], loss;
  double running[CHANNELS][2];

  ids[0] = test_graph_add_input (graph, &shape);
  for (int i = 1; i < 5; i++)
    {
      float values[CHANNELS];

      for (int c = 0; c < CHANNELS; c++)
        values[c] = i + 0.1f * c;
      ids[i]
          = vanity_graph_add_constant (graph, "constant", VANITY_FLOAT32, &scales, values, &error);
      for (int c = 0; i >= 3 && c < CHANNELS; c++)
        running[c][i - 3] = values[c];
    }
  vanity_graph_set_trainable (graph, ids[1], TRUE);
  loss = test_graph_add (graph, "BatchNormalization", "node", ids, 5, attributes);
  learner = vanity_learner_new (graph, &loss, 1, test_get_pool (2), &error);
  g_assert_no_error (error);
  g_assert_cmpint (vanity_learner_get_n_statistics (learner), ==, 2);
  for (int run = 0; run < 4; run++)
    {
      g_autofree float *in = test_random_floats (ROWS * CHANNELS, -1 - run, 2 + run);

      memcpy (vanity_learner_get_input (learner, 0), in, ROWS * CHANNELS * sizeof *in);
      /* The last one only looks. */
      vanity_learner_forward (learner, run < 3);
      for (int c = 0; c < CHANNELS; c++)
        {
          double moments[2];

          measure (in, ROWS, CHANNELS, c, moments);
          for (int i = 0; i < 2; i++)
            {
              if (run < 3)
                running[c][i] = kept * running[c][i] + (1 - kept) * moments[i];
              g_assert_cmpfloat_with_epsilon (vanity_learner_get_statistic (learner, i)->values[c],
                                              running[c][i], 1e-5);
            }
        }
    }
}

static void
test_running (void)
{
  check_running ("", 0.9);
  check_running ("momentum=0.25", 0.25);
  check_running ("momentum=0.0", 0);
  check_running ("momentum=1.0", 1);
}

static void
test_layer (void)
{
  check ("LayerNormalization", VANITY_SHAPE (5, 70), VANITY_SHAPE (70), "", 3);
  for (int i = 0; i < gradient_count_draws (40); i++)
    {
      VanityShape shape = draw_shape (1, 0), scales = { 0 };
      int axis = test_random_int (0, shape.rank - 1);
      g_autofree char *attributes = g_strdup_printf ("axis=%d %s", axis, draw_epsilon ());

      shape.dim[axis] += 3;
      scales.rank = shape.rank - axis;
      for (int k = 0; k < scales.rank; k++)
        scales.dim[k] = shape.dim[axis + k];
      check ("LayerNormalization", shape, scales, attributes, gradient_draw_once_in (3) ? 2 : 3);
    }
}

static void
test_lrn (void)
{
  for (int i = 0; i < gradient_count_draws (40); i++)
    {
      g_autofree char *attributes = g_strdup_printf (
          "size=%d alpha=0.%d beta=0.%d bias=%d.5", test_random_int (1, 7), test_random_int (1, 9),
          test_random_int (1, 9), test_random_int (0, 2));

      gradient_check ("LRN", attributes,
                      &(GradientInput){ GRADIENT_INPUT, draw_shape (3, 1), -2, 2 }, 1);
    }
}

static void
test_softmax (void)
{
  for (int i = 0; i < gradient_count_draws (40); i++)
    {
      GradientInput input = { GRADIENT_INPUT, gradient_draw_shape (1, 4), -3, 3 };
      g_autofree char *attributes
          = g_strdup_printf ("axis=%d", test_random_int (-1, input.shape.rank - 1));

      gradient_check ("Softmax", attributes, &input, 1);
      gradient_check ("LogSoftmax", attributes, &input, 1);
    }
}

static void
test_loss (void)
{
  static const char *const reductions[]
      = { "", "reduction=mean", "reduction=sum", "reduction=none" };

  for (int i = 0; i < gradient_count_draws (60); i++)
    {
      VanityShape scores = gradient_draw_shape (2, 4), labels = scores;
      int classes = scores.dim[scores.rank - 1] + 1;
      /* What is no class counts for nothing. */
      GradientInput inputs[] = {
        { GRADIENT_INPUT, scores, -3, 3 },
        { GRADIENT_FIXED_INPUT, labels, -1, classes, .whole = TRUE },
        { GRADIENT_FIXED_CONSTANT, VANITY_SHAPE (classes), 0.5, 2 },
      };
      g_autofree char *ignored = g_strdup_printf ("ignore_index=%d", test_random_int (0, classes));
      g_autofree char *attributes = g_strdup_printf ("%s %s", reductions[test_random_int (0, 3)],
                                                     gradient_draw_once_in (2) ? ignored : "");

      inputs[0].shape.dim[scores.rank - 1] = classes;
      inputs[1].shape.rank--;
      gradient_check ("SoftmaxCrossEntropyLoss", attributes, inputs, test_random_int (2, 3));
    }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/normalize/instance", test_instance);
  test_add ("/train/normalize/group", test_group);
  test_add ("/train/normalize/batch", test_batch);
  test_add ("/train/normalize/running", test_running);
  test_add ("/train/normalize/layer", test_layer);
  test_add ("/train/normalize/lrn", test_lrn);
  test_add ("/train/normalize/softmax", test_softmax);
  test_add ("/train/normalize/loss", test_loss);
  return g_test_run ();
}
