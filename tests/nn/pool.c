/* MaxPool and AveragePool. */
#include "window-fixture.h"

#include <math.h>

static void
check (const TestWindow *w, int batch, int channels, gboolean max, gboolean count_padding)
{
  g_autofree char *attributes = test_window_attributes (w);
  g_autoptr (TestNode) node = test_node_new (max ? "MaxPool" : "AveragePool", "%s%s", attributes,
                                             count_padding ? " count_include_pad=1" : "");
  const float *in
      = test_node_add_input (node, &VANITY_SHAPE (batch, w->in[0], w->in[1], channels), -1, 1);
  g_autofree float *expected = g_new (float, batch * w->out[0] * w->out[1] * channels);
  float *at = expected;

  for (int n = 0; n < batch; n++)
    for (int y = 0; y < w->out[0]; y++)
      for (int x = 0; x < w->out[1]; x++)
        for (int c = 0; c < channels; c++)
          {
            double sum = 0, highest = -INFINITY;
            int taps = 0;

            for (int ky = 0; ky < w->kernel[0]; ky++)
              for (int kx = 0; kx < w->kernel[1]; kx++)
                {
                  int iy = y * w->stride[0] - w->before[0] + ky * w->dilation[0];
                  int ix = x * w->stride[1] - w->before[1] + kx * w->dilation[1];
                  double value;

                  if (iy < 0 || iy >= w->in[0] || ix < 0 || ix >= w->in[1])
                    continue;
                  value = in[((n * w->in[0] + iy) * w->in[1] + ix) * channels + c];
                  sum += value;
                  highest = MAX (highest, value);
                  taps++;
                }
            g_assert_cmpint (taps, >, 0);
            *at++ = max ? highest : sum / (count_padding ? w->kernel[0] * w->kernel[1] : taps);
          }
  test_node_check (node, &VANITY_SHAPE (batch, w->out[0], w->out[1], channels), expected, 1e-6);
}

/* Windows that lie over padding alone are refused: see test_refused (). */
static gboolean
is_allowed (const TestWindow *w)
{
  for (int i = 0; i < 2; i++)
    if (w->before[i] >= w->reach[i] || w->after[i] >= w->reach[i]
        || (w->kernel[i] > 1 && w->dilation[i] > w->in[i]))
      return FALSE;
  return TRUE;
}

static void
test_windows (void)
{
  for (int i = 0; i < 250; i++)
    {
      TestWindow window;

      do
        test_window_random (&window, 10, 3);
      while (!is_allowed (&window));
      check (&window, test_random_int (1, 3),
             test_channels[test_random_int (0, test_n_channels - 1)], i % 3 == 0, i % 3 == 1);
    }
}

static void
test_large (void)
{
  const TestWindow window = { .in = { 53, 61 },
                              .kernel = { 3, 2 },
                              .stride = { 2, 2 },
                              .dilation = { 1, 1 },
                              .before = { 1, 0 },
                              .after = { 1, 1 },
                              .out = { 27, 31 },
                              .reach = { 3, 2 } };

  check (&window, 2, 33, TRUE, FALSE);
  check (&window, 2, 33, FALSE, FALSE);
}

/* With “ceil_mode”, windows that begin inside, or on the padding before it, are there, even where
 * they end beyond the padding; what lies there counts for nothing. */
static void
check_ceil (int in_length, int kernel, int stride, int before, int after, int dilation,
            const char *op, gboolean count_padding)
{
  g_autoptr (TestNode) node
      = test_node_new (op, "kernel_shape=[1,%d] strides=[1,%d] pads=[0,%d,0,%d] ceil_mode=1%s%s",
                       kernel, stride, before, after, count_padding ? " count_include_pad=1" : "",
                       dilation > 1 ? " dilations=[1,2]" : "");
  const float *in = test_node_add_input (node, &VANITY_SHAPE (1, 2, in_length, 3), -1, 1);
  gboolean max = g_str_equal (op, "MaxPool");
  float expected[200];
  int out = 0;

  while (out * stride < in_length + before
         && (out == 0
             || (out - 1) * stride + (kernel - 1) * dilation + 1 < in_length + before + after))
    out++;
  for (int at = 0; at < 2 * out; at++)
    for (int c = 0; c < 3; c++)
      {
        double sum = 0, highest = -INFINITY;
        int taps = 0, counted = 0;

        for (int k = 0; k < kernel; k++)
          {
            int x = at % out * stride - before + k * dilation;
            double value;

            counted += x < in_length + after;
            if (x < 0 || x >= in_length)
              continue;
            value = in[(at / out * in_length + x) * 3 + c];
            sum += value;
            highest = MAX (highest, value);
            taps++;
          }
        expected[at * 3 + c] = max ? highest : sum / (count_padding ? counted : taps);
      }
  test_node_check (node, &VANITY_SHAPE (1, 2, out, 3), expected, 1e-6);
}

static void
test_ceil (void)
{
  for (int length = 4; length < 12; length++)
    for (int kernel = 2; kernel < 5; kernel++)
      for (int stride = 1; stride < 5; stride++)
        for (int pads = 0; pads < 4; pads++)
          {
            check_ceil (length, kernel, stride, pads & 1, pads >> 1, 1, "MaxPool", FALSE);
            check_ceil (length, kernel, stride, pads & 1, pads >> 1, 1, "AveragePool", FALSE);
            check_ceil (length, kernel, stride, pads & 1, pads >> 1, 1, "AveragePool", TRUE);
            if (length > 2 * kernel)
              check_ceil (length, kernel, stride, pads & 1, pads >> 1, 2, "MaxPool", FALSE);
          }
}

/* A long sum of like numbers must not lose its small end. */
static void
test_long_sum (void)
{
  g_autoptr (TestNode) node
      = test_node_new ("AveragePool", "kernel_shape=[200,180] pads=[1,0,0,1] count_include_pad=0");
  float *in = test_node_add_input (node, &VANITY_SHAPE (1, 200, 180, 3), 0, 1);
  float expected[12];

  for (int i = 0; i < 200 * 180 * 3; i++)
    in[i] = 0.1f;
  for (int i = 0; i < 12; i++)
    expected[i] = 0.1f;
  test_node_check (node, &VANITY_SHAPE (1, 2, 2, 3), expected, 5e-7);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *attributes;
    int code;
    const char *rule;
  } cases[] = {
    { "", VANITY_ERROR_VALUE, "“kernel_shape” is missing" },
    { "kernel_shape=[2]", VANITY_ERROR_VALUE, "“kernel_shape” must have 2 values, not 1" },
    { "kernel_shape=[0,2]", VANITY_ERROR_VALUE, "“kernel_shape” has 0" },
    { "kernel_shape=[2,9]", VANITY_ERROR_VALUE, "its kernel reaches over 9, more than the padded" },
    { "kernel_shape=[2,2] pads=[2,0,0,0]", VANITY_ERROR_VALUE, "its padding of 2 and 0 must be" },
    { "kernel_shape=[2,2] pads=[0,0,0,2]", VANITY_ERROR_VALUE, "its padding of 0 and 2 must be" },
    { "kernel_shape=[3,1] dilations=[9,1] pads=[8,0,8,0]", VANITY_ERROR_VALUE,
      "its dilation of 9 is larger than the input of 8" },
    { "kernel_shape=[2,2] ceil_mode=2", VANITY_ERROR_VALUE, "attribute “ceil_mode” is 2" },
  };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TestNode) node
          = test_node_new (i % 2 == 0 ? "MaxPool" : "AveragePool", "%s", cases[i / 2].attributes);

      test_node_add_input (node, &VANITY_SHAPE (1, 8, 8, 3), 0, 1);
      test_node_refuse (node, cases[i / 2].code, cases[i / 2].rule);
    }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/pool/windows", test_windows);
  test_add ("/nn/pool/large", test_large);
  test_add ("/nn/pool/long-sum", test_long_sum);
  test_add ("/nn/pool/ceil", test_ceil);
  test_add ("/nn/pool/refused", test_refused);
  return g_test_run ();
}
