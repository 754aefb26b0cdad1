/* Comparisons, logic, Pow and Where, over shapes that broadcast. */
#include "support.h"

#include <math.h>

typedef struct
{
  const char *op;
  double (*func) (double a, double b, double c);
  int n_inputs;
} Combine;

static double
of_and (double a, double b, double c)
{
  return a != 0 && b != 0;
}

static double
of_or (double a, double b, double c)
{
  return a != 0 || b != 0;
}

static double
of_xor (double a, double b, double c)
{
  return (a != 0) != (b != 0);
}

static double
of_equal (double a, double b, double c)
{
  return a == b;
}

static double
of_greater (double a, double b, double c)
{
  return a > b;
}

static double
of_greater_or_equal (double a, double b, double c)
{
  return a >= b;
}

static double
of_less (double a, double b, double c)
{
  return a < b;
}

static double
of_less_or_equal (double a, double b, double c)
{
  return a <= b;
}

static double
of_pow (double a, double b, double c)
{
  return pow (a, b);
}

static double
of_where (double a, double b, double c)
{
  return a != 0 ? b : c;
}

static const Combine combines[] = {
  { "And", of_and, 2 },         { "Equal", of_equal, 2 },
  { "Greater", of_greater, 2 }, { "GreaterOrEqual", of_greater_or_equal, 2 },
  { "Less", of_less, 2 },       { "LessOrEqual", of_less_or_equal, 2 },
  { "Or", of_or, 2 },           { "Pow", of_pow, 2 },
  { "Where", of_where, 3 },     { "Xor", of_xor, 2 },
};

/* The element of `shape` that element `at` of `out` meets. */
static gint64
find (const VanityShape *shape, const VanityShape *out, gint64 at)
{
  gint64 index[VANITY_MAX_RANK], found = 0;

  for (int i = out->rank - 1; i >= 0; i--)
    {
      index[i] = at % out->dim[i];
      at /= out->dim[i];
    }
  for (int i = 0; i < shape->rank; i++)
    found = found * shape->dim[i] + (shape->dim[i] == 1 ? 0 : index[out->rank - shape->rank + i]);
  return found;
}

static void
check (const Combine *combine, const VanityShape *shapes)
{
  g_autoptr (TestNode) node = test_node_new (combine->op, "%s", "");
  VanityShape out = { 0 };
  float *in[3] = { NULL };
  gint64 count;

  for (int i = 0; i < combine->n_inputs; i++)
    {
      VanityShape common;

      in[i] = test_node_add_input (node, &shapes[i], 0, 4);
      for (gint64 k = 0; k < vanity_shape_get_elements (&shapes[i]); k++)
        in[i][k] = floorf (in[i][k]);
      g_assert_true (vanity_shape_broadcast (&out, &shapes[i], &common));
      out = common;
    }
  count = vanity_shape_get_elements (&out);
  g_autofree float *expected = g_new (float, count);
  for (gint64 i = 0; i < count; i++)
    expected[i]
        = combine->func (in[0][find (&shapes[0], &out, i)], in[1][find (&shapes[1], &out, i)],
                         in[2] != NULL ? in[2][find (&shapes[2], &out, i)] : 0);
  test_node_check (node, &out, expected, 1e-6);
}

static void
test_functions (void)
{
  const VanityShape shapes[][3] = {
    { VANITY_SHAPE (7), VANITY_SHAPE (7), VANITY_SHAPE (7) },
    { { 0 }, { 0 }, { 0 } },
    { VANITY_SHAPE (2, 3, 4, 5), VANITY_SHAPE (5), VANITY_SHAPE (3, 1, 1) },
    { VANITY_SHAPE (4, 1), { 0 }, VANITY_SHAPE (3, 4, 5) },
    { VANITY_SHAPE (1, 1, 5), VANITY_SHAPE (2, 3, 1), VANITY_SHAPE (1) },
    { VANITY_SHAPE (1, 64, 64, 3), VANITY_SHAPE (1, 1, 1, 3), VANITY_SHAPE (64, 64, 1) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (combines); i++)
    for (guint k = 0; k < G_N_ELEMENTS (shapes); k++)
      check (&combines[i], shapes[k]);
}

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (combines); i++)
    {
      g_autoptr (TestNode) node = test_node_new (combines[i].op, "%s", "");

      for (int k = 0; k < combines[i].n_inputs; k++)
        test_node_add_input (node, &VANITY_SHAPE (2, 3 + k), 0, 1);
      test_node_refuse (node, VANITY_ERROR_VALUE, "do not broadcast");
    }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/broadcast/functions", test_functions);
  test_add ("/nn/broadcast/refused", test_refused);
  return g_test_run ();
}
