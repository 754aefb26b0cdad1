/* The file around the operators: order of inputs and outputs, constants, what is refused. */
#include "base/error.h"
#include "nn/executor.h"
#include "runner.h"

#include <string.h>

/* Outputs in an order that is neither that of the tensors nor of the operators, one input given out
 * as it is, one constant. */
static void
test_order (void)
{
  g_autoptr (TfliteWriter) writer = tflite_writer_new ();
  g_autoptr (GError) error = NULL;
  const float half = 0.5f;
  int sum = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1));
  int second = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1));
  int first = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1));
  int constant = tflite_writer_add_constant (writer, TFLITE_FLOAT32, DIM (1), &half, 4);
  int difference = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1));
  tflite_writer_add_operator (writer, TFLITE_ADD, NULL, (const int[]){ first, second }, 2, sum);
  tflite_writer_add_operator (writer, TFLITE_SUB, NULL, (const int[]){ sum, constant }, 2,
                              difference);
  tflite_writer_add_input (writer, first);
  tflite_writer_add_input (writer, second);
  tflite_writer_add_output (writer, difference);
  tflite_writer_add_output (writer, sum);
  tflite_writer_add_output (writer, second);
  tflite_writer_add_output (writer, constant);

  g_autoptr (GBytes) bytes = tflite_writer_finish (writer);
  VanityGraph *graph = vanity_model_load_bytes (bytes, "test.tflite", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (vanity_graph_get_value_name (graph, vanity_graph_get_input (graph, 0)), ==,
                   "tensor-2");
  g_assert_cmpstr (vanity_graph_get_value_name (graph, vanity_graph_get_input (graph, 1)), ==,
                   "tensor-1");
  g_autoptr (VanityExecutor) executor = vanity_executor_new (graph, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vanity_executor_get_n_inputs (executor), ==, 2);
  g_assert_cmpint (vanity_executor_get_n_outputs (executor), ==, 4);
  *vanity_executor_get_input (executor, 0) = 1;
  *vanity_executor_get_input (executor, 1) = 2;
  g_assert_true (vanity_executor_run (executor, NULL, NULL));
  g_assert_cmpfloat (*vanity_executor_get_output (executor, 0), ==, 2.5f);
  g_assert_cmpfloat (*vanity_executor_get_output (executor, 1), ==, 3);
  g_assert_cmpfloat (*vanity_executor_get_output (executor, 2), ==, 2);
  g_assert_cmpfloat (*vanity_executor_get_output (executor, 3), ==, 0.5f);
}

/* in → RELU → out, with everything about it to be spoilt by a test. */
typedef struct
{
  TfliteWriter *writer;
  int in, out;
} Relu;

static Relu
relu_new (void)
{
  Relu relu = { .writer = tflite_writer_new () };
  relu.in = tflite_writer_add_tensor (relu.writer, TFLITE_FLOAT32, DIM (2));
  relu.out = tflite_writer_add_tensor (relu.writer, TFLITE_FLOAT32, DIM (2));
  return relu;
}

static void
relu_refused (Relu *relu, int code, const char *part)
{
  assert_refused (relu->writer, code, part);
  tflite_writer_free (relu->writer);
}

static void
test_refused (void)
{
  Relu relu = relu_new ();
  tflite_writer_add_output (relu.writer, relu.out);
  tflite_writer_add_operator (relu.writer, TFLITE_RELU, NULL, &relu.in, 1, relu.out);
  relu_refused (&relu, VANITY_ERROR_FORMAT, "no inputs");

  relu = relu_new ();
  tflite_writer_add_input (relu.writer, relu.in);
  tflite_writer_add_operator (relu.writer, TFLITE_RELU, NULL, &relu.in, 1, relu.out);
  relu_refused (&relu, VANITY_ERROR_FORMAT, "no outputs");

  /* Nothing computes the output. */
  relu = relu_new ();
  tflite_writer_add_input (relu.writer, relu.in);
  tflite_writer_add_output (relu.writer, relu.out);
  relu_refused (&relu, VANITY_ERROR_FORMAT, "“tensor-1” is read before anything computes it");

  /* Computed twice. */
  relu = relu_new ();
  tflite_writer_add_input (relu.writer, relu.in);
  tflite_writer_add_output (relu.writer, relu.out);
  tflite_writer_add_operator (relu.writer, TFLITE_RELU, NULL, &relu.in, 1, relu.out);
  tflite_writer_add_operator (relu.writer, TFLITE_RELU, NULL, &relu.in, 1, relu.out);
  relu_refused (&relu, VANITY_ERROR_FORMAT, "operator 1 (RELU): tensor 1 is computed twice");

  /* A circle. */
  relu = relu_new ();
  tflite_writer_add_input (relu.writer, relu.in);
  tflite_writer_add_output (relu.writer, relu.out);
  tflite_writer_add_operator (relu.writer, TFLITE_RELU, NULL, &relu.out, 1, relu.out);
  relu_refused (&relu, VANITY_ERROR_FORMAT, "before anything computes it");

  static const int strangers[] = { 2, -2, G_MAXINT };
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      relu = relu_new ();
      tflite_writer_add_input (relu.writer, relu.in);
      tflite_writer_add_output (relu.writer, relu.out);
      tflite_writer_add_operator (relu.writer, TFLITE_RELU, NULL, &strangers[i], 1, relu.out);
      relu_refused (&relu, VANITY_ERROR_FORMAT, "operator 0 (RELU): input 0: there is no tensor");
      relu = relu_new ();
      tflite_writer_add_input (relu.writer, relu.in);
      tflite_writer_add_output (relu.writer, relu.out);
      tflite_writer_add_operator (relu.writer, TFLITE_RELU, NULL, &relu.in, 1, strangers[i]);
      relu_refused (&relu, VANITY_ERROR_FORMAT, "operator 0 (RELU): output 0: there is no tensor");
      relu = relu_new ();
      tflite_writer_add_input (relu.writer, strangers[i]);
      tflite_writer_add_output (relu.writer, relu.out);
      relu_refused (&relu, VANITY_ERROR_FORMAT, "input 0: there is no tensor");
      relu = relu_new ();
      tflite_writer_add_input (relu.writer, relu.in);
      tflite_writer_add_output (relu.writer, strangers[i]);
      relu_refused (&relu, VANITY_ERROR_FORMAT, "output 0: there is no tensor");
    }

  relu = relu_new ();
  tflite_writer_add_input (relu.writer, relu.in);
  tflite_writer_add_input (relu.writer, relu.in);
  tflite_writer_add_output (relu.writer, relu.out);
  relu_refused (&relu, VANITY_ERROR_FORMAT, "input 1: it is a constant, or comes twice");

  relu = relu_new ();
  tflite_writer_add_input (relu.writer, relu.in);
  tflite_writer_add_output (relu.writer, relu.out);
  tflite_writer_add_operator (relu.writer, TFLITE_RELU, NULL, NULL, 0, relu.out);
  relu_refused (&relu, VANITY_ERROR_FORMAT, "operator 0 (RELU): input 0 is missing");
}

static void
test_unsupported (void)
{
  Relu relu = relu_new ();
  tflite_writer_add_input (relu.writer, relu.in);
  tflite_writer_add_output (relu.writer, relu.out);
  tflite_writer_add_operator (relu.writer, TFLITE_BATCH_MATMUL, NULL, &relu.in, 1, relu.out);
  relu_refused (&relu, VANITY_ERROR_UNSUPPORTED, "the operator BATCH_MATMUL is not supported");

  /* A number that does not fit in the schema's older field. */
  relu = relu_new ();
  tflite_writer_add_input (relu.writer, relu.in);
  tflite_writer_add_output (relu.writer, relu.out);
  tflite_writer_add_operator (relu.writer, TFLITE_CUMSUM, NULL, &relu.in, 1, relu.out);
  relu_refused (&relu, VANITY_ERROR_UNSUPPORTED, "the operator CUMSUM is not supported");

  relu = relu_new ();
  tflite_writer_add_input (relu.writer, relu.in);
  tflite_writer_add_output (relu.writer, relu.out);
  tflite_writer_add_operator (relu.writer, 5000, NULL, &relu.in, 1, relu.out);
  relu_refused (&relu, VANITY_ERROR_UNSUPPORTED, "number 5000");

  relu = relu_new ();
  tflite_writer_add_input (relu.writer, relu.in);
  tflite_writer_add_output (relu.writer, relu.out);
  tflite_writer_add_custom (relu.writer, "MaxUnpooling2D", NULL, &relu.in, 1, relu.out);
  relu_refused (&relu, VANITY_ERROR_UNSUPPORTED, "MaxUnpooling2D");

  /* A custom operator is not the built-in one of the same name. */
  relu = relu_new ();
  tflite_writer_add_input (relu.writer, relu.in);
  tflite_writer_add_output (relu.writer, relu.out);
  tflite_writer_add_custom (relu.writer, "RELU", NULL, &relu.in, 1, relu.out);
  relu_refused (&relu, VANITY_ERROR_UNSUPPORTED, "RELU");

  g_autoptr (TfliteWriter) integers = tflite_writer_new ();
  int in = tflite_writer_add_tensor (integers, TFLITE_UINT8, DIM (2));
  tflite_writer_add_input (integers, in);
  tflite_writer_add_output (integers, in);
  assert_refused (integers, VANITY_ERROR_UNSUPPORTED, "float32");
}

/* The same weights a thousand times over: the file stays small, what it unpacks to must, too. */
static void
test_repeated_constant (void)
{
  enum
  {
    N = 16384,
    TIMES = 50
  };
  g_autoptr (TfliteWriter) writer = tflite_writer_new ();
  g_autofree float *weights = random_floats (1, N);
  int in = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 1, 1, N));
  int w = tflite_writer_add_constant (writer, TFLITE_FLOAT32, DIM (1, 1, 1, N), weights,
                                      N * sizeof (float));

  tflite_writer_add_input (writer, in);
  for (int i = 0; i < TIMES; i++)
    {
      int out = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 1, 1, N));
      tflite_writer_add_operator (writer, TFLITE_DEPTHWISE_CONV_2D,
                                  FIELDS ({ 1, 1 }, { 2, 1 }, { 3, 1 }), (const int[]){ in, w }, 2,
                                  out);
      in = out;
    }
  tflite_writer_add_output (writer, in);
  assert_refused (writer, VANITY_ERROR_LIMIT, "far larger than the file");
}

static void
test_huge (void)
{
  g_autoptr (TfliteWriter) wide = tflite_writer_new ();
  int in = tflite_writer_add_tensor (wide, TFLITE_FLOAT32, DIM (1, 30000, 30000, 3));
  tflite_writer_add_input (wide, in);
  tflite_writer_add_output (wide, in);
  assert_refused (wide, VANITY_ERROR_LIMIT, "too large");

  g_autoptr (TfliteWriter) overflowing = tflite_writer_new ();
  in = tflite_writer_add_tensor (overflowing, TFLITE_FLOAT32,
                                 DIM (G_MAXINT, G_MAXINT, G_MAXINT, G_MAXINT));
  tflite_writer_add_input (overflowing, in);
  tflite_writer_add_output (overflowing, in);
  assert_refused (overflowing, VANITY_ERROR_LIMIT, "too large");

  g_autoptr (TfliteWriter) deep = tflite_writer_new ();
  in = tflite_writer_add_tensor (deep, TFLITE_FLOAT32, DIM (1, 1, 1, 1, 1, 1, 1, 1, 1));
  tflite_writer_add_input (deep, in);
  tflite_writer_add_output (deep, in);
  assert_refused (deep, VANITY_ERROR_LIMIT, "9 dimensions");

  g_autoptr (TfliteWriter) nothing = tflite_writer_new ();
  in = tflite_writer_add_tensor (nothing, TFLITE_FLOAT32, DIM (1, 0, 3));
  tflite_writer_add_input (nothing, in);
  tflite_writer_add_output (nothing, in);
  assert_refused (nothing, VANITY_ERROR_LIMIT, "input 0: it is empty");

  /* A gigabyte that is declared, and not there. */
  g_autoptr (TfliteWriter) hollow = tflite_writer_new ();
  const float one = 1;
  in = tflite_writer_add_tensor (hollow, TFLITE_FLOAT32, DIM (1));
  int w = tflite_writer_add_constant (hollow, TFLITE_FLOAT32, DIM (1 << 28), &one, sizeof one);
  int out = tflite_writer_add_tensor (hollow, TFLITE_FLOAT32, DIM (1 << 28));
  tflite_writer_add_input (hollow, in);
  tflite_writer_add_output (hollow, out);
  tflite_writer_add_operator (hollow, TFLITE_ADD, FIELDS ({ 0, 0 }), (const int[]){ in, w }, 2,
                              out);
  assert_refused (hollow, VANITY_ERROR_FORMAT, "operator 0 (ADD): ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/tflite/order", test_order);
  g_test_add_func ("/model/tflite/refused", test_refused);
  g_test_add_func ("/model/tflite/unsupported", test_unsupported);
  g_test_add_func ("/model/tflite/repeated-constant", test_repeated_constant);
  g_test_add_func ("/model/tflite/huge", test_huge);
  return g_test_run ();
}
