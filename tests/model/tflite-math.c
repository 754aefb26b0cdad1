/* Operators that map elements, and the fully connected one, against their formulas. */
#include "base/error.h"
#include "runner.h"

#include <math.h>

#define N 24 /* 1 × 2 × 3 × 4 */

/* Adds input and output of shape [1, 2, 3, 4], and `code` between; `second` is another input. */
static float *
run_between (TfliteWriter *writer, int code, const TfliteField *fields, int second,
             const float *input)
{
  int in = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 2, 3, 4));
  int out = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 2, 3, 4));
  tflite_writer_add_input (writer, in);
  tflite_writer_add_output (writer, out);
  tflite_writer_add_operator (writer, code, fields, (const int[]){ in, second },
                              second >= 0 ? 2 : 1, out);
  return run_model (writer, input, N);
}

static float
apply_unary (int code, float x)
{
  switch (code)
    {
    case TFLITE_EXP:
      return expf (x);
    case TFLITE_HARD_SWISH:
      return x * CLAMP (x + 3, 0, 6) / 6;
    case TFLITE_LOGISTIC:
      return 1 / (1 + expf (-x));
    case TFLITE_RELU:
      return MAX (x, 0);
    case TFLITE_RELU6:
      return CLAMP (x, 0, 6);
    case TFLITE_RELU_N1_TO_1:
      return CLAMP (x, -1, 1);
    case TFLITE_TANH:
      return tanhf (x);
    default:
      g_assert_not_reached ();
    }
}

static void
test_unary (void)
{
  static const int codes[] = { TFLITE_EXP,   TFLITE_HARD_SWISH,   TFLITE_LOGISTIC, TFLITE_RELU,
                               TFLITE_RELU6, TFLITE_RELU_N1_TO_1, TFLITE_TANH };
  g_autofree float *input = random_floats (1, N);
  float expected[N];

  for (int i = 0; i < N; i++)
    input[i] *= 8;
  for (gsize c = 0; c < G_N_ELEMENTS (codes); c++)
    {
      g_autoptr (TfliteWriter) writer = tflite_writer_new ();
      g_autofree float *values = run_between (writer, codes[c], NULL, -1, input);
      for (int i = 0; i < N; i++)
        {
          expected[i] = apply_unary (codes[c], input[i]);
          g_assert_cmpfloat_with_epsilon (values[i], expected[i],
                                          1e-5f * MAX (1, ABS (expected[i])));
        }
    }
}

static float
apply_binary (int code, float a, float b)
{
  switch (code)
    {
    case TFLITE_ADD:
      return a + b;
    case TFLITE_SUB:
      return a - b;
    case TFLITE_MUL:
      return a * b;
    case TFLITE_DIV:
      return a / b;
    case TFLITE_MAXIMUM:
      return MAX (a, b);
    case TFLITE_MINIMUM:
      return MIN (a, b);
    default:
      g_assert_not_reached ();
    }
}

/* With a constant of the same shape, one per channel, and one for all; and a fused activation. */
static void
test_binary (void)
{
  static const int codes[]
      = { TFLITE_ADD, TFLITE_SUB, TFLITE_MUL, TFLITE_DIV, TFLITE_MAXIMUM, TFLITE_MINIMUM };
  g_autofree float *input = random_floats (2, N);
  g_autofree float *second = random_floats (3, N);
  float expected[N];

  for (int i = 0; i < N; i++)
    second[i] += second[i] < 0 ? -0.5f : 0.5f;
  for (gsize c = 0; c < G_N_ELEMENTS (codes); c++)
    for (int kind = 0; kind < 4; kind++)
      {
        g_autoptr (TfliteWriter) writer = tflite_writer_new ();
        int n_second = kind == 1 ? 4 : kind == 2 ? 1 : N;
        gboolean fused = kind == 3 && codes[c] != TFLITE_MAXIMUM && codes[c] != TFLITE_MINIMUM;
        int constant = tflite_writer_add_constant (writer, TFLITE_FLOAT32,
                                                   kind == 1   ? DIM (4)
                                                   : kind == 2 ? DIM (1)
                                                               : DIM (1, 2, 3, 4),
                                                   second, n_second * sizeof (float));
        g_autofree float *values
            = run_between (writer, codes[c], fused ? FIELDS ({ 0, 1 }) : NULL, constant, input);
        for (int i = 0; i < N; i++)
          {
            expected[i] = apply_binary (codes[c], input[i], second[i % n_second]);
            if (fused)
              expected[i] = MAX (expected[i], 0);
          }
        assert_near (values, expected, N, 1e-5f);
      }
}

static void
test_slopes (void)
{
  const float slopes[] = { 0.25f, -0.5f, 0, 2 };
  g_autofree float *input = random_floats (4, N);
  float expected[N];

  for (int half = 0; half <= 1; half++)
    {
      g_autoptr (TfliteWriter) writer = tflite_writer_new ();
      int slope = half ? tflite_writer_add_half_constant (writer, DIM (1, 1, 4), slopes, 4)
                       : tflite_writer_add_constant (writer, TFLITE_FLOAT32, DIM (1, 1, 4), slopes,
                                                     sizeof slopes);
      g_autofree float *values = run_between (writer, TFLITE_PRELU, NULL, slope, input);
      for (int i = 0; i < N; i++)
        expected[i] = input[i] < 0 ? slopes[i % 4] * input[i] : input[i];
      assert_near (values, expected, N, 1e-6f);
    }

  g_autoptr (TfliteWriter) writer = tflite_writer_new ();
  g_autofree float *values = run_between (writer, TFLITE_LEAKY_RELU,
                                          FIELDS ({ 0, tflite_float_bits (0.2f) }), -1, input);
  for (int i = 0; i < N; i++)
    expected[i] = input[i] < 0 ? 0.2f * input[i] : input[i];
  assert_near (values, expected, N, 1e-6f);
}

static void
test_softmax (void)
{
  static const float betas[] = { 1, 2.5f };
  g_autofree float *input = random_floats (5, N);
  float expected[N];

  for (gsize b = 0; b < G_N_ELEMENTS (betas); b++)
    {
      g_autoptr (TfliteWriter) writer = tflite_writer_new ();
      g_autofree float *values = run_between (
          writer, TFLITE_SOFTMAX, FIELDS ({ 0, tflite_float_bits (betas[b]) }), -1, input);
      for (int i = 0; i < N; i += 4)
        {
          float sum = 0;
          for (int c = 0; c < 4; c++)
            sum += expf (betas[b] * input[i + c]);
          for (int c = 0; c < 4; c++)
            expected[i + c] = expf (betas[b] * input[i + c]) / sum;
        }
      assert_near (values, expected, N, 1e-6f);
    }
}

/* Rows of four from the last dimension, or all 24 elements as one row. */
static void
check_fully_connected (int n_in, gboolean keeps_rank, gboolean has_bias, int activation)
{
  enum
  {
    OUT = 3
  };
  g_autoptr (TfliteWriter) writer = tflite_writer_new ();
  int rows = N / n_in;
  g_autofree float *input = random_floats (6, N);
  g_autofree float *weights = random_floats (7, OUT * n_in);
  const float bias[OUT] = { 0.5f, -0.25f, 1 };
  float expected[N / 4 * OUT];

  for (int row = 0; row < rows; row++)
    for (int o = 0; o < OUT; o++)
      {
        float sum = has_bias ? bias[o] : 0;
        for (int i = 0; i < n_in; i++)
          sum += input[row * n_in + i] * weights[o * n_in + i];
        expected[row * OUT + o] = activation == 1 ? MAX (sum, 0) : sum;
      }

  int inputs[] = {
    tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 2, 3, 4)),
    tflite_writer_add_constant (writer, TFLITE_FLOAT32, DIM (OUT, n_in), weights,
                                OUT * n_in * sizeof (float)),
    has_bias ? tflite_writer_add_constant (writer, TFLITE_FLOAT32, DIM (OUT), bias, sizeof bias)
             : -1,
  };
  int out = tflite_writer_add_tensor (writer, TFLITE_FLOAT32,
                                      keeps_rank ? DIM (1, 2, 3, OUT) : DIM (rows, OUT));
  tflite_writer_add_input (writer, inputs[0]);
  tflite_writer_add_output (writer, out);
  tflite_writer_add_operator (writer, TFLITE_FULLY_CONNECTED,
                              FIELDS ({ 0, activation }, { 2, keeps_rank }), inputs, 3, out);
  g_autofree float *values = run_model (writer, input, rows * OUT);
  assert_near (values, expected, rows * OUT, 1e-5f);
}

static void
test_fully_connected (void)
{
  check_fully_connected (4, TRUE, TRUE, 0);
  check_fully_connected (4, FALSE, FALSE, 1);
  check_fully_connected (N, FALSE, TRUE, 0);
}

/* float16 of every kind: normal, subnormal, the largest, both zeros, infinite. */
static void
test_half (void)
{
  static const guint16 halves[8]
      = { 0x3c00, 0xc100, 0x0001, 0x83ff, 0x7bff, 0x8000, 0x7c00, 0x0400 };
  static const float floats[8]
      = { 1, -2.5f, 0x1p-24f, -1023 * 0x1p-24f, 65504, -0.0f, INFINITY, 0x1p-14f };
  const float zeros[8] = { 0 };
  guint16 stored[8];
  g_autoptr (TfliteWriter) writer = tflite_writer_new ();

  for (int i = 0; i < 8; i++)
    stored[i] = GUINT16_TO_LE (halves[i]);
  int half = tflite_writer_add_constant (writer, TFLITE_FLOAT16, DIM (8), stored, sizeof stored);
  int wide = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (8));
  int in = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (8));
  int out = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (8));
  tflite_writer_add_input (writer, in);
  tflite_writer_add_output (writer, out);
  tflite_writer_add_operator (writer, TFLITE_DEQUANTIZE, NULL, &half, 1, wide);
  tflite_writer_add_operator (writer, TFLITE_ADD, NULL, (const int[]){ in, wide }, 2, out);
  g_autofree float *values = run_model (writer, zeros, 8);
  for (int i = 0; i < 8; i++)
    g_assert_true (values[i] == floats[i]);
}

static void
test_dequantize_broken (void)
{
  const guint8 bytes[4] = { 0 };
  g_autoptr (TfliteWriter) writer = tflite_writer_new ();
  int quantized = tflite_writer_add_constant (writer, TFLITE_UINT8, DIM (4), bytes, sizeof bytes);
  int out = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (4));
  tflite_writer_add_input (writer, tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (4)));
  tflite_writer_add_output (writer, out);
  tflite_writer_add_operator (writer, TFLITE_DEQUANTIZE, NULL, &quantized, 1, out);
  assert_refused (writer, VANITY_ERROR_UNSUPPORTED, "(DEQUANTIZE)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/tflite/unary", test_unary);
  g_test_add_func ("/model/tflite/binary", test_binary);
  g_test_add_func ("/model/tflite/slopes", test_slopes);
  g_test_add_func ("/model/tflite/softmax", test_softmax);
  g_test_add_func ("/model/tflite/fully-connected", test_fully_connected);
  g_test_add_func ("/model/tflite/half", test_half);
  g_test_add_func ("/model/tflite/dequantize-broken", test_dequantize_broken);
  return g_test_run ();
}
