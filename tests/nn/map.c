/* Operators that put each element through a function of its own. */
#include "support.h"

#include <math.h>

typedef struct
{
  const char *op;
  const char *attributes;
  double (*func) (double x);
  double low, high;
} Map;

static double
of_not (double x)
{
  return x == 0;
}

static double
of_sign (double x)
{
  return x > 0 ? 1 : x < 0 ? -1 : 0;
}

static double
of_neg (double x)
{
  return -x;
}

static double
of_reciprocal (double x)
{
  return 1 / x;
}

static double
of_softplus (double x)
{
  return log (1 + exp (x));
}

static double
of_gelu (double x)
{
  return x * 0.5 * erfc (-x / sqrt (2));
}

static double
of_gelu_tanh (double x)
{
  return x * 0.5 * (1 + tanh (sqrt (2 / M_PI) * (x + 0.044715 * x * x * x)));
}

static double
of_elu (double x)
{
  return x < 0 ? exp (x) - 1 : x;
}

static double
of_elu_half (double x)
{
  return x < 0 ? 0.5 * (exp (x) - 1) : x;
}

static double
of_selu (double x)
{
  return 1.0507009873554805 * (x < 0 ? 1.6732632423543772 * (exp (x) - 1) : x);
}

static double
of_selu_other (double x)
{
  return 3.0 * (x < 0 ? 2.0 * (exp (x) - 1) : x);
}

static double
of_truth (double x)
{
  return x != 0;
}

static double
of_same (double x)
{
  return x;
}

static const Map maps[] = {
  { "Abs", "", fabs, -3, 3 },
  { "Cast", "to=1", of_same, -9, 9 },
  { "Cast", "to=6", trunc, -9, 9 },
  { "Cast", "to=7", trunc, -9, 9 },
  { "Cast", "to=9", of_truth, -1, 1 },
  { "Cast", "to=10", of_same, -9, 9 },
  { "Ceil", "", ceil, -9, 9 },
  { "Elu", "", of_elu, -4, 4 },
  { "Elu", "alpha=0.5", of_elu_half, -4, 4 },
  { "Erf", "", erf, -3, 3 },
  { "Floor", "", floor, -9, 9 },
  { "Elu", "", of_elu, -0.5, 0.1 },
  { "Erf", "", erf, -0.01, 0.01 },
  { "Erf", "", erf, -9, 9 },
  { "Gelu", "", of_gelu, -5, 5 },
  { "Gelu", "", of_gelu, -90, 90 },
  { "Gelu", "approximate=none", of_gelu, -5, 5 },
  { "Gelu", "approximate=tanh", of_gelu_tanh, -5, 5 },
  { "Log", "", log, 0.01, 9 },
  { "Log", "", log, 0.99, 1.01 },
  { "Log", "", log, 1e-37, 1e-36 },
  { "Log", "", log, 1e37, 1e38 },
  { "Neg", "", of_neg, -3, 3 },
  { "Not", "", of_not, -1, 1 },
  { "Reciprocal", "", of_reciprocal, 0.1, 3 },
  { "Round", "", rint, -9, 9 },
  { "Selu", "", of_selu, -4, 4 },
  { "Selu", "alpha=2.0 gamma=3.0", of_selu_other, -4, 4 },
  { "Sign", "", of_sign, -3, 3 },
  { "Softplus", "", of_softplus, -20, 20 },
  { "Softplus", "", of_softplus, -2, 2 },
  { "Sqrt", "", sqrt, 0, 9 },
};

/* Sizes around the widths of vectors, and one that is shared between threads. */
static const gint64 sizes[] = { 1, 3, 16, 33, 40000 };

static void
check_map (const Map *map, gint64 size)
{
  g_autoptr (TestNode) node = test_node_new (map->op, "%s", map->attributes);
  VanityShape shape = VANITY_SHAPE (size);
  float *in = test_node_add_input (node, &shape, map->low, map->high);
  g_autofree float *expected = g_new (float, size);

  /* Halves and zeros are where rounding, signs and truth turn. */
  for (gint64 i = 0; i < size && map->low < 0; i += 3)
    in[i] = rintf (2 * in[i]) / 2;
  for (gint64 i = 0; i < size; i++)
    expected[i] = map->func (in[i]);
  test_node_check (node, &shape, expected, 2e-6);
}

static void
test_maps (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
      check_map (&maps[i], sizes[k]);
}

static void
test_ranks (void)
{
  g_autoptr (TestNode) scalar = test_node_new ("Abs", "%s", "");
  g_autoptr (TestNode) image = test_node_new ("Sqrt", "%s", "");
  VanityShape shape = VANITY_SHAPE (2, 3, 5, 7);
  float *in = test_node_add_input (scalar, &(VanityShape){ 0 }, -2, -1);
  float expected[2 * 3 * 5 * 7] = { -in[0] };

  test_node_check (scalar, &(VanityShape){ 0 }, expected, 0);
  in = test_node_add_input (image, &shape, 0, 4);
  for (int i = 0; i < 210; i++)
    expected[i] = sqrtf (in[i]);
  test_node_check (image, &shape, expected, 1e-6);
}

static void
test_extremes (void)
{
  g_autoptr (TestNode) softplus = test_node_new ("Softplus", "%s", "");
  g_autoptr (TestNode) logarithm = test_node_new ("Log", "%s", "");
  VanityShape shape = VANITY_SHAPE (3);
  float *in = test_node_add_input (softplus, &shape, 0, 1);

  in[0] = -1000;
  in[1] = 1000;
  in[2] = 0;
  test_node_check (softplus, &shape, (float[]){ 0, 1000, M_LN2 }, 1e-6);
  in = test_node_add_input (logarithm, &shape, 0, 1);
  in[0] = 0;
  in[1] = -1;
  in[2] = INFINITY;
  test_node_check (logarithm, &shape, (float[]){ -INFINITY, NAN, INFINITY }, 0);
}

static void
test_refused (void)
{
  g_autoptr (TestNode) cast = test_node_new ("Cast", "to=99");
  g_autoptr (TestNode) gelu = test_node_new ("Gelu", "approximate=sigmoid");
  g_autoptr (TestNode) elu = test_node_new ("Elu", "beta=1.0");
  VanityShape shape = VANITY_SHAPE (3);

  test_node_add_input (cast, &shape, 0, 1);
  test_node_refuse (cast, VANITY_ERROR_VALUE, "to");
  test_node_add_input (gelu, &shape, 0, 1);
  test_node_refuse (gelu, VANITY_ERROR_UNSUPPORTED, "approximate");
  test_node_add_input (elu, &shape, 0, 1);
  test_node_refuse (elu, VANITY_ERROR_UNSUPPORTED, "beta");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/map/functions", test_maps);
  test_add ("/nn/map/ranks", test_ranks);
  test_add ("/nn/map/extremes", test_extremes);
  test_add ("/nn/map/refused", test_refused);
  return g_test_run ();
}
