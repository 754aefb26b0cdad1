/* Add, Sub, Mul, Div, Max, Min. */
#include "support.h"

static const char *const ops[] = { "Add", "Sub", "Mul", "Div", "Max", "Min" };

static double
apply (int op, double a, double b)
{
  switch (op)
    {
    case 0:
      return a + b;
    case 1:
      return a - b;
    case 2:
      return a * b;
    case 3:
      return a / b;
    case 4:
      return MAX (a, b);
    default:
      return MIN (a, b);
    }
}

/* The element of a tensor of `shape` that lies under element `at` of the broadcast `out`. */
static gint64
find_under (const VanityShape *shape, const VanityShape *out, gint64 at)
{
  gint64 index = 0, stride = 1;

  for (int i = 1; i <= out->rank; i++)
    {
      gint64 position = at % out->dim[out->rank - i];

      at /= out->dim[out->rank - i];
      if (i > shape->rank)
        continue;
      index += MIN (position, shape->dim[shape->rank - i] - 1) * stride;
      stride *= shape->dim[shape->rank - i];
    }
  return index;
}

static void
check (int op, const VanityShape *shapes, int n_inputs, const VanityShape *out)
{
  g_autoptr (TestNode) node = test_node_new (ops[op], " ");
  gint64 count = vanity_shape_get_elements (out);
  g_autofree float *expected = g_new (float, count);
  const float *values[4];

  for (int i = 0; i < n_inputs; i++)
    values[i] = i % 2 == 1 && test_random_int (0, 1)
                    ? test_node_add_constant (node, &shapes[i], 0.5, 2)
                    : test_node_add_input (node, &shapes[i], 0.5, 2);
  for (gint64 k = 0; k < count; k++)
    {
      double result = values[0][find_under (&shapes[0], out, k)];

      for (int i = 1; i < n_inputs; i++)
        result = apply (op, result, values[i][find_under (&shapes[i], out, k)]);
      expected[k] = result;
    }
  test_node_check (node, out, expected, 1e-6);
}

/* Shapes that broadcast to one another: dimensions of 1, and missing ones at the front. */
static void
random_shapes (VanityShape *shapes, int n_inputs, VanityShape *out)
{
  out->rank = test_random_int (0, 5);
  for (int i = 0; i < out->rank; i++)
    out->dim[i] = i == out->rank - 1 ? test_channels[test_random_int (0, test_n_channels - 1)]
                                     : test_random_int (1, 4);
  for (int i = 0; i < n_inputs; i++)
    {
      int drop = test_random_int (0, 2) == 0 ? test_random_int (0, out->rank) : 0;

      shapes[i].rank = out->rank - drop;
      for (int k = 0; k < shapes[i].rank; k++)
        shapes[i].dim[k] = test_random_int (0, 2) == 0 ? 1 : out->dim[k + drop];
    }
  /* What no input has is 1. */
  for (int k = 1; k <= out->rank; k++)
    {
      gint64 largest = 1;

      for (int i = 0; i < n_inputs; i++)
        if (k <= shapes[i].rank)
          largest = MAX (largest, shapes[i].dim[shapes[i].rank - k]);
      out->dim[out->rank - k] = largest;
    }
  for (int i = 0, rank = 0; i < n_inputs; i++)
    {
      rank = MAX (rank, shapes[i].rank);
      if (i < n_inputs - 1)
        continue;
      for (int k = 0; k < rank; k++)
        out->dim[k] = out->dim[k + out->rank - rank];
      out->rank = rank;
    }
}

static void
test_broadcast (void)
{
  for (int i = 0; i < 600; i++)
    {
      VanityShape shapes[2], out;

      random_shapes (shapes, 2, &out);
      check (i % 6, shapes, 2, &out);
    }
}

static void
test_many_inputs (void)
{
  for (int i = 0; i < 120; i++)
    {
      int n_inputs = test_random_int (1, 4);
      VanityShape shapes[4], out;

      random_shapes (shapes, n_inputs, &out);
      check (4 + i % 2, shapes, n_inputs, &out);
    }
}

static void
test_large (void)
{
  const VanityShape full = VANITY_SHAPE (2, 61, 67, 17);

  for (int op = 0; op < 6; op++)
    {
      check (op, (VanityShape[]){ full, full }, 2, &full);
      check (op, (VanityShape[]){ full, VANITY_SHAPE (17) }, 2, &full);
      check (op, (VanityShape[]){ VANITY_SHAPE (61, 1, 17), full }, 2, &full);
      check (op, (VanityShape[]){ full, VANITY_SHAPE (67, 1) }, 2, &full);
    }
  check (4, (VanityShape[]){ full, full, VANITY_SHAPE (1), full }, 4, &full);
}

static void
refuse (const char *op, const VanityShape *one, const VanityShape *other, int code,
        const char *rule)
{
  g_autoptr (TestNode) node = test_node_new (op, " ");

  test_node_add_input (node, one, 0, 1);
  if (other != NULL)
    test_node_add_input (node, other, 0, 1);
  test_node_refuse (node, code, rule);
}

static void
test_refused (void)
{
  for (int op = 0; op < 6; op++)
    {
      refuse (ops[op], &VANITY_SHAPE (2, 3), &VANITY_SHAPE (2, 2), VANITY_ERROR_VALUE,
              "shapes 2×3 and 2×2 do not broadcast");
      refuse (ops[op], &VANITY_SHAPE (3, 2), &VANITY_SHAPE (3), VANITY_ERROR_VALUE,
              "shapes 3×2 and 3 do not broadcast");
      /* Small tensors whose common shape is huge. */
      refuse (ops[op], &VANITY_SHAPE (1 << 15, 1), &VANITY_SHAPE (1, 1 << 15), VANITY_ERROR_LIMIT,
              "its output would have shape 32768×32768");
    }
  refuse ("Add", &VANITY_SHAPE (2), NULL, VANITY_ERROR_VALUE, "1 inputs are too few");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/binary/broadcast", test_broadcast);
  test_add ("/nn/binary/many-inputs", test_many_inputs);
  test_add ("/nn/binary/large", test_large);
  test_add ("/nn/binary/refused", test_refused);
  return g_test_run ();
}
