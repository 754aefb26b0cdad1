/* Reductions but the mean, GlobalMaxPool, ArgMax and ArgMin. */
#include "support.h"

#include <math.h>

typedef struct
{
  const char *op;
  double start;
  double (*step) (double kept, double x);
  double (*finish) (double kept);
} Reduction;

static double
add (double kept, double x)
{
  return kept + x;
}

static double
add_size (double kept, double x)
{
  return kept + fabs (x);
}

static double
add_square (double kept, double x)
{
  return kept + x * x;
}

static double
add_exponential (double kept, double x)
{
  return kept + exp (x);
}

static double
multiply (double kept, double x)
{
  return kept * x;
}

static double
same (double x)
{
  return x;
}

static const Reduction reductions[] = {
  { "ReduceL1", 0, add_size, same },
  { "ReduceL2", 0, add_square, sqrt },
  { "ReduceLogSum", 0, add, log },
  { "ReduceLogSumExp", 0, add_exponential, log },
  { "ReduceMax", -INFINITY, fmax, same },
  { "ReduceMin", INFINITY, fmin, same },
  { "ReduceProd", 1, multiply, same },
  { "ReduceSum", 0, add, same },
  { "ReduceSumSquare", 0, add_square, same },
};

/* What comes out for `in`; bit i of `axes`: axis i is gone through. Free with g_free (). */
static float *
reduce (const Reduction *reduction, const float *in, const VanityShape *shape, guint axes,
        gint64 *count)
{
  gint64 in_count = vanity_shape_get_elements (shape);
  g_autofree double *kept = g_new (double, in_count);
  float *out = g_new (float, in_count);

  for (gint64 i = 0; i < in_count; i++)
    kept[i] = reduction->start;
  *count = 1;
  for (int i = 0; i < shape->rank; i++)
    *count *= (axes & 1u << i) != 0 ? 1 : shape->dim[i];
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
      kept[target] = reduction->step (kept[target], in[at]);
    }
  for (gint64 i = 0; i < *count; i++)
    out[i] = reduction->finish (kept[i]);
  return out;
}

static VanityShape
left_of (const VanityShape *shape, guint axes, gboolean keep)
{
  VanityShape left = { 0 };

  for (int i = 0; i < shape->rank; i++)
    if ((axes & 1u << i) == 0 || keep)
      left.dim[left.rank++] = (axes & 1u << i) == 0 ? shape->dim[i] : 1;
  return left;
}

static void
check (const Reduction *reduction, const VanityShape *in_shape, guint axes, gboolean keep)
{
  g_autoptr (TestNode) node = test_node_new (reduction->op, "keepdims=%d", keep);
  float *in = test_node_add_input (node, in_shape, 0.5, 1.5);
  VanityShape shape = left_of (in_shape, axes, keep);
  g_autofree float *expected = NULL;
  gint64 values[VANITY_MAX_RANK], count;
  int n_values = 0;

  for (int i = 0; i < in_shape->rank; i++)
    if ((axes & 1u << i) != 0)
      values[n_values++] = i % 2 == 0 ? i : i - in_shape->rank;
  test_node_add_ints (node, values, n_values);
  expected = reduce (reduction, in, in_shape, axes, &count);
  test_node_check (node, &shape, expected, 1e-5);
}

static void
test_reductions (void)
{
  VanityShape shape = VANITY_SHAPE (2, 3, 4, 5), long_one = VANITY_SHAPE (7, 33);

  for (guint i = 0; i < G_N_ELEMENTS (reductions); i++)
    {
      for (guint axes = 1; axes < 16; axes++)
        check (&reductions[i], &shape, axes, axes % 2);
      for (guint axes = 1; axes < 4; axes++)
        check (&reductions[i], &long_one, axes, axes % 2 == 0);
    }
}

/* No axes are all of them, unless that is ruled out. */
static void
test_all (void)
{
  VanityShape shape = VANITY_SHAPE (3, 5);

  for (guint i = 0; i < G_N_ELEMENTS (reductions); i++)
    {
      g_autoptr (TestNode) node = test_node_new (reductions[i].op, "keepdims=0");
      float *in = test_node_add_input (node, &shape, 0.5, 1.5);
      g_autofree float *expected = NULL;
      gint64 count;

      expected = reduce (&reductions[i], in, &shape, 3, &count);
      test_node_check (node, &(VanityShape){ 0 }, expected, 1e-5);
    }
  g_autoptr (TestNode) noop = test_node_new ("ReduceSum", "noop_with_empty_axes=1");
  float *in = test_node_add_input (noop, &shape, -1, 1);
  test_node_check (noop, &shape, in, 0);
}

static void
test_extremes (void)
{
  g_autoptr (TestNode) node = test_node_new ("ReduceLogSumExp", "axes=[1] keepdims=0");
  float *in = test_node_add_input (node, &VANITY_SHAPE (2, 2), 0, 1);

  in[0] = in[1] = 1000;
  in[2] = in[3] = -INFINITY;
  test_node_check (node, &VANITY_SHAPE (2), (float[]){ 1000 + M_LN2, -INFINITY }, 1e-6);
}

static void
test_refused (void)
{
  g_autoptr (TestNode) outside = test_node_new ("ReduceMax", "axes=[2]");
  g_autoptr (TestNode) twice = test_node_new ("ReduceSum", "axes=[1,-1]");

  test_node_add_input (outside, &VANITY_SHAPE (3, 5), 0, 1);
  test_node_refuse (outside, VANITY_ERROR_VALUE, "axis 2");
  test_node_add_input (twice, &VANITY_SHAPE (3, 5), 0, 1);
  test_node_refuse (twice, VANITY_ERROR_VALUE, "twice");
}

static void
test_global_max_pool (void)
{
  for (int i = 0; i < test_n_channels; i++)
    {
      g_autoptr (TestNode) node = test_node_new ("GlobalMaxPool", "%s", "");
      VanityShape shape = VANITY_SHAPE (2, 3, 5, test_channels[i]);
      float *in = test_node_add_input (node, &shape, -3, -1);
      g_autofree float *expected = NULL;
      gint64 count;

      expected = reduce (&reductions[4], in, &shape, 6, &count);
      test_node_check (node, &VANITY_SHAPE (2, 1, 1, test_channels[i]), expected, 0);
    }
  g_autoptr (TestNode) flat = test_node_new ("GlobalMaxPool", "%s", "");
  test_node_add_input (flat, &VANITY_SHAPE (3, 5), 0, 1);
  test_node_refuse (flat, VANITY_ERROR_VALUE, "dimensions");
}

static void
check_arg (const char *op, float sign, int axis, gboolean last, gboolean keep)
{
  g_autoptr (TestNode) node
      = test_node_new (op, "axis=%d select_last_index=%d keepdims=%d", axis, last, keep);
  VanityShape in_shape = VANITY_SHAPE (3, 4, 5);
  VanityShape shape = left_of (&in_shape, 1u << axis, keep);
  float *in = test_node_add_input (node, &in_shape, 0, 3);
  gint64 stride = vanity_shape_get_extent (&in_shape, axis + 1, 3), at = 0;
  float expected[20];

  for (int i = 0; i < 60; i++)
    in[i] = floorf (in[i]); /* so that several are alike */
  for (int i = 0; i < 60; i++)
    {
      int best = 0;

      if (i / stride % in_shape.dim[axis] != 0)
        continue;
      for (int k = 1; k < in_shape.dim[axis]; k++)
        {
          float one = in[i + k * stride] * sign, other = in[i + best * stride] * sign;

          if (one > other || (last && one == other))
            best = k;
        }
      expected[at++] = best;
    }
  test_node_check (node, &shape, expected, 0);
}

static void
test_arg (void)
{
  for (int axis = 0; axis < 3; axis++)
    for (int last = 0; last < 2; last++)
      for (int keep = 0; keep < 2; keep++)
        {
          check_arg ("ArgMax", 1, axis, last, keep);
          check_arg ("ArgMin", -1, axis, last, keep);
        }
  g_autoptr (TestNode) node = test_node_new ("ArgMax", "axis=-4");
  test_node_add_input (node, &VANITY_SHAPE (3, 4, 5), 0, 1);
  test_node_refuse (node, VANITY_ERROR_VALUE, "axis -4");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/reduce/axes", test_reductions);
  test_add ("/nn/reduce/all", test_all);
  test_add ("/nn/reduce/extremes", test_extremes);
  test_add ("/nn/reduce/refused", test_refused);
  test_add ("/nn/reduce/global-max-pool", test_global_max_pool);
  test_add ("/nn/reduce/arg", test_arg);
  return g_test_run ();
}
