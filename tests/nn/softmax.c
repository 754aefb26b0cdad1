/* Softmax. */
#include "support.h"

#include <math.h>

static void
check (const VanityShape *shape, int axis, double range)
{
  g_autoptr (TestNode) node
      = test_node_new ("Softmax", "axis=%d", test_random_int (0, 1) ? axis : axis - shape->rank);
  const float *in = test_node_add_input (node, shape, -range, range);
  gint64 count = vanity_shape_get_elements (shape);
  gint64 stride = vanity_shape_get_extent (shape, axis + 1, shape->rank);
  gint64 length = shape->dim[axis];
  g_autofree float *expected = g_new (float, count);

  for (gint64 k = 0; k < count; k++)
    {
      gint64 first = k - k / stride % length * stride;
      double highest = -INFINITY, sum = 0;

      for (gint64 i = 0; i < length; i++)
        highest = fmax (highest, in[first + i * stride]);
      for (gint64 i = 0; i < length; i++)
        sum += exp (in[first + i * stride] - highest);
      expected[k] = exp (in[k] - highest) / sum;
    }
  test_node_check (node, shape, expected, 1e-6);
}

static void
test_axes (void)
{
  for (int i = 0; i < 120; i++)
    {
      VanityShape shape = { .rank = test_random_int (1, 5) };

      for (int k = 0; k < shape.rank; k++)
        shape.dim[k] = test_random_int (1, 5);
      shape.dim[shape.rank - 1] = test_channels[test_random_int (0, test_n_channels - 1)];
      /* The last would overflow if the largest were not taken off first. */
      check (&shape, test_random_int (0, shape.rank - 1), i % 3 == 0 ? 1000 : 5);
    }
  check (&VANITY_SHAPE (3, 2000, 7), 2, 5);
  check (&VANITY_SHAPE (3, 2000, 7), 1, 5);
}

static void
test_default (void)
{
  g_autoptr (TestNode) node = test_node_new ("Softmax", " ");
  float *in = test_node_add_input (node, &VANITY_SHAPE (2, 2), 0, 1);

  in[0] = in[1] = 7;
  in[2] = -3;
  in[3] = -3 + logf (3);
  test_node_check (node, &VANITY_SHAPE (2, 2), (float[]){ 0.5, 0.5, 0.25, 0.75 }, 1e-6);
}

static void
test_refused (void)
{
  g_autoptr (TestNode) scalar = test_node_new ("Softmax", " ");
  g_autoptr (TestNode) axis = test_node_new ("Softmax", "axis=2");

  test_node_add_input (scalar, &(VanityShape){ .rank = 0 }, 0, 1);
  test_node_refuse (scalar, VANITY_ERROR_VALUE, "input 0 has shape scalar");
  test_node_add_input (axis, &VANITY_SHAPE (2, 3), 0, 1);
  test_node_refuse (axis, VANITY_ERROR_VALUE, "axis 2 is not one of 2");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/softmax/axes", test_axes);
  test_add ("/nn/softmax/default", test_default);
  test_add ("/nn/softmax/refused", test_refused);
  return g_test_run ();
}
