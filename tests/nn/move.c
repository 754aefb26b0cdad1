/* Transpose and Slice. */
#include "support.h"

/* Output element (i₀, i₁, …) is input element offset + Σ iₖ strideₖ. */
static float *
pick (const float *in, gint64 offset, const gint64 *strides, const VanityShape *shape)
{
  gint64 count = vanity_shape_get_elements (shape);
  float *out = g_new (float, count);

  for (gint64 k = 0; k < count; k++)
    {
      gint64 rest = k, at = offset;

      for (int i = shape->rank - 1; i >= 0; i--)
        {
          at += rest % shape->dim[i] * strides[i];
          rest /= shape->dim[i];
        }
      out[k] = in[at];
    }
  return out;
}

static void
get_strides (const VanityShape *shape, gint64 *strides)
{
  for (int i = 0; i < shape->rank; i++)
    strides[i] = vanity_shape_get_extent (shape, i + 1, shape->rank);
}

static void
random_shape (VanityShape *shape, int least_rank)
{
  shape->rank = test_random_int (least_rank, 5);
  for (int i = 0; i < shape->rank; i++)
    shape->dim[i] = test_random_int (1, i == shape->rank - 1 ? 20 : 6);
}

static void
check_transpose (const VanityShape *in_shape, const int *perm)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (TestNode) node = NULL;
  g_autofree float *expected = NULL;
  gint64 strides[VANITY_MAX_RANK], moved[VANITY_MAX_RANK];
  VanityShape shape = { .rank = in_shape->rank };
  const float *in;

  get_strides (in_shape, strides);
  for (int i = 0; i < shape.rank; i++)
    {
      shape.dim[i] = in_shape->dim[perm[i]];
      moved[i] = strides[perm[i]];
      g_string_append_printf (list, "%s%d", i > 0 ? "," : "", perm[i]);
    }
  node = test_node_new ("Transpose", "perm=[%s]", list->str);
  in = test_node_add_input (node, in_shape, -1, 1);
  expected = pick (in, 0, moved, &shape);
  test_node_check (node, &shape, expected, 0);
}

/* Planes wider than vectors, and than what is done in one piece. */
static void
test_planes (void)
{
  static const int swapped[] = { 1, 0 }, first[] = { 0, 2, 3, 1 }, last[] = { 0, 3, 1, 2 };
  static const int inner[] = { 1, 0, 3, 2 };

  for (int i = 0; i < test_n_channels; i++)
    {
      int channels = test_channels[i];

      check_transpose (&VANITY_SHAPE (channels, 35), swapped);
      check_transpose (&VANITY_SHAPE (35, channels), swapped);
      check_transpose (&VANITY_SHAPE (2, channels, 9, 37), first);
      check_transpose (&VANITY_SHAPE (2, 9, 37, channels), last);
      check_transpose (&VANITY_SHAPE (2, 3, channels, 33), inner);
    }
  check_transpose (&VANITY_SHAPE (3, 5000), swapped);
  check_transpose (&VANITY_SHAPE (5000, 3), swapped);
  check_transpose (&VANITY_SHAPE (20, 4500), swapped);
  check_transpose (&VANITY_SHAPE (4500, 20), swapped);
}

static void
test_transpose (void)
{
  for (int i = 0; i < 120; i++)
    {
      VanityShape shape;
      int perm[VANITY_MAX_RANK];

      random_shape (&shape, 1);
      for (int k = 0; k < shape.rank; k++)
        {
          int other = test_random_int (0, k);

          perm[k] = perm[other];
          perm[other] = k;
        }
      check_transpose (&shape, perm);
    }
  check_transpose (&VANITY_SHAPE (2, 91, 77, 5), (int[]){ 0, 3, 1, 2 });
}

/* Without “perm” the axes turn around. */
static void
test_transpose_default (void)
{
  g_autoptr (TestNode) node = test_node_new ("Transpose", " ");
  const float *in = test_node_add_input (node, &VANITY_SHAPE (2, 3, 4), -1, 1);
  g_autofree float *expected = pick (in, 0, (gint64[]){ 1, 4, 12 }, &VANITY_SHAPE (4, 3, 2));

  test_node_check (node, &VANITY_SHAPE (4, 3, 2), expected, 0);
}

/* A random start, end and step along an axis of `dim`, in ONNX's many ways to say it; gives where
 * it begins and how many are left, at least one. */
static void
random_range (gint64 dim, gboolean with_step, gint64 *start, gint64 *end, gint64 *step,
              gint64 *first, gint64 *count)
{
  *first = test_random_int (0, dim - 1);
  *step = with_step ? test_random_int (1, 3) * (test_random_int (0, 1) ? 1 : -1) : 1;
  *count = test_random_int (1, 1 + (*step > 0 ? (dim - 1 - *first) / *step : *first / -*step));
  *start = *first;
  /* One past the last, or anything up to the next that would be taken. */
  *end = *first + (*count - 1) * *step
         + (*step > 0 ? test_random_int (1, *step) : -test_random_int (1, -*step));
  if (*end > dim || (*end == dim && test_random_int (0, 1)))
    *end = test_random_int (0, 1) ? G_MAXINT64 : dim + 5;
  else if (*end < 0)
    *end = test_random_int (0, 1) ? G_MININT64 : -dim - 1;
  else if (*end<dim && * end> 0 && test_random_int (0, 1))
    *end -= dim;
  if (test_random_int (0, 1))
    *start -= dim;
  else if (*step < 0 && *first == dim - 1)
    *start = G_MAXINT64;
}

static void
test_slice (void)
{
  for (int i = 0; i < 250; i++)
    {
      gboolean with_axes = i % 2 == 0, with_steps = i % 4 < 2;
      gint64 starts[VANITY_MAX_RANK], ends[VANITY_MAX_RANK], axes[VANITY_MAX_RANK],
          steps[VANITY_MAX_RANK], strides[VANITY_MAX_RANK];
      g_autoptr (TestNode) node = test_node_new ("Slice", " ");
      g_autofree float *expected = NULL;
      gint64 offset = 0;
      VanityShape in_shape, shape;
      int n;
      const float *in;

      random_shape (&in_shape, 1);
      shape = in_shape;
      get_strides (&in_shape, strides);
      n = test_random_int (1, shape.rank);
      for (int k = 0; k < n; k++)
        {
          /* Axes from the last when they are named, else the first ones. */
          int axis = with_axes ? shape.rank - 1 - k : k;
          gint64 first;

          axes[k] = k % 2 == 0 ? axis : axis - shape.rank;
          random_range (in_shape.dim[axis], with_steps, &starts[k], &ends[k], &steps[k], &first,
                        &shape.dim[axis]);
          offset += first * strides[axis];
          strides[axis] *= steps[k];
        }
      in = test_node_add_input (node, &in_shape, -1, 1);
      test_node_add_ints (node, starts, n);
      test_node_add_ints (node, ends, n);
      if (with_axes)
        test_node_add_ints (node, axes, n);
      else
        test_node_skip_input (node);
      if (with_steps)
        test_node_add_ints (node, steps, n);
      expected = pick (in, offset, strides, &shape);
      test_node_check (node, &shape, expected, 0);
    }
}

/* As attributes, the way older models say it; and large enough to be shared. */
static void
test_slice_attributes (void)
{
  g_autoptr (TestNode) node = test_node_new ("Slice", "starts=[1,-80] ends=[2,1000] axes=[0,2]");
  const VanityShape shape = VANITY_SHAPE (1, 61, 80, 3);
  const float *in = test_node_add_input (node, &VANITY_SHAPE (3, 61, 90, 3), -1, 1);
  g_autofree float *expected
      = pick (in, 61 * 90 * 3 + 10 * 3, (gint64[]){ 0, 90 * 3, 3, 1 }, &shape);

  test_node_check (node, &shape, expected, 0);
}

static void
refuse (const char *op, const char *attributes, const char *rule)
{
  g_autoptr (TestNode) node = test_node_new (op, "%s", attributes);

  test_node_add_input (node, &VANITY_SHAPE (2, 3, 4), 0, 1);
  test_node_refuse (node, VANITY_ERROR_VALUE, rule);
}

static void
test_refused (void)
{
  refuse ("Transpose", "perm=[0,1]", "“perm” has 2 values, not 3");
  refuse ("Transpose", "perm=[0,1,1]", "axis 1 is named twice");
  refuse ("Transpose", "perm=[0,1,3]", "axis 3 is not one of 3");
  refuse ("Slice", "", "must be of one length");
  refuse ("Slice", "starts=[0] ends=[1,1]", "must be of one length");
  refuse ("Slice", "starts=[0,0] ends=[1,1] axes=[1]", "must be of one length");
  refuse ("Slice", "starts=[0,0] ends=[1,1] steps=[1]", "must be of one length");
  refuse ("Slice", "starts=[0,0,0,0] ends=[1,1,1,1]", "must be of one length");
  refuse ("Slice", "starts=[0] ends=[1] axes=[3]", "axis 3 is not one of 3");
  refuse ("Slice", "starts=[0,0] ends=[1,1] axes=[1,-2]", "axis 1 is named twice");
  refuse ("Slice", "starts=[0] ends=[2] steps=[0]", "a step of 0 is not possible");
  refuse ("Slice", "starts=[0] ends=[2] steps=[-9223372036854775808]", "is not possible");
  refuse ("Slice", "starts=[2] ends=[3]", "nothing is left of axis 0");
  refuse ("Slice", "starts=[1] ends=[1] axes=[2]", "nothing is left of axis 2");
  refuse ("Slice", "starts=[0] ends=[2] steps=[-1]", "nothing is left of axis 0");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/move/transpose", test_transpose);
  test_add ("/nn/move/planes", test_planes);
  test_add ("/nn/move/transpose-default", test_transpose_default);
  test_add ("/nn/move/slice", test_slice);
  test_add ("/nn/move/slice-attributes", test_slice_attributes);
  test_add ("/nn/move/refused", test_refused);
  return g_test_run ();
}
