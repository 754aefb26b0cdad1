/* Pad. */
#include "support.h"

static float *
pad (const float *in, const VanityShape *in_shape, const gint64 *before, const VanityShape *shape,
     float value)
{
  gint64 count = vanity_shape_get_elements (shape);
  float *out = g_new (float, count);

  for (gint64 k = 0; k < count; k++)
    {
      gint64 rest = k, at = 0, stride = 1;
      gboolean inside = TRUE;

      for (int i = shape->rank - 1; i >= 0; i--)
        {
          gint64 position = rest % shape->dim[i] - before[i];

          inside = inside && position >= 0 && position < in_shape->dim[i];
          at += position * stride;
          stride *= in_shape->dim[i];
          rest /= shape->dim[i];
        }
      out[k] = inside ? in[at] : value;
    }
  return out;
}

/* With pads as inputs or as attributes, on all axes or on some. */
static void
check (const VanityShape *in_shape, gboolean as_input, gboolean some_axes)
{
  g_autoptr (GString) attributes = g_string_new ("");
  g_autoptr (TestNode) node = NULL;
  g_autofree float *expected = NULL;
  gint64 pads[2 * VANITY_MAX_RANK], axes[VANITY_MAX_RANK], before[VANITY_MAX_RANK] = { 0 };
  VanityShape shape = *in_shape;
  int n_axes = some_axes ? test_random_int (1, shape.rank) : shape.rank;
  float value = 0;
  const float *in;

  for (int k = 0; k < n_axes; k++)
    {
      int axis = some_axes ? shape.rank - 1 - k : k;

      axes[k] = k % 2 == 0 ? axis : axis - shape.rank;
      pads[k] = before[axis] = test_random_int (0, 3);
      pads[n_axes + k] = test_random_int (0, 3);
      shape.dim[axis] += pads[k] + pads[n_axes + k];
    }
  if (!as_input)
    {
      value = 1.5;
      g_string_append (attributes, "mode=constant value=1.5 pads=[");
      for (int k = 0; k < 2 * n_axes; k++)
        g_string_append_printf (attributes, "%s%d", k > 0 ? "," : "", (int)pads[k]);
      g_string_append (attributes, "]");
    }
  node = test_node_new ("Pad", "%s", attributes->str);
  in = test_node_add_input (node, in_shape, -1, 1);
  if (as_input)
    {
      test_node_add_ints (node, pads, 2 * n_axes);
      value = *test_node_add_constant (node, &(VanityShape){ .rank = 0 }, -1, 1);
    }
  else
    {
      test_node_skip_input (node);
      test_node_skip_input (node);
    }
  if (some_axes)
    test_node_add_ints (node, axes, n_axes);
  expected = pad (in, in_shape, before, &shape, value);
  test_node_check (node, &shape, expected, 0);
}

static void
test_shapes (void)
{
  for (int i = 0; i < 150; i++)
    {
      VanityShape shape = { .rank = test_random_int (1, 5) };

      for (int k = 0; k < shape.rank; k++)
        shape.dim[k] = test_random_int (1, 5);
      check (&shape, i % 2, i % 4 < 2);
    }
  check (&VANITY_SHAPE (2, 101, 97, 5), TRUE, FALSE);
}

/* Walks from the middle, one step at a time, and turns, stops or jumps at the ends. */
static gint64
walk (const char *mode, gint64 to, gint64 length)
{
  gint64 at = 0, step = to < 0 ? -1 : 1;

  for (gint64 i = 0; i != to; i += to < 0 ? -1 : 1)
    {
      if (at + step >= 0 && at + step < length)
        at += step;
      else if (g_str_equal (mode, "wrap"))
        at = step > 0 ? 0 : length - 1;
      else if (g_str_equal (mode, "reflect"))
        {
          step = -step;
          at += step;
        }
    }
  return at;
}

static void
check_own (const char *mode, const VanityShape *in_shape)
{
  gint64 pads[2 * VANITY_MAX_RANK];
  VanityShape shape = *in_shape;
  g_autoptr (TestNode) node = test_node_new ("Pad", "mode=%s", mode);
  const float *in = test_node_add_input (node, in_shape, -1, 1);
  g_autofree float *expected = NULL;
  gint64 count;

  for (int i = 0; i < shape.rank; i++)
    {
      pads[i] = test_random_int (0, in_shape->dim[i] - 1);
      pads[shape.rank + i] = test_random_int (0, in_shape->dim[i] - 1);
      shape.dim[i] += pads[i] + pads[shape.rank + i];
    }
  test_node_add_ints (node, pads, 2 * shape.rank);
  count = vanity_shape_get_elements (&shape);
  expected = g_new (float, count);
  for (gint64 k = 0; k < count; k++)
    {
      gint64 rest = k, at = 0, stride = 1;

      for (int i = shape.rank - 1; i >= 0; i--)
        {
          at += walk (mode, rest % shape.dim[i] - pads[i], in_shape->dim[i]) * stride;
          stride *= in_shape->dim[i];
          rest /= shape.dim[i];
        }
      expected[k] = in[at];
    }
  test_node_check (node, &shape, expected, 0);
}

static void
test_own (void)
{
  static const char *const modes[] = { "reflect", "edge", "wrap" };

  for (int i = 0; i < 90; i++)
    {
      VanityShape shape = { .rank = test_random_int (1, 5) };

      for (int k = 0; k < shape.rank; k++)
        shape.dim[k] = test_random_int (1, 5);
      check_own (modes[i % 3], &shape);
    }
  check_own ("reflect", &VANITY_SHAPE (1, 40, 50, 17));
}

static void
refuse (const char *attributes, int code, const char *rule)
{
  g_autoptr (TestNode) node = test_node_new ("Pad", "%s", attributes);

  test_node_add_input (node, &VANITY_SHAPE (2, 3), 0, 1);
  test_node_refuse (node, code, rule);
}

static void
test_refused (void)
{
  refuse ("", VANITY_ERROR_VALUE, "“pads” must have 4 values");
  refuse ("pads=[1,1]", VANITY_ERROR_VALUE, "“pads” must have 4 values");
  refuse ("pads=[1,1,1,1] axes=[0]", VANITY_ERROR_VALUE, "“pads” must have 2 values");
  refuse ("pads=[1,1] axes=[2]", VANITY_ERROR_VALUE, "axis 2 is not one of 2");
  refuse ("pads=[0,0,0,-1]", VANITY_ERROR_UNSUPPORTED, "“pads” must be from 0");
  refuse ("pads=[0,0,0,9223372036854775807]", VANITY_ERROR_UNSUPPORTED, "“pads” must be from 0");
  refuse ("pads=[0,0,0,536870912]", VANITY_ERROR_LIMIT, "its output would have shape 2×536870915");
  refuse ("mode=mirror pads=[0,0,0,0]", VANITY_ERROR_UNSUPPORTED, "“mode” is “mirror”");
  refuse ("mode=reflect pads=[0,3,0,0]", VANITY_ERROR_UNSUPPORTED, "3 elements cannot be padded");
  refuse ("mode=wrap pads=[0,0,3,0]", VANITY_ERROR_UNSUPPORTED, "2 elements cannot be padded");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/pad/shapes", test_shapes);
  test_add ("/nn/pad/own", test_own);
  test_add ("/nn/pad/refused", test_refused);
  return g_test_run ();
}
