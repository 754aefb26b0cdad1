/* The fetched models against TensorFlow Lite itself: skipped where either is absent. */
#include "nn/executor.h"
#include "reference-library.h"
#include "runner.h"

#include <math.h>
#include <string.h>

/* Of the largest value of the output: sums of float32 in another order. */
#define TOLERANCE 1e-4

static void
test_model (gconstpointer file_name)
{
  g_autofree char *path = vanity_model_find (file_name, NULL);
  g_autoptr (GError) error = NULL;

  if (path == NULL || !reference_is_available ())
    {
      g_test_skip (path == NULL ? "the model is not installed"
                                : "VANITY_TFLITE does not name TensorFlow Lite");
      return;
    }
  /* XNNPACK's kernels: TensorFlow Lite's own add a mean up one by one and lose its small end. */
  g_autoptr (Reference) reference = reference_load (path, 1);
  VanityGraph *graph = vanity_model_load (path, &error);
  g_assert_no_error (error);
  g_autoptr (VanityExecutor) executor = vanity_executor_new (graph, NULL, &error);
  g_assert_no_error (error);
  int n_outputs = vanity_executor_get_n_outputs (executor);
  g_assert_cmpint (n_outputs, ==, reference_get_n_outputs (reference));

  for (guint32 seed = 1; seed <= 3; seed++)
    {
      gint64 n = vanity_shape_get_elements (vanity_executor_get_input_shape (executor, 0));
      g_autofree float *input = random_floats (seed, (int)n);
      reference_run (reference, input, n);
      memcpy (vanity_executor_get_input (executor, 0), input, n * sizeof *input);
      g_assert_true (vanity_executor_run (executor, NULL, &error));
      for (int i = 0; i < n_outputs; i++)
        {
          gsize n_values;
          g_autofree float *expected = reference_dup_output (reference, i, &n_values);
          const float *values = vanity_executor_get_output (executor, i);
          double largest = 0, furthest = 0;
          g_assert_cmpint (
              vanity_shape_get_elements (vanity_executor_get_output_shape (executor, i)), ==,
              n_values);
          for (gsize k = 0; k < n_values; k++)
            {
              largest = MAX (largest, fabs (expected[k]));
              double off = fabs (values[k] - expected[k]);
              furthest = off <= furthest ? furthest : off; /* keeps what is not a number */
            }
          g_test_message ("output %d: %zu values up to %g, at most %g off (%.2g)", i, n_values,
                          largest, furthest, furthest / largest);
          g_assert_true (furthest <= TOLERANCE * largest);
        }
    }
}

int
main (int argc, char **argv)
{
  static const char *const names[]
      = { "face_detection_short_range", "face_detection_full_range", "face_landmark",
          "face_landmark_with_attention", "selfie_segmentation" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *test = g_strdup_printf ("/model/reference/%s", names[i]);
      char *file_name = g_strdup_printf ("%s.tflite", names[i]);
      g_test_add_data_func_full (test, file_name, test_model, g_free);
    }
  return g_test_run ();
}
