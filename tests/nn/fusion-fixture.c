#include "fusion-fixture.h"

#include <string.h>

VanityValueId
test_graph_add_constant (VanityGraph *graph, const VanityShape *shape, double low, double high)
{
  g_autofree float *values = test_random_floats (vanity_shape_get_elements (shape), low, high);
  g_autoptr (GError) error = NULL;
  VanityValueId id
      = vanity_graph_add_constant (graph, "constant", VANITY_FLOAT32, shape, values, &error);

  g_assert_no_error (error);
  return id;
}

static VanityExecutor *
make (TestBuild build, int variant, gboolean fuse, int threads)
{
  g_autoptr (GError) error = NULL;
  VanityExecutor *executor;

  /* Both graphs need the same weights. */
  test_reseed (variant + 1);
  executor = vanity_executor_new_full (build (variant), test_get_pool (threads), fuse, &error);
  g_assert_no_error (error);
  vanity_executor_poison (executor, 1e30f);
  for (int i = 0; i < vanity_executor_get_n_inputs (executor); i++)
    {
      gint64 count = vanity_shape_get_elements (vanity_executor_get_input_shape (executor, i));
      g_autofree float *values = test_random_floats (count, -1, 1);

      memcpy (vanity_executor_get_input (executor, i), values, count * sizeof *values);
    }
  g_assert_true (vanity_executor_run (executor, NULL, &error));
  return executor;
}

void
test_check_fusion (TestBuild build, int variant, int n_steps)
{
  const VanityKernels *kernels;

  for (int k = 0; (kernels = test_get_kernels (k)) != NULL; k++)
    for (int threads = 1; threads <= 2; threads++)
      {
        g_autofree char *what
            = g_strdup_printf ("variant %d, %s, %d threads", variant, kernels->name, threads);
        g_autoptr (VanityExecutor) fused = NULL;
        g_autoptr (VanityExecutor) plain = NULL;

        vanity_kernels_set_default (kernels);
        fused = make (build, variant, TRUE, threads);
        plain = make (build, variant, FALSE, threads);
        g_assert_cmpint (vanity_executor_get_n_steps (fused), ==, n_steps);
        for (int i = 0; i < vanity_executor_get_n_outputs (fused); i++)
          test_assert_near (
              what, vanity_executor_get_output (fused, i), vanity_executor_get_output (plain, i),
              vanity_shape_get_elements (vanity_executor_get_output_shape (fused, i)), 1e-5);
      }
  vanity_kernels_set_default (NULL);
}
