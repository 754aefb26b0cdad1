/* ReduceMean and GlobalAveragePool. */
#include "support.h"

/* Bit i of `axes`: axis i is averaged. */
static float *
average (const float *in, const VanityShape *shape, guint axes, gint64 *count)
{
  gint64 in_count = vanity_shape_get_elements (shape);
  g_autofree double *sums = g_new0 (double, in_count);
  float *out;

  *count = 1;
  for (int i = 0; i < shape->rank; i++)
    if ((axes & 1u << i) == 0)
      *count *= shape->dim[i];
  for (gint64 at = 0; at < in_count; at++)
    {
      gint64 rest = at, target = 0, stride = 1;

      for (int i = shape->rank - 1; i >= 0; i--)
        {
          if ((axes & 1u << i) == 0)
            {
              target += rest % shape->dim[i] * stride;
              stride *= shape->dim[i];
            }
          rest /= shape->dim[i];
        }
      sums[target] += in[at];
    }
  out = g_new (float, *count);
  for (gint64 i = 0; i < *count; i++)
    out[i] = sums[i] * *count / in_count;
  return out;
}

/* As the attribute, or as the input of later versions; some axes counted from the end. */
static void
check_mean (const VanityShape *in_shape, guint axes, gboolean keep, gboolean as_input)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (TestNode) node = NULL;
  g_autofree float *expected = NULL;
  gint64 values[VANITY_MAX_RANK], count;
  int n_values = 0;
  VanityShape shape = { 0 };
  const float *in;

  for (int i = 0; i < in_shape->rank; i++)
    {
      if ((axes & 1u << i) == 0)
        {
          shape.dim[shape.rank++] = in_shape->dim[i];
          continue;
        }
      if (keep)
        shape.dim[shape.rank++] = 1;
      values[n_values] = i % 2 == 0 ? i : i - in_shape->rank;
      g_string_append_printf (list, "%s%d", n_values > 0 ? "," : "", (int)values[n_values]);
      n_values++;
    }
  node = test_node_new ("ReduceMean", "keepdims=%d %s%s%s", keep, as_input ? "" : "axes=[",
                        as_input ? "" : list->str, as_input ? "" : "]");
  in = test_node_add_input (node, in_shape, -1, 1);
  if (as_input)
    test_node_add_ints (node, values, n_values);
  expected = average (in, in_shape, axes, &count);
  test_node_check (node, &shape, expected, 2e-6);
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
      check_mean (&shape, test_random_int (1, (1 << shape.rank) - 1), i % 2, i % 4 < 2);
    }
}

/* A long sum of like numbers must not lose its small end. */
static void
test_large (void)
{
  const VanityShape shape = VANITY_SHAPE (1, 300, 300, 3);
  g_autoptr (TestNode) node = test_node_new ("GlobalAveragePool", " ");
  g_autoptr (TestNode) row = test_node_new ("ReduceMean", "axes=[0,1,3] keepdims=0");
  float *in = test_node_add_input (node, &shape, 0, 1);
  float *rows = test_node_add_input (row, &VANITY_SHAPE (300, 300, 1, 5), 0, 1);

  for (int i = 0; i < 300 * 300 * 3; i++)
    in[i] = 0.1f;
  for (int i = 0; i < 300 * 300 * 5; i++)
    rows[i] = 0.1f;
  test_node_check (node, &VANITY_SHAPE (1, 1, 1, 3), (float[]){ 0.1f, 0.1f, 0.1f }, 1e-7);
  test_node_check (row, &VANITY_SHAPE (1), (float[]){ 0.1f }, 1e-7);
  check_mean (&shape, 6, TRUE, FALSE);
  check_mean (&shape, 15, FALSE, FALSE);
}

static void
test_no_axes (void)
{
  const VanityShape shape = VANITY_SHAPE (2, 3, 5);
  g_autoptr (TestNode) all = test_node_new ("ReduceMean", " ");
  g_autoptr (TestNode) none = test_node_new ("ReduceMean", "noop_with_empty_axes=1");
  g_autoptr (TestNode) scalar = test_node_new ("ReduceMean", " ");
  gint64 count;
  g_autofree float *expected
      = average (test_node_add_input (all, &shape, -1, 1), &shape, 7, &count);
  const float *in;

  test_node_check (all, &VANITY_SHAPE (1, 1, 1), expected, 1e-6);
  in = test_node_add_input (none, &shape, -1, 1);
  test_node_check (none, &shape, in, 0);
  in = test_node_add_input (scalar, &(VanityShape){ .rank = 0 }, -1, 1);
  test_node_check (scalar, &(VanityShape){ .rank = 0 }, in, 0);
}

static void
test_global_average_pool (void)
{
  for (int i = 0; i < test_n_channels; i++)
    {
      VanityShape shape = VANITY_SHAPE (2, 3, 5, test_channels[i]);
      g_autoptr (TestNode) node = test_node_new ("GlobalAveragePool", " ");
      const float *in = test_node_add_input (node, &shape, -1, 1);
      gint64 count;
      g_autofree float *expected = average (in, &shape, 6, &count);

      test_node_check (node, &VANITY_SHAPE (2, 1, 1, test_channels[i]), expected, 1e-6);
    }
}

static void
refuse (const char *op, const char *attributes, const VanityShape *shape, const char *rule)
{
  g_autoptr (TestNode) node = test_node_new (op, "%s", attributes);

  test_node_add_input (node, shape, 0, 1);
  test_node_refuse (node, VANITY_ERROR_VALUE, rule);
}

static void
test_refused (void)
{
  const VanityShape shape = VANITY_SHAPE (2, 3, 4);

  refuse ("ReduceMean", "axes=[3]", &shape, "axis 3 is not one of 3");
  refuse ("ReduceMean", "axes=[-4]", &shape, "axis -4 is not one of 3");
  refuse ("ReduceMean", "axes=[1,-2]", &shape, "axis 1 is named twice");
  refuse ("ReduceMean", "keepdims=2", &shape, "attribute “keepdims” is 2");
  refuse ("ReduceMean", "axes=[0,1,2,0,1,2,0,1,2]", &shape, "“axes” has 9 values");
  refuse ("GlobalAveragePool", "", &VANITY_SHAPE (2, 3), "input 0 has shape 2×3");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/mean/axes", test_axes);
  test_add ("/nn/mean/large", test_large);
  test_add ("/nn/mean/no-axes", test_no_axes);
  test_add ("/nn/mean/global-average-pool", test_global_average_pool);
  test_add ("/nn/mean/refused", test_refused);
  return g_test_run ();
}
