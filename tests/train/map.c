/* Gradients of what maps elements, one tensor's or several's. */
#include "gradient.h"

typedef struct
{
  const char *op;
  const char *attributes;
  double low, high; /* both 0: spread, for what has kinks */
} Unary;

static const Unary unaries[] = {
  { "Abs", "" },
  { "Cast", "to=1" },
  { "Clip", "min=-0.46875 max=0.609375" },
  { "Clip", "min=0.1875" },
  { "Elu", "" },
  { "Elu", "alpha=0.3" },
  { "Erf", "", -3, 3 },
  { "Exp", "", -4, 2 },
  { "Gelu", "", -5, 5 },
  { "Gelu", "approximate=tanh", -5, 5 },
  { "HardSigmoid", "" },
  { "HardSigmoid", "alpha=0.3 beta=0.4" },
  { "HardSwish", "" },
  { "LeakyRelu", "alpha=0.2" },
  { "LeakyRelu", "alpha=0.0" },
  { "LeakyRelu", "alpha=-0.5" },
  { "Log", "", 0.2, 4 },
  { "Neg", "", -2, 2 },
  { "Reciprocal", "", 0.5, 4 },
  { "Reciprocal", "", -4, -0.5 },
  { "Relu", "" },
  { "Selu", "" },
  { "Sigmoid", "", -8, 8 },
  { "Softplus", "", -8, 8 },
  { "Sqrt", "", 0.2, 4 },
  { "Tanh", "", -4, 4 },
};

static void
check_unary (const Unary *unary, VanityShape shape)
{
  gradient_check (unary->op, unary->attributes,
                  &(GradientInput){ GRADIENT_INPUT, shape, unary->low, unary->high,
                                    .spread = unary->low == unary->high },
                  1);
}

static void
test_unary (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (unaries); i++)
    {
      check_unary (&unaries[i], VANITY_SHAPE (5, 41));
      check_unary (&unaries[i], VANITY_SHAPE (3, 30011));
      for (int k = 0; k < gradient_count_draws (12); k++)
        check_unary (&unaries[i], gradient_draw_shape (1, 4));
    }
}

/* Limits that are inputs, of which either may be left out. */
static void
test_limits (void)
{
  GradientInput inputs[] = {
    { GRADIENT_INPUT, VANITY_SHAPE (5, 41), .spread = TRUE },
    { GRADIENT_FIXED_CONSTANT, VANITY_SHAPE (1), -0.9, -0.9 },
    { GRADIENT_FIXED_CONSTANT, VANITY_SHAPE (1), 0.4, 0.4 },
  };

  gradient_check ("Clip", "", inputs, 3);
  gradient_check ("Clip", "", inputs, 2);
  inputs[1].kind = GRADIENT_SKIPPED;
  gradient_check ("Clip", "", inputs, 3);
}

static void
test_dropout (void)
{
  for (int i = 0; i < gradient_count_draws (20); i++)
    {
      g_autofree char *attributes = g_strdup_printf ("ratio=0.%d", test_random_int (0, 9));
      GradientInput input = { GRADIENT_INPUT, gradient_draw_shape (1, 4), .spread = TRUE };

      gradient_check ("Dropout", attributes, &input, 1);
      gradient_check_working ("Dropout", attributes, &input, 1);
    }
}

/* Some dimensions of it have one element for all, and the first ones may be missing. */
static VanityShape
draw_broadcast (const VanityShape *whole)
{
  int missing = gradient_draw_once_in (2) ? test_random_int (0, whole->rank) : 0;
  VanityShape shape = { .rank = whole->rank - missing };

  for (int i = 0; i < shape.rank; i++)
    shape.dim[i] = gradient_draw_once_in (3) ? 1 : whole->dim[missing + i];
  return shape;
}

static void
test_binary (void)
{
  static const char *const ops[] = { "Add", "Sub", "Mul", "Div", "Pow" };

  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    for (int k = 0; k < gradient_count_draws (60); k++)
      {
        VanityShape whole = gradient_draw_shape (1, 5);
        GradientInput inputs[]
            = { { GRADIENT_INPUT, whole, 0.5, 2 }, { GRADIENT_PARAMETER, whole, 0.5, 3 } };

        for (int input = 0; input < 2; input++)
          if (gradient_draw_once_in (2))
            inputs[input].shape = draw_broadcast (&whole);
        gradient_draw_kinds (inputs);
        gradient_check (ops[i], "", inputs, 2);
        inputs[0].kind = inputs[1].kind = GRADIENT_INPUT;
        gradient_check (ops[i], "", inputs, 2);
      }
}

static void
test_largest (void)
{
  for (int i = 0; i < gradient_count_draws (60); i++)
    {
      VanityShape whole = gradient_draw_shape (1, 5);
      GradientInput inputs[4];
      int n_inputs = test_random_int (1, 4);

      for (int k = 0; k < 4; k++)
        inputs[k]
            = (GradientInput){ gradient_draw_once_in (4) ? GRADIENT_FIXED_INPUT : GRADIENT_INPUT,
                               gradient_draw_once_in (2) ? whole : draw_broadcast (&whole),
                               .spread = TRUE };
      inputs[0].kind = GRADIENT_INPUT;
      gradient_check ("Max", "", inputs, n_inputs);
      gradient_check ("Min", "", inputs, n_inputs);
    }
}

static void
test_prelu (void)
{
  for (int i = 0; i < gradient_count_draws (40); i++)
    {
      VanityShape shape = gradient_draw_shape (1, 4);
      GradientInput inputs[] = {
        { GRADIENT_INPUT, shape, .spread = TRUE },
        { GRADIENT_PARAMETER,
          VANITY_SHAPE (gradient_draw_once_in (3) ? 1 : shape.dim[shape.rank - 1]), -1, 1 },
      };

      gradient_draw_kinds (inputs);
      gradient_check ("PRelu", "", inputs, 2);
    }
}

static void
test_where (void)
{
  for (int i = 0; i < gradient_count_draws (60); i++)
    {
      VanityShape whole = gradient_draw_shape (1, 5);
      GradientInput inputs[] = {
        { GRADIENT_FIXED_INPUT, draw_broadcast (&whole), 0, 1, .whole = TRUE },
        { GRADIENT_INPUT, whole, -1, 1 },
        { GRADIENT_INPUT, draw_broadcast (&whole), -1, 1 },
      };

      gradient_draw_kinds (inputs + 1);
      if (gradient_draw_once_in (2))
        {
          inputs[0].shape = whole;
          inputs[1].shape = draw_broadcast (&whole);
        }
      gradient_check ("Where", "", inputs, 3);
    }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/map/unary", test_unary);
  test_add ("/train/map/limits", test_limits);
  test_add ("/train/map/dropout", test_dropout);
  test_add ("/train/map/binary", test_binary);
  test_add ("/train/map/largest", test_largest);
  test_add ("/train/map/prelu", test_prelu);
  test_add ("/train/map/where", test_where);
  return g_test_run ();
}
