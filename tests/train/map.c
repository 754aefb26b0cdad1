/* Gradients of what maps elements, one tensor's or two's. */
#include "gradient.h"

static void
check_unary (const char *op, const char *attributes, double low, double high)
{
  gradient_check (op, attributes,
                  &(GradientInput){ GRADIENT_INPUT, VANITY_SHAPE (2, 3, 7), low, high }, 1, 2e-3);
}

static void
check_kinked (const char *op, const char *attributes)
{
  gradient_check (op, attributes,
                  &(GradientInput){ GRADIENT_INPUT, VANITY_SHAPE (2, 3, 7), .spread = TRUE }, 1,
                  2e-3);
}

static void
test_unary (void)
{
  check_kinked ("Relu", "");
  check_kinked ("LeakyRelu", "alpha=0.2");
  check_kinked ("LeakyRelu", "alpha=0.0");
  check_kinked ("Clip", "min=-0.46875 max=0.609375");
  check_kinked ("Abs", "");
  for (int i = 0; i < 3; i++)
    {
      static const double ranges[][2] = { { -6, -3.1 }, { -2.4, 2.4 }, { 3.1, 6 } };

      check_unary ("HardSwish", "", ranges[i][0], ranges[i][1]);
      check_unary ("HardSigmoid", "", ranges[i][0], ranges[i][1]);
    }
  check_unary ("Sigmoid", "", -3, 3);
  check_unary ("Tanh", "", -2, 2);
  check_unary ("Exp", "", -2, 1);
  check_unary ("Sqrt", "", 1, 2);
  check_unary ("Reciprocal", "", 1, 2);
  check_unary ("Neg", "", -1, 1);
  check_unary ("Log", "", 1, 2);
  check_unary ("Softplus", "", -3, 3);
  check_unary ("Erf", "", -2, 2);
}

static void
check_binary (const char *op, VanityShape one, VanityShape other)
{
  GradientInput inputs[] = { { GRADIENT_INPUT, one, 1, 2 }, { GRADIENT_INPUT, other, 1, 2 } };

  gradient_check (op, "", inputs, 2, 2e-3);
  inputs[1].kind = GRADIENT_PARAMETER;
  gradient_check (op, "", inputs, 2, 2e-3);
  inputs[0].kind = GRADIENT_FIXED_INPUT;
  gradient_check (op, "", inputs, 2, 2e-3);
}

static void
test_binary (void)
{
  static const char *const ops[] = { "Add", "Sub", "Mul", "Div" };

  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      check_binary (ops[i], VANITY_SHAPE (2, 3, 5), VANITY_SHAPE (2, 3, 5));
      check_binary (ops[i], VANITY_SHAPE (2, 3, 5), VANITY_SHAPE (5));
      check_binary (ops[i], VANITY_SHAPE (2, 3, 5), VANITY_SHAPE (3, 1));
      check_binary (ops[i], VANITY_SHAPE (1), VANITY_SHAPE (4, 1, 3));
      check_binary (ops[i], VANITY_SHAPE (4, 1, 3), VANITY_SHAPE (2, 1));
      check_binary (ops[i], VANITY_SHAPE (2, 1, 3, 1), VANITY_SHAPE (1, 4, 1, 5));
    }
}

static void
test_loss (void)
{
  GradientInput inputs[] = {
    { GRADIENT_INPUT, VANITY_SHAPE (5, 7), -2, 2 },
    { GRADIENT_FIXED_INPUT, VANITY_SHAPE (5), 0, 6, .whole = TRUE },
    { GRADIENT_FIXED_CONSTANT, VANITY_SHAPE (7), 0.5, 2 },
  };

  gradient_check ("SoftmaxCrossEntropyLoss", "", inputs, 2, 2e-3);
  gradient_check ("SoftmaxCrossEntropyLoss", "reduction=none", inputs, 2, 2e-3);
  gradient_check ("SoftmaxCrossEntropyLoss", "reduction=sum ignore_index=3", inputs, 3, 2e-3);
  gradient_check ("SoftmaxCrossEntropyLoss", "reduction=mean", inputs, 3, 2e-3);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/map/unary", test_unary);
  test_add ("/train/map/binary", test_binary);
  test_add ("/train/map/loss", test_loss);
  return g_test_run ();
}
