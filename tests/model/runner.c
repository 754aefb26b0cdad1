#include "runner.h"

#include "base/error.h"
#include "nn/executor.h"

#include <string.h>

float *
random_floats (guint32 seed, int n_values)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  float *values = g_new (float, n_values);
  for (int i = 0; i < n_values; i++)
    values[i] = (float)g_rand_double_range (random, -1, 1);
  return values;
}

float *
run_model (TfliteWriter *writer, const float *input, int n_expected)
{
  g_autoptr (GBytes) bytes = tflite_writer_finish (writer);
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_model_load_bytes (bytes, "test.tflite", &error);
  g_assert_no_error (error);
  g_assert_nonnull (graph);
  g_autoptr (VanityExecutor) executor = vanity_executor_new (graph, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (executor);

  gint64 n_input = vanity_shape_get_elements (vanity_executor_get_input_shape (executor, 0));
  memcpy (vanity_executor_get_input (executor, 0), input, n_input * sizeof *input);
  g_assert_true (vanity_executor_run (executor, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (vanity_shape_get_elements (vanity_executor_get_output_shape (executor, 0)), ==,
                   n_expected);
  return g_memdup2 (vanity_executor_get_output (executor, 0), n_expected * sizeof (float));
}

void
assert_near (const float *values, const float *expected, int n_values, float tolerance)
{
  for (int i = 0; i < n_values; i++)
    if (!(ABS (values[i] - expected[i]) <= tolerance))
      g_error ("element %d of %d is %g instead of %g", i, n_values, values[i], expected[i]);
}

void
assert_refused (TfliteWriter *writer, int code, const char *part)
{
  g_autoptr (GBytes) bytes = tflite_writer_finish (writer);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityGraph) graph = vanity_model_load_bytes (bytes, "test.tflite", &error);

  g_assert_null (graph);
  g_assert_error (error, VANITY_ERROR, code);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” does not say “%s”", error->message, part);
  g_assert_true (g_str_has_prefix (error->message, "test.tflite: "));
}
