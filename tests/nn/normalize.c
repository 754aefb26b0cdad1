/* Normalisations and LogSoftmax. */
#include "support.h"

#include <math.h>

/* Of `count` elements `step` apart. */
static void
measure (const float *in, gint64 count, gint64 step, double *mean, double *variance)
{
  *mean = *variance = 0;
  for (gint64 i = 0; i < count; i++)
    *mean += in[i * step] / (double)count;
  for (gint64 i = 0; i < count; i++)
    *variance += (in[i * step] - *mean) * (in[i * step] - *mean) / count;
}

static void
test_batch (void)
{
  for (int i = 0; i < test_n_channels; i++)
    {
      gint64 channels = test_channels[i];
      g_autoptr (TestNode) node = test_node_new ("BatchNormalization", "epsilon=0.01");
      VanityShape shape = VANITY_SHAPE (2, 3, 5, channels);
      VanityShape list = VANITY_SHAPE (channels);
      float *in = test_node_add_input (node, &shape, -2, 2);
      float *scale = test_node_add_constant (node, &list, -1, 1);
      float *bias = test_node_add_input (node, &list, -1, 1);
      float *mean = test_node_add_constant (node, &list, -1, 1);
      float *variance = test_node_add_constant (node, &list, 0.1, 2);
      g_autofree float *expected = g_new (float, 30 * channels);

      for (gint64 k = 0; k < 30 * channels; k++)
        {
          gint64 c = k % channels;

          expected[k] = (in[k] - mean[c]) / sqrt (variance[c] + 0.01) * scale[c] + bias[c];
        }
      test_node_check (node, &shape, expected, 1e-5);
    }
}

/* Each image and group of channels by itself; one group a channel is InstanceNormalization. */
static void
check_groups (const char *op, gint64 channels, gint64 groups, gboolean by_group, double middle)
{
  gboolean instance = g_str_equal (op, "InstanceNormalization");
  g_autoptr (TestNode) node = instance
                                  ? test_node_new (op, "epsilon=0.001")
                                  : test_node_new (op, "epsilon=0.001 num_groups=%d", (int)groups);
  VanityShape shape = VANITY_SHAPE (2, 3, 5, channels);
  VanityShape list = VANITY_SHAPE (by_group ? groups : channels);
  float *in = test_node_add_input (node, &shape, middle - 1, middle + 2);
  float *scale = test_node_add_constant (node, &list, -1, 1);
  float *bias = test_node_add_constant (node, &list, -1, 1);
  gint64 size = channels / groups;
  g_autofree float *expected = g_new (float, 30 * channels);

  for (int n = 0; n < 2; n++)
    for (gint64 g = 0; g < groups; g++)
      {
        double mean = 0, variance = 0;

        for (gint64 c = g * size; c < (g + 1) * size; c++)
          for (int p = 0; p < 15; p++)
            mean += in[(n * 15 + p) * channels + c] / (15.0 * size);
        for (gint64 c = g * size; c < (g + 1) * size; c++)
          for (int p = 0; p < 15; p++)
            variance += pow (in[(n * 15 + p) * channels + c] - mean, 2) / (15.0 * size);
        for (gint64 c = g * size; c < (g + 1) * size; c++)
          for (int p = 0; p < 15; p++)
            {
              gint64 at = (n * 15 + p) * channels + c, s = by_group ? g : c;

              expected[at] = (in[at] - mean) / sqrt (variance + 0.001) * scale[s] + bias[s];
            }
      }
  test_node_check (node, &shape, expected, 1e-5);
}

static void
test_instance (void)
{
  for (int i = 0; i < test_n_channels; i++)
    check_groups ("InstanceNormalization", test_channels[i], test_channels[i], FALSE, 0);
  /* A large mean must not eat up the variance. */
  check_groups ("InstanceNormalization", 3, 3, FALSE, 1000);
}

/* Many pixels, which are measured in slabs: around a large mean, with a first pixel far from the
 * others, and with all alike. */
static void
check_many (gint64 channels, double middle, double first, double spread)
{
  const gint64 pixels = 61 * 53;
  g_autoptr (TestNode) node = test_node_new ("InstanceNormalization", "epsilon=0.001");
  VanityShape shape = VANITY_SHAPE (1, 61, 53, channels);
  VanityShape list = VANITY_SHAPE (channels);
  float *in = test_node_add_input (node, &shape, middle - spread, middle + spread);
  float *scale = test_node_add_constant (node, &list, -1, 1);
  float *bias = test_node_add_constant (node, &list, -1, 1);
  g_autofree float *expected = g_new (float, pixels *channels);

  for (gint64 c = 0; c < channels; c++)
    {
      double mean, variance;

      in[c] += first;
      measure (in + c, pixels, channels, &mean, &variance);
      for (gint64 k = c; k < pixels * channels; k += channels)
        expected[k] = (in[k] - mean) / sqrt (variance + 0.001) * scale[c] + bias[c];
    }
  test_node_check (node, &shape, expected, 1e-5);
}

static void
test_many (void)
{
  for (int i = 0; i < test_n_channels; i++)
    check_many (test_channels[i], 0, 0, 1);
  check_many (35, 3e5, 0, 1);
  check_many (35, 1, 1e4, 1);
  check_many (35, -1e4, 1e4, 1);
  check_many (35, 1e4, 0, 0);
}

static void
test_group (void)
{
  check_groups ("GroupNormalization", 12, 3, FALSE, 0);
  check_groups ("GroupNormalization", 12, 3, TRUE, 0);
  check_groups ("GroupNormalization", 66, 2, FALSE, 0);
  check_groups ("GroupNormalization", 33, 1, TRUE, 0);
  check_groups ("GroupNormalization", 5, 5, FALSE, 0);
}

static void
check_layer (int axis, gboolean has_bias)
{
  g_autoptr (TestNode) node = test_node_new ("LayerNormalization", "axis=%d epsilon=0.001", axis);
  VanityShape shape = VANITY_SHAPE (2, 3, 4, 5);
  int from = axis < 0 ? axis + 4 : axis;
  gint64 length = vanity_shape_get_extent (&shape, from, 4);
  VanityShape list = { .rank = 4 - from };
  float expected[120];

  for (int i = from; i < 4; i++)
    list.dim[i - from] = shape.dim[i];
  float *in = test_node_add_input (node, &shape, -2, 2);
  float *scale = test_node_add_constant (node, &list, -1, 1);
  float *bias = has_bias ? test_node_add_input (node, &list, -1, 1) : NULL;
  for (gint64 row = 0; row < 120; row += length)
    {
      double mean, variance;

      measure (in + row, length, 1, &mean, &variance);
      for (gint64 i = 0; i < length; i++)
        expected[row + i]
            = (in[row + i] - mean) / sqrt (variance + 0.001) * scale[i] + (has_bias ? bias[i] : 0);
    }
  test_node_check (node, &shape, expected, 1e-5);
}

/* Rows of many elements, around a mean that may be large. */
static void
check_layer_row (gint64 length, double middle)
{
  g_autoptr (TestNode) node = test_node_new ("LayerNormalization", "epsilon=%g", 0.001);
  VanityShape shape = VANITY_SHAPE (3, length), list = VANITY_SHAPE (length);
  float *in = test_node_add_input (node, &shape, middle - 1, middle + 1);
  float *scale = test_node_add_constant (node, &list, -1, 1);
  float *bias = test_node_add_constant (node, &list, -1, 1);
  g_autofree float *expected = g_new (float, 3 * length);

  for (gint64 row = 0; row < 3 * length; row += length)
    {
      double mean, variance;

      measure (in + row, length, 1, &mean, &variance);
      for (gint64 i = 0; i < length; i++)
        expected[row + i] = (in[row + i] - mean) / sqrt (variance + 0.001) * scale[i] + bias[i];
    }
  test_node_check (node, &shape, expected, 1e-5);
}

static void
test_layer (void)
{
  for (int i = 0; i < test_n_channels; i++)
    check_layer_row (test_channels[i], 0);
  check_layer_row (1000, 1e5);
  check_layer_row (9001, -3);
  for (int axis = -4; axis < 4; axis++)
    check_layer (axis, axis % 2 == 0);
}

static void
check_lrn (gint64 channels, int size)
{
  g_autoptr (TestNode) node = test_node_new ("LRN", "size=%d alpha=0.3 beta=0.6 bias=1.5", size);
  VanityShape shape = VANITY_SHAPE (2, 3, channels);
  float *in = test_node_add_input (node, &shape, -2, 2);
  g_autofree float *expected = g_new (float, 6 * channels);

  for (gint64 at = 0; at < 6 * channels; at++)
    {
      gint64 c = at % channels;
      double sum = 0;

      for (gint64 k = 0; k < channels; k++)
        if (k >= c - (size - 1) / 2 && k <= c + size / 2)
          sum += in[at - c + k] * in[at - c + k];
      expected[at] = in[at] / pow (1.5 + 0.3 / size * sum, 0.6);
    }
  test_node_check (node, &shape, expected, 1e-5);
}

static void
test_lrn (void)
{
  for (int size = 1; size < 8; size++)
    {
      check_lrn (5, size);
      check_lrn (17, size);
    }
}

static void
test_log_softmax (void)
{
  for (int axis = -3; axis < 3; axis++)
    {
      g_autoptr (TestNode) node = test_node_new ("LogSoftmax", "axis=%d", axis);
      VanityShape shape = VANITY_SHAPE (3, 7, 17);
      float *in = test_node_add_input (node, &shape, -40, 40);
      int at_axis = axis < 0 ? axis + 3 : axis;
      gint64 stride = vanity_shape_get_extent (&shape, at_axis + 1, 3);
      float expected[357];

      for (gint64 at = 0; at < 357; at++)
        {
          gint64 first = at - at / stride % shape.dim[at_axis] * stride;
          double sum = 0;

          for (gint64 k = 0; k < shape.dim[at_axis]; k++)
            sum += exp (in[first + k * stride]);
          expected[at] = in[at] - log (sum);
        }
      test_node_check (node, &shape, expected, 1e-5);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *op, *attributes, *rule;
  } cases[] = {
    { "BatchNormalization", "", "few" },
    { "InstanceNormalization", "", "input 1 has 2 numbers for 6 channels" },
    { "GroupNormalization", "num_groups=4", "6 channels cannot be 4 groups" },
    { "GroupNormalization", "", "num_groups" },
    { "GroupNormalization", "num_groups=0", "num_groups" },
    { "LayerNormalization", "axis=3", "axis 3" },
    { "LayerNormalization", "axis=1", "input 1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TestNode) node = test_node_new (cases[i].op, "%s", cases[i].attributes);

      test_node_add_input (node, &VANITY_SHAPE (1, 4, 6), 0, 1);
      for (int k = 0; k < 2; k++)
        test_node_add_constant (node, &VANITY_SHAPE (2), 0, 1);
      test_node_refuse (node, VANITY_ERROR_VALUE, cases[i].rule);
    }
  g_autoptr (TestNode) lrn = test_node_new ("LRN", "%s", "");
  test_node_add_input (lrn, &VANITY_SHAPE (1, 4, 6), 0, 1);
  test_node_refuse (lrn, VANITY_ERROR_VALUE, "size");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/normalize/batch", test_batch);
  test_add ("/nn/normalize/instance", test_instance);
  test_add ("/nn/normalize/many-pixels", test_many);
  test_add ("/nn/normalize/group", test_group);
  test_add ("/nn/normalize/layer", test_layer);
  test_add ("/nn/normalize/lrn", test_lrn);
  test_add ("/nn/normalize/log-softmax", test_log_softmax);
  test_add ("/nn/normalize/refused", test_refused);
  return g_test_run ();
}
