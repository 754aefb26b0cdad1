#include "steps.h"

#include "nn/executor-private.h"
#include "nn/profile.h"

#include <math.h>
#include <stdio.h>

/* A fast network is run as often as it takes for the quickest moment to come. */
#define MIN_RUNS 5
#define MAX_RUNS 300
#define RUNS_MS 1000

static const char *
describe_activation (const VanityActivation *activation)
{
  switch (activation->kind)
    {
    case VANITY_ACTIVATION_SLOPE:
      return ", slope";
    case VANITY_ACTIVATION_HARD_SWISH:
      return ", hard swish";
    default:
      return activation->low > -INFINITY ? ", clamp" : "";
    }
}

void
steps_print (VanityExecutor *executor)
{
  g_autoptr (VanityProfile) once = vanity_profile_new (executor, 1, NULL, NULL);
  int n_runs = (int)CLAMP (RUNS_MS / once->ms, MIN_RUNS, MAX_RUNS);
  g_autoptr (VanityProfile) profile = vanity_profile_new (executor, n_runs, NULL, NULL);
  double sum = 0;

  for (int i = 0; i < profile->n_steps; i++)
    {
      const VanityProfileStep *step = &profile->steps[i];
      const VanityCall *call = vanity_executor_get_step (executor, i);
      g_autofree char *in = vanity_shape_to_string (&call->inputs[0].shape);
      g_autofree char *weights
          = call->n_inputs > 1 ? vanity_shape_to_string (&call->inputs[1].shape) : g_strdup ("");
      g_autofree char *out = vanity_shape_to_string (&step->shape);
      double rate = (double)step->multiply_adds / step->ms * 1000;

      sum += step->ms;
      printf ("  %3d %8.1f us %6.1f GMAC/s %3.0f %%  %s %s · %s → %s%s%s\n", i, step->ms * 1000,
              rate / 1e9, rate / profile->peak * 100, step->op, in, weights, out,
              call->epilogue.has_residual ? " + residual" : "",
              describe_activation (&call->epilogue.activation));
    }
  printf ("  sum %.1f us, one run %.1f us, peak %.1f GMAC/s\n", sum * 1000, profile->ms * 1000,
          profile->peak / 1e9);
}
