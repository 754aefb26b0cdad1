/* Gradients of poolings. */
#include "gradient.h"

static void
check_pool (const VanityShape *shape, const char *attributes)
{
  gradient_check ("MaxPool", attributes, &(GradientInput){ GRADIENT_INPUT, *shape, .spread = TRUE },
                  1);
  gradient_check ("AveragePool", attributes, &(GradientInput){ GRADIENT_INPUT, *shape, -2, 2 }, 1);
}

static void
test_pool (void)
{
  check_pool (&VANITY_SHAPE (2, 8, 6, 3), "kernel_shape=[2,2] strides=[2,2]");
  check_pool (&VANITY_SHAPE (2, 8, 7, 33), "kernel_shape=[3,2] strides=[3,2]");
  check_pool (&VANITY_SHAPE (2, 7, 9, 17), "kernel_shape=[2,2] strides=[2,2]");
  check_pool (&VANITY_SHAPE (2, 7, 9, 5), "kernel_shape=[2,2] strides=[2,2] ceil_mode=1");
  check_pool (&VANITY_SHAPE (2, 6, 7, 4), "kernel_shape=[3,3] pads=[1,1,1,1]");
  check_pool (&VANITY_SHAPE (2, 6, 7, 4), "kernel_shape=[6,7]");
}

static void
test_random_pool (void)
{
  static const char *const auto_pads[] = { "SAME_UPPER", "SAME_LOWER", "VALID" };

  for (int i = 0; i < gradient_count_draws (80); i++)
    {
      VanityShape shape = { 4, { test_random_int (1, 3), 0, 0, gradient_draw_channels () } };
      int kernel[2], stride[2], dilation[2], pads[4];
      g_autofree char *padding = NULL, *attributes = NULL, *counted = NULL;

      for (int k = 0; k < 2; k++)
        {
          int reach;

          kernel[k] = test_random_int (1, 4);
          stride[k] = test_random_int (1, 3);
          dilation[k] = gradient_draw_once_in (3) ? 2 : 1;
          reach = (kernel[k] - 1) * dilation[k] + 1;
          pads[k] = test_random_int (0, MIN (reach - 1, 3));
          pads[2 + k] = test_random_int (0, MIN (reach - 1, 3));
          shape.dim[1 + k] = reach + test_random_int (0, 6);
        }
      padding = gradient_draw_once_in (4)
                    ? g_strdup_printf ("auto_pad=%s", auto_pads[test_random_int (0, 2)])
                    : g_strdup_printf ("pads=[%d,%d,%d,%d]", pads[0], pads[1], pads[2], pads[3]);
      attributes = g_strdup_printf (
          "kernel_shape=[%d,%d] strides=[%d,%d] dilations=[%d,%d] ceil_mode=%d %s", kernel[0],
          kernel[1], stride[0], stride[1], dilation[0], dilation[1], test_random_int (0, 1),
          padding);
      counted = g_strdup_printf ("count_include_pad=1 %s", attributes);
      check_pool (&shape, attributes);
      gradient_check ("AveragePool", counted, &(GradientInput){ GRADIENT_INPUT, shape, -2, 2 }, 1);
    }
}

/* On elements that are all alike, of a side of 4: `taken` says which rows and columns have one that
 * takes it all. */
static void
check_tie (const char *attributes, const float *taken)
{
  enum
  {
    SIDE = 4,
    CHANNELS = 19,
    COUNT = SIDE * SIDE * CHANNELS,
  };
  VanityGraph *graph = vanity_graph_new ("tie");
  VanityValueId in = test_graph_add_input (graph, &VANITY_SHAPE (1, SIDE, SIDE, CHANNELS)), out;
  g_autoptr (VanityLearner) learner = NULL;
  g_autoptr (GError) error = NULL;
  float expected[COUNT];

  vanity_graph_set_trainable (graph, in, TRUE);
  out = test_graph_add (graph, "MaxPool", "node", &in, 1, attributes);
  learner = vanity_learner_new (graph, &out, 1, test_get_pool (1), &error);
  g_assert_no_error (error);
  for (int i = 0; i < COUNT; i++)
    {
      vanity_learner_get_input (learner, 0)[i] = 0.25f;
      expected[i] = taken[i / CHANNELS / SIDE] * taken[i / CHANNELS % SIDE];
    }
  vanity_learner_forward (learner, TRUE);
  vanity_learner_backward (learner, FALSE);
  test_assert_near (attributes, vanity_learner_get_parameter (learner, 0)->gradient, expected,
                    COUNT, 0);
}

/* Of several that are the largest, the first takes it all. */
static void
test_tie (void)
{
  const VanityKernels *kernels;

  for (int k = 0; (kernels = test_get_kernels (k)) != NULL; k++)
    {
      vanity_kernels_set_default (kernels);
      check_tie ("kernel_shape=[2,2] strides=[2,2]", (float[]){ 1, 0, 1, 0 });
      check_tie ("kernel_shape=[2,2] strides=[2,2] pads=[1,1,1,1]", (float[]){ 1, 1, 0, 1 });
    }
  vanity_kernels_set_default (NULL);
}

static void
test_global (void)
{
  for (int i = 0; i < gradient_count_draws (20); i++)
    {
      VanityShape shape = gradient_draw_shape (3, 5);

      gradient_check ("GlobalAveragePool", "", &(GradientInput){ GRADIENT_INPUT, shape, -2, 2 }, 1);
      gradient_check ("GlobalMaxPool", "",
                      &(GradientInput){ GRADIENT_INPUT, shape, .spread = TRUE }, 1);
    }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/pool/windows", test_pool);
  test_add ("/train/pool/random-windows", test_random_pool);
  test_add ("/train/pool/tie", test_tie);
  test_add ("/train/pool/global", test_global);
  return g_test_run ();
}
