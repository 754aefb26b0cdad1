/* Where the time goes: every step is told, and what the processor can do bounds what it does. */
#include "nn/profile.h"
#include "support.h"

#include <math.h>

/* 1×1 over 64 channels: 32 × 32 × 64 × 64 multiply-adds, and a softmax that counts none. */
static VanityGraph *
build (void)
{
  VanityGraph *graph = vanity_graph_new ("profiled");
  VanityValueId value = test_graph_add_input (graph, &VANITY_SHAPE (1, 32, 32, 64));

  value = test_graph_add (
      graph, "Conv", "mix",
      (VanityValueId[]){ value, test_graph_add_weights (graph, &VANITY_SHAPE (64, 1, 1, 64)) }, 2,
      "");
  value = test_graph_add (graph, "Relu", "cut", &value, 1, "");
  value = test_graph_add (graph, "Flatten", "flat", &value, 1, "");
  value = test_graph_add (graph, "Softmax", "share", &value, 1, "axis=1");
  vanity_graph_add_output (graph, value);
  return graph;
}

static void
test_steps (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityExecutor) executor = vanity_executor_new (build (), test_get_pool (1), &error);
  g_autoptr (VanityProfile) profile = NULL;
  double sum = 0;

  g_assert_no_error (error);
  profile = vanity_profile_new (executor, 3, NULL, &error);
  g_assert_no_error (error);
  /* Relu is fused into the convolution, Flatten is a view. */
  g_assert_cmpint (profile->n_steps, ==, 2);
  g_assert_cmpstr (profile->steps[0].op, ==, "Conv");
  g_assert_cmpstr (profile->steps[0].name, ==, "mix");
  g_assert_true (vanity_shape_equal (&profile->steps[0].shape, &VANITY_SHAPE (1, 32, 32, 64)));
  g_assert_cmpint (profile->steps[0].multiply_adds, ==, 32 * 32 * 64 * 64);
  g_assert_cmpstr (profile->steps[1].op, ==, "Softmax");
  g_assert_true (vanity_shape_equal (&profile->steps[1].shape, &VANITY_SHAPE (1, 32 * 32 * 64)));
  g_assert_cmpint (profile->multiply_adds, ==, vanity_executor_get_cost (executor));
  for (int i = 0; i < profile->n_steps; i++)
    {
      g_assert_cmpfloat (profile->steps[i].ms, >, 0);
      g_assert_cmpfloat (profile->steps[i].ms, <, 10000);
      sum += profile->steps[i].ms;
    }
  g_assert_cmpfloat (profile->ms, >, sum / 10);
  g_assert_cmpfloat (profile->ms, <, 10000);
}

/* The peak is taken in a quiet moment, and where other programs run there may be none: then it is
 * taken again. */
#define TRIES 20

/* A convolution of a size that suits it cannot pass the peak by more than the clock errs. */
static void
test_peak (void)
{
  const VanityKernels *kernels;

  for (int k = 0; (kernels = test_get_kernels (k)) != NULL; k++)
    {
      g_autoptr (VanityExecutor) executor = NULL;
      double rate = INFINITY, peak = 0;

      vanity_kernels_set_default (kernels);
      executor = vanity_executor_new (build (), test_get_pool (1), NULL);
      for (int i = 0; i < TRIES && rate >= 1.5 * peak; i++)
        {
          g_autoptr (VanityProfile) profile = vanity_profile_new (executor, 30, NULL, NULL);

          rate = profile->steps[0].multiply_adds / profile->steps[0].ms * 1e3;
          peak = profile->peak;
          g_test_message ("%s: %.1f of %.1f billion multiply-adds a second", kernels->name,
                          rate / 1e9, peak / 1e9);
        }
      g_assert_cmpfloat (peak, >, 0);
      g_assert_cmpfloat (rate, <, 1.5 * peak);
    }
  vanity_kernels_set_default (NULL);
}

static void
test_cancel (void)
{
  g_autoptr (VanityExecutor) executor = vanity_executor_new (build (), test_get_pool (1), NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (vanity_profile_new (executor, 3, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/profile/steps", test_steps);
  test_add ("/nn/profile/peak", test_peak);
  test_add ("/nn/profile/cancel", test_cancel);
  return g_test_run ();
}
