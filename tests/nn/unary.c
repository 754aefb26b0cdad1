/* Relu, Clip, LeakyRelu, PRelu, HardSwish, HardSigmoid, Sigmoid, Tanh, Exp. */
#include "support.h"

#include <math.h>

typedef double (*Function) (double x, double a, double b);

static double
relu (double x, double a, double b)
{
  return x > 0 ? x : 0;
}

static double
clip (double x, double low, double high)
{
  return x < low ? MIN (low, high) : MIN (x, high);
}

static double
slope (double x, double alpha, double b)
{
  return x < 0 ? alpha * x : x;
}

static double
hard_swish (double x, double a, double b)
{
  return x * CLAMP (x / 6 + 0.5, 0, 1);
}

static double
hard_sigmoid (double x, double alpha, double beta)
{
  return CLAMP (alpha * x + beta, 0, 1);
}

static double
sigmoid (double x, double a, double b)
{
  return 1 / (1 + exp (-x));
}

static double
hyperbolic_tangent (double x, double a, double b)
{
  return tanh (x);
}

static double
exponential (double x, double a, double b)
{
  return exp (x);
}

static const struct
{
  const char *op;
  const char *attributes;
  Function function;
  double a, b;
} cases[] = {
  { "Relu", "", relu },
  { "Clip", "min=-0.5 max=2.25", clip, -0.5, 2.25 },
  { "Clip", "min=-1.5", clip, -1.5, INFINITY },
  { "Clip", "max=0.25", clip, -INFINITY, 0.25 },
  { "Clip", "", clip, -INFINITY, INFINITY },
  { "LeakyRelu", "", slope, 0.01 },
  { "LeakyRelu", "alpha=0.3", slope, 0.3 },
  { "LeakyRelu", "alpha=-2.0", slope, -2.0 },
  { "HardSwish", "", hard_swish },
  { "HardSigmoid", "", hard_sigmoid, 0.2, 0.5 },
  { "HardSigmoid", "alpha=-0.4 beta=0.1", hard_sigmoid, -0.4, 0.1 },
  { "Sigmoid", "", sigmoid },
  { "Tanh", "", hyperbolic_tangent },
  { "Exp", "", exponential },
};

static void
check_shape (const VanityShape *shape, double range)
{
  gint64 count = vanity_shape_get_elements (shape);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TestNode) node = test_node_new (cases[i].op, "%s", cases[i].attributes);
      const float *in = test_node_add_input (node, shape, -range, range);
      g_autofree float *expected = g_new (float, count);

      for (gint64 k = 0; k < count; k++)
        expected[k] = cases[i].function (in[k], cases[i].a, cases[i].b);
      test_node_check (node, shape, expected, 2e-6);
    }
}

static void
test_shapes (void)
{
  check_shape (&VANITY_SHAPE (1), 8);
  check_shape (&(VanityShape){ .rank = 0 }, 8);
  for (int i = 0; i < test_n_channels; i++)
    check_shape (&VANITY_SHAPE (2, 3, test_channels[i]), 8);
  check_shape (&VANITY_SHAPE (1, 2, 1, 2, 1, 2, 1, 3), 8);
}

static void
test_large (void)
{
  check_shape (&VANITY_SHAPE (2, 123, 411), 4);
}

/* Where a formula taken by its word overflows, cancels or makes NaN. */
static void
test_extremes (void)
{
  static const float values[]
      = { 0.0f,   -0.0f,   1e-30f, -1e-30f, 1e-6f,  -1e-6f, 0.24f, -0.25f, 0.26f,
          20.0f,  -20.0f,  50.0f,  -50.0f,  87.0f,  -87.0f, 88.5f, -88.5f, 100.0f,
          -100.f, 1000.0f, -1e4f,  3e38f,   -3e38f, 3.0f,   -3.0f, 2.5f,   -2.5f };
  const VanityShape shape = VANITY_SHAPE (G_N_ELEMENTS (values));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TestNode) node = test_node_new (cases[i].op, "%s", cases[i].attributes);
      float *in = test_node_add_input (node, &shape, 0, 1);
      float expected[G_N_ELEMENTS (values)];

      for (guint k = 0; k < G_N_ELEMENTS (values); k++)
        {
          in[k] = values[k];
          /* HardSwish of 3e38 is 3e38 however it is multiplied out. */
          expected[k] = cases[i].function (in[k], cases[i].a, cases[i].b);
          /* Where the exponential leaves float32 its last steps may be cut. */
          if (g_str_equal (cases[i].op, "Exp") && ABS (values[k]) > 80)
            in[k] = 0, expected[k] = 1;
        }
      test_node_check (node, &shape, expected, 2e-6);
    }
}

/* Exp of what is too large is infinite or the largest number, never NaN; of what is too small, 0 or
 * nearly. */
static void
test_exp_ends (void)
{
  const VanityKernels *kernels;

  for (int i = 0; (kernels = test_get_kernels (i)) != NULL; i++)
    {
      float in[] = { 89, 1000, 3e38f, INFINITY, -89, -1000, -3e38f, -INFINITY };
      float out[8];

      kernels->unary (VANITY_UNARY_EXP, out, in, 8, 0, 0);
      for (int k = 0; k < 4; k++)
        g_assert_cmpfloat (out[k], >, 1e38f);
      for (int k = 4; k < 8; k++)
        {
          g_assert_cmpfloat (out[k], >=, 0);
          g_assert_cmpfloat (out[k], <, 1e-37f);
        }
    }
}

static void
test_prelu (void)
{
  for (int i = 0; i < 2 * test_n_channels; i++)
    {
      int channels = test_channels[i / 2];
      VanityShape shape = VANITY_SHAPE (2, i < 10 ? 3 : 301, 5, channels);
      g_autoptr (TestNode) node = test_node_new ("PRelu", " ");
      const float *in = test_node_add_input (node, &shape, -1, 1);
      VanityShape slopes_shape = i % 2 == 0 ? VANITY_SHAPE (1, 1, channels) : VANITY_SHAPE (1);
      /* Slopes may be computed, too. */
      const float *slopes = i % 3 == 0 ? test_node_add_input (node, &slopes_shape, -2, 2)
                                       : test_node_add_constant (node, &slopes_shape, -2, 2);
      gint64 count = vanity_shape_get_elements (&shape);
      g_autofree float *expected = g_new (float, count);

      for (gint64 k = 0; k < count; k++)
        expected[k] = slope (in[k], slopes[i % 2 == 0 ? k % channels : 0], 0);
      test_node_check (node, &shape, expected, 1e-6);
    }
}

/* Clip's ends as inputs, the way newer models say it. */
static void
test_clip_inputs (void)
{
  const VanityShape shape = VANITY_SHAPE (3, 7), scalar = { .rank = 0 };

  for (int which = 1; which <= 3; which++)
    {
      g_autoptr (TestNode) node = test_node_new ("Clip", " ");
      const float *in = test_node_add_input (node, &shape, -2, 2);
      double low = -INFINITY, high = INFINITY;
      float expected[21];

      if ((which & 1) != 0)
        low = *test_node_add_constant (node, &scalar, -1, 0);
      else
        test_node_skip_input (node);
      if ((which & 2) != 0)
        high = *test_node_add_constant (node, &VANITY_SHAPE (1), 0, 1);
      for (int k = 0; k < 21; k++)
        expected[k] = clip (in[k], low, high);
      test_node_check (node, &shape, expected, 0);
    }
}

static void
test_refused (void)
{
  g_autoptr (TestNode) alpha = test_node_new ("LeakyRelu", "alpha=1");
  g_autoptr (TestNode) low = test_node_new ("Clip", "min=[1.0]");
  g_autoptr (TestNode) unknown = test_node_new ("Relu", "alpha=1.0");
  g_autoptr (TestNode) slopes = test_node_new ("PRelu", " ");
  g_autoptr (TestNode) plane = test_node_new ("PRelu", " ");
  g_autoptr (TestNode) range = test_node_new ("Clip", " ");
  g_autoptr (TestNode) integers = test_node_new ("Sigmoid", " ");
  g_autoptr (TestNode) nan = test_node_new ("Clip", " ");
  const VanityShape shape = VANITY_SHAPE (2, 4);

  test_node_add_input (alpha, &shape, 0, 1);
  test_node_refuse (alpha, VANITY_ERROR_VALUE, "attribute “alpha” must be a number");
  test_node_add_input (low, &shape, 0, 1);
  test_node_refuse (low, VANITY_ERROR_VALUE, "attribute “min” must be a number");
  test_node_add_input (unknown, &shape, 0, 1);
  test_node_refuse (unknown, VANITY_ERROR_UNSUPPORTED, "its attribute “alpha” is not known");
  test_node_add_input (slopes, &shape, 0, 1);
  test_node_add_constant (slopes, &VANITY_SHAPE (3), 0, 1);
  test_node_refuse (slopes, VANITY_ERROR_UNSUPPORTED, "one number, or one for each channel");
  test_node_add_input (plane, &shape, 0, 1);
  test_node_add_constant (plane, &VANITY_SHAPE (4, 1), 0, 1);
  test_node_refuse (plane, VANITY_ERROR_UNSUPPORTED, "one number, or one for each channel");
  test_node_add_input (range, &shape, 0, 1);
  test_node_add_constant (range, &VANITY_SHAPE (2), 0, 1);
  test_node_refuse (range, VANITY_ERROR_VALUE, "“min” has 2 values");
  test_node_add_ints (integers, (gint64[]){ 1, 2 }, 2);
  test_node_refuse (integers, VANITY_ERROR_UNSUPPORTED, "input 0 must be float32");
  test_node_add_input (nan, &shape, 0, 1);
  *test_node_add_constant (nan, &VANITY_SHAPE (1), 0, 1) = NAN;
  test_node_refuse (nan, VANITY_ERROR_VALUE, "input 1 (min) must be a number");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/unary/shapes", test_shapes);
  test_add ("/nn/unary/large", test_large);
  test_add ("/nn/unary/extremes", test_extremes);
  test_add ("/nn/unary/exp-ends", test_exp_ends);
  test_add ("/nn/unary/prelu", test_prelu);
  test_add ("/nn/unary/clip-inputs", test_clip_inputs);
  test_add ("/nn/unary/refused", test_refused);
  return g_test_run ();
}
