/* Convolutions and pooling, against the plain loops of their definition in TensorFlow. */
#include "base/error.h"
#include "runner.h"

#include <math.h>

enum
{
  SAME,
  VALID
};

typedef struct
{
  int height, width, channels; /* of the input */
  int kernel_height, kernel_width;
  int stride_height, stride_width;
  int padding;
  int dilation;
} Window;

/* Output size and the rows or columns of padding in front: SAME gives ⌈input / stride⌉. */
static int
place (int size, int kernel, int stride, int padding, int dilation, int *before)
{
  int reach = (kernel - 1) * dilation + 1;
  if (padding == VALID)
    {
      *before = 0;
      return (size - reach) / stride + 1;
    }
  int output = (size + stride - 1) / stride;
  *before = MAX ((output - 1) * stride + reach - size, 0) / 2;
  return output;
}

/* weights [out, kh, kw, channels / groups] */
static float *
convolve (const Window *w, const float *input, const float *weights, const float *bias, int out,
          int groups, int *n_output)
{
  int top, left;
  int height = place (w->height, w->kernel_height, w->stride_height, w->padding, w->dilation, &top);
  int width = place (w->width, w->kernel_width, w->stride_width, w->padding, w->dilation, &left);
  int group_in = w->channels / groups;
  int group_out = out / groups;
  float *output = g_new (float, height *width *out);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int o = 0; o < out; o++)
        {
          double sum = bias != NULL ? bias[o] : 0;
          for (int i = 0; i < w->kernel_height; i++)
            for (int j = 0; j < w->kernel_width; j++)
              {
                int row = y * w->stride_height - top + i * w->dilation;
                int column = x * w->stride_width - left + j * w->dilation;
                if (row < 0 || row >= w->height || column < 0 || column >= w->width)
                  continue;
                for (int c = 0; c < group_in; c++)
                  sum += input[(row * w->width + column) * w->channels + o / group_out * group_in
                               + c]
                         * weights[((o * w->kernel_height + i) * w->kernel_width + j) * group_in
                                   + c];
              }
          output[(y * width + x) * out + o] = (float)sum;
        }
  *n_output = height * width * out;
  return output;
}

static void
check_conv (const Window *w, int out, int groups, gboolean has_bias, int activation)
{
  g_autoptr (TfliteWriter) writer = tflite_writer_new ();
  int n_input = w->height * w->width * w->channels;
  int n_weights = out * w->kernel_height * w->kernel_width * w->channels / groups;
  g_autofree float *input = random_floats (1, n_input);
  g_autofree float *weights = random_floats (2, n_weights);
  g_autofree float *bias = random_floats (3, out);
  int n_output;
  g_autofree float *expected
      = convolve (w, input, weights, has_bias ? bias : NULL, out, groups, &n_output);
  for (int i = 0; i < n_output; i++)
    if (activation == 1)
      expected[i] = MAX (expected[i], 0);
    else if (activation == 2)
      expected[i] = CLAMP (expected[i], -1, 1);
    else if (activation == 3)
      expected[i] = CLAMP (expected[i], 0, 6);
    else if (activation == 4)
      expected[i] = tanhf (expected[i]);

  int before;
  int out_height
      = place (w->height, w->kernel_height, w->stride_height, w->padding, w->dilation, &before);
  int inputs[] = {
    tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, w->height, w->width, w->channels)),
    tflite_writer_add_constant (writer, TFLITE_FLOAT32,
                                DIM (out, w->kernel_height, w->kernel_width, w->channels / groups),
                                weights, n_weights * sizeof (float)),
    has_bias
        ? tflite_writer_add_constant (writer, TFLITE_FLOAT32, DIM (out), bias, out * sizeof (float))
        : -1,
  };
  int output = tflite_writer_add_tensor (writer, TFLITE_FLOAT32,
                                         DIM (1, out_height, n_output / out / out_height, out));
  tflite_writer_add_input (writer, inputs[0]);
  tflite_writer_add_output (writer, output);
  tflite_writer_add_operator (writer, TFLITE_CONV_2D,
                              FIELDS ({ 0, w->padding }, { 1, w->stride_width },
                                      { 2, w->stride_height }, { 3, activation },
                                      { 4, w->dilation }, { 5, w->dilation }),
                              inputs, 3, output);
  g_autofree float *values = run_model (writer, input, n_output);
  assert_near (values, expected, n_output, 1e-4f);
}

static void
test_conv (void)
{
  static const int kernels[][2] = { { 1, 1 }, { 2, 2 }, { 3, 3 }, { 5, 5 }, { 3, 1 } };

  for (gsize k = 0; k < G_N_ELEMENTS (kernels); k++)
    for (int stride = 1; stride <= 3; stride++)
      for (int padding = SAME; padding <= VALID; padding++)
        check_conv (&(Window){ 8, 7, 3, kernels[k][0], kernels[k][1], stride, stride, padding, 1 },
                    5, 1, TRUE, 0);
  check_conv (&(Window){ 9, 8, 4, 3, 3, 2, 1, SAME, 1 }, 6, 1, FALSE, 0);
  check_conv (&(Window){ 9, 9, 2, 3, 3, 1, 1, SAME, 2 }, 4, 1, TRUE, 0);
  check_conv (&(Window){ 6, 6, 4, 3, 3, 1, 1, SAME, 1 }, 6, 2, TRUE, 0);
  for (int activation = 1; activation <= 4; activation++)
    check_conv (&(Window){ 6, 6, 4, 3, 3, 1, 1, SAME, 1 }, 6, 1, TRUE, activation);
}

static void
check_depthwise (const Window *w, int multiplier, gboolean half, int activation)
{
  g_autoptr (TfliteWriter) writer = tflite_writer_new ();
  int out = w->channels * multiplier;
  int taps = w->kernel_height * w->kernel_width;
  int n_input = w->height * w->width * w->channels;
  g_autofree float *input = random_floats (4, n_input);
  g_autofree float *weights = random_floats (5, taps * out);
  g_autofree float *bias = random_floats (6, out);
  g_autofree float *turned = g_new (float, taps *out);
  /* TFLite has the taps outside, the convolution above the channels. */
  for (int tap = 0; tap < taps; tap++)
    for (int o = 0; o < out; o++)
      {
        if (half)
          weights[tap * out + o] = roundf (weights[tap * out + o] * 512) / 512;
        turned[o * taps + tap] = weights[tap * out + o];
      }
  int n_output, before;
  g_autofree float *expected = convolve (w, input, turned, bias, out, w->channels, &n_output);
  if (activation == 3)
    for (int i = 0; i < n_output; i++)
      expected[i] = CLAMP (expected[i], 0, 6);
  int out_height
      = place (w->height, w->kernel_height, w->stride_height, w->padding, w->dilation, &before);

  const int *dim = DIM (1, w->kernel_height, w->kernel_width, out);
  int inputs[] = {
    tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, w->height, w->width, w->channels)),
    half ? tflite_writer_add_half_constant (writer, dim, weights, taps * out)
         : tflite_writer_add_constant (writer, TFLITE_FLOAT32, dim, weights,
                                       taps * out * sizeof (float)),
    tflite_writer_add_constant (writer, TFLITE_FLOAT32, DIM (out), bias, out * sizeof (float)),
  };
  int output = tflite_writer_add_tensor (writer, TFLITE_FLOAT32,
                                         DIM (1, out_height, n_output / out / out_height, out));
  tflite_writer_add_input (writer, inputs[0]);
  tflite_writer_add_output (writer, output);
  tflite_writer_add_operator (writer, TFLITE_DEPTHWISE_CONV_2D,
                              FIELDS ({ 0, w->padding }, { 1, w->stride_width },
                                      { 2, w->stride_height }, { 3, multiplier }, { 4, activation },
                                      { 5, w->dilation }, { 6, w->dilation }),
                              inputs, 3, output);
  g_autofree float *values = run_model (writer, input, n_output);
  assert_near (values, expected, n_output, 1e-4f);
}

static void
test_depthwise (void)
{
  for (int stride = 1; stride <= 2; stride++)
    for (int padding = SAME; padding <= VALID; padding++)
      {
        check_depthwise (&(Window){ 8, 9, 6, 3, 3, stride, stride, padding, 1 }, 1, FALSE, 0);
        check_depthwise (&(Window){ 8, 9, 3, 5, 5, stride, stride, padding, 1 }, 2, TRUE, 3);
      }
  check_depthwise (&(Window){ 9, 9, 4, 3, 3, 1, 1, SAME, 2 }, 1, TRUE, 0);
}

static void
check_pool (const Window *w, int code)
{
  g_autoptr (TfliteWriter) writer = tflite_writer_new ();
  g_autofree float *input = random_floats (7, w->height * w->width * w->channels);
  int top, left;
  int height = place (w->height, w->kernel_height, w->stride_height, w->padding, 1, &top);
  int width = place (w->width, w->kernel_width, w->stride_width, w->padding, 1, &left);
  g_autofree float *expected = g_new (float, height *width * w->channels);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int c = 0; c < w->channels; c++)
        {
          float most = -INFINITY, sum = 0;
          int count = 0;
          for (int i = 0; i < w->kernel_height; i++)
            for (int j = 0; j < w->kernel_width; j++)
              {
                int row = y * w->stride_height - top + i;
                int column = x * w->stride_width - left + j;
                if (row < 0 || row >= w->height || column < 0 || column >= w->width)
                  continue;
                float value = input[(row * w->width + column) * w->channels + c];
                most = MAX (most, value);
                sum += value;
                count++;
              }
          expected[(y * width + x) * w->channels + c]
              = code == TFLITE_MAX_POOL_2D ? most : sum / count;
        }

  int in = tflite_writer_add_tensor (writer, TFLITE_FLOAT32,
                                     DIM (1, w->height, w->width, w->channels));
  int out = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, height, width, w->channels));
  tflite_writer_add_input (writer, in);
  tflite_writer_add_output (writer, out);
  tflite_writer_add_operator (writer, code,
                              FIELDS ({ 0, w->padding }, { 1, w->stride_width },
                                      { 2, w->stride_height }, { 3, w->kernel_width },
                                      { 4, w->kernel_height }),
                              &in, 1, out);
  int n_output = height * width * w->channels;
  g_autofree float *values = run_model (writer, input, n_output);
  assert_near (values, expected, n_output, 1e-5f);
}

static void
test_pool (void)
{
  static const int codes[] = { TFLITE_MAX_POOL_2D, TFLITE_AVERAGE_POOL_2D };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      check_pool (&(Window){ 8, 8, 5, 2, 2, 2, 2, VALID }, codes[i]);
      check_pool (&(Window){ 7, 9, 5, 3, 2, 2, 1, SAME }, codes[i]);
      check_pool (&(Window){ 6, 4, 16, 6, 4, 6, 4, VALID }, codes[i]);
    }
}

/* out[y·s − top + i] += in[y] · w[i]; weights [out, kh, kw, in] */
static void
check_transposed (int size, int kernel, int stride, int padding, gboolean custom)
{
  enum
  {
    IN = 3,
    OUT = 2
  };
  g_autoptr (TfliteWriter) writer = tflite_writer_new ();
  g_autofree float *input = random_floats (8, size * size * IN);
  g_autofree float *weights = random_floats (9, OUT * kernel * kernel * IN);
  g_autofree float *bias = random_floats (10, OUT);
  int reach = (size - 1) * stride + kernel;
  int n = padding == SAME ? size * stride : reach;
  int before = MAX (reach - n, 0) / 2;
  g_autofree float *expected = g_new (float, n *n *OUT);

  for (int i = 0; i < n * n * OUT; i++)
    expected[i] = bias[i % OUT];
  for (int y = 0; y < size; y++)
    for (int x = 0; x < size; x++)
      for (int i = 0; i < kernel; i++)
        for (int j = 0; j < kernel; j++)
          {
            int row = y * stride - before + i;
            int column = x * stride - before + j;
            if (row < 0 || row >= n || column < 0 || column >= n)
              continue;
            for (int o = 0; o < OUT; o++)
              for (int c = 0; c < IN; c++)
                expected[(row * n + column) * OUT + o]
                    += input[(y * size + x) * IN + c]
                       * weights[((o * kernel + i) * kernel + j) * IN + c];
          }

  const gint32 shape[] = { 1, n, n, OUT };
  int in = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, size, size, IN));
  int w = tflite_writer_add_constant (writer, TFLITE_FLOAT32, DIM (OUT, kernel, kernel, IN),
                                      weights, OUT * kernel * kernel * IN * sizeof (float));
  int b = tflite_writer_add_constant (writer, TFLITE_FLOAT32, DIM (OUT), bias, sizeof (float[OUT]));
  int s = tflite_writer_add_constant (writer, TFLITE_INT32, DIM (4), shape, sizeof shape);
  int out = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, n, n, OUT));
  tflite_writer_add_input (writer, in);
  tflite_writer_add_output (writer, out);
  if (custom)
    {
      const gint32 options[]
          = { GINT32_TO_LE (padding + 1), GINT32_TO_LE (stride), GINT32_TO_LE (stride) };
      g_autoptr (GBytes) bytes = g_bytes_new (options, sizeof options);
      tflite_writer_add_custom (writer, "Convolution2DTransposeBias", bytes,
                                (const int[]){ in, w, b }, 3, out);
    }
  else
    tflite_writer_add_operator (writer, TFLITE_TRANSPOSE_CONV,
                                FIELDS ({ 0, padding }, { 1, stride }, { 2, stride }),
                                (const int[]){ s, w, in, b }, 4, out);
  g_autofree float *values = run_model (writer, input, n * n * OUT);
  assert_near (values, expected, n * n * OUT, 1e-4f);
}

static void
test_transposed (void)
{
  for (int custom = 0; custom <= 1; custom++)
    for (int padding = SAME; padding <= VALID; padding++)
      {
        check_transposed (4, 2, 2, padding, custom);
        check_transposed (4, 3, 2, padding, custom);
        check_transposed (3, 3, 1, padding, custom);
      }
  check_transposed (3, 2, 3, SAME, FALSE); /* less reach than output */
}

static void
test_broken (void)
{
  const float weights[8] = { 0 };

  for (int fault = 0; fault < 5; fault++)
    {
      g_autoptr (TfliteWriter) writer = tflite_writer_new ();
      int in = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 4, 4, 2));
      int w = tflite_writer_add_constant (writer, TFLITE_FLOAT32,
                                          fault == 0   ? DIM (2, 1, 2, 2)
                                          : fault == 1 ? DIM (4, 1, 2)
                                                       : DIM (1, 1, 4, 2),
                                          weights, fault == 2 ? 28 : 32);
      int out = tflite_writer_add_tensor (writer, TFLITE_FLOAT32,
                                          fault == 0 ? DIM (1, 4, 4, 3) : DIM (1, 4, 1, 1));
      tflite_writer_add_input (writer, in);
      tflite_writer_add_output (writer, out);
      tflite_writer_add_operator (
          writer, TFLITE_CONV_2D,
          FIELDS ({ 0, fault == 3 ? 7 : VALID }, { 1, 1 }, { 2, 1 }, { 3, fault == 4 ? 77 : 0 }),
          (const int[]){ in, w }, 2, out);
      static const char *const parts[] = { "declares", "dimensions", "28 bytes", "padding", "77" };
      static const int codes[] = { VANITY_ERROR_FORMAT, VANITY_ERROR_FORMAT, VANITY_ERROR_FORMAT,
                                   VANITY_ERROR_VALUE, VANITY_ERROR_UNSUPPORTED };
      assert_refused (writer, codes[fault], parts[fault]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/tflite/conv", test_conv);
  g_test_add_func ("/model/tflite/depthwise-conv", test_depthwise);
  g_test_add_func ("/model/tflite/pool", test_pool);
  g_test_add_func ("/model/tflite/transpose-conv", test_transposed);
  g_test_add_func ("/model/tflite/conv-broken", test_broken);
  return g_test_run ();
}
