#include "steps.h"

#include "nn/executor-private.h"

#include <math.h>
#include <stdio.h>

/* A step is timed in batches until it has taken its share: a fast one is measured in microseconds.
 */
#define BATCHES 300
#define BATCH_RUNS 5
#define STEP_MS 60

static double
get_ms (void)
{
  return (double)g_get_monotonic_time () / 1000.0;
}

static const char *
describe_epilogue (const VanityEpilogue *epilogue)
{
  switch (epilogue->activation.kind)
    {
    case VANITY_ACTIVATION_SLOPE:
      return ", slope";
    case VANITY_ACTIVATION_HARD_SWISH:
      return ", hard swish";
    default:
      return epilogue->activation.low > -INFINITY ? ", clamp" : "";
    }
}

static double
time_step (VanityExecutor *executor, int index)
{
  double begin = get_ms (), best = INFINITY;

  for (int batch = 0; batch < BATCHES && (batch < 2 || get_ms () - begin < STEP_MS); batch++)
    {
      double since = get_ms ();

      for (int i = 0; i < BATCH_RUNS; i++)
        vanity_executor_run_step (executor, index);
      best = MIN (best, (get_ms () - since) / BATCH_RUNS);
    }
  return best;
}

void
steps_print (VanityExecutor *executor)
{
  int n_steps = vanity_executor_get_n_steps (executor);
  double sum = 0;

  for (int i = 0; i < n_steps; i++)
    {
      const VanityCall *call = vanity_executor_get_step (executor, i);
      g_autofree char *in = vanity_shape_to_string (&call->inputs[0].shape);
      g_autofree char *weights
          = call->n_inputs > 1 ? vanity_shape_to_string (&call->inputs[1].shape) : g_strdup ("");
      g_autofree char *out = vanity_shape_to_string (&call->outputs[0].shape);
      double cost = call->op->cost != NULL ? call->op->cost (call) : 0;
      double us = time_step (executor, i) * 1000;

      sum += us;
      printf ("  %3d %7.1f us %6.1f GMAC/s  %s %s · %s → %s%s%s\n", i, us, cost / us / 1000,
              call->op->name, in, weights, out, call->epilogue.has_residual ? " + residual" : "",
              describe_epilogue (&call->epilogue));
    }
  printf ("  sum %.1f us\n", sum);
}
