#include "nn/profile.h"

#include "nn/executor-private.h"

#include <math.h>
#include <time.h>

/* A burst is long enough for the clock and the pool, and shorter than what a scheduler gives to
 * each of many programs at a time: some are left in peace. */
#define BURST_US 250
#define N_BURSTS 400
#define N_TRIALS 5 /* that find how long a burst is */
/* Of a burst, for each thread: whoever comes late finds some left. */
#define N_PARTS 8
#define FIRST_ROUNDS 100

static gint64
get_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (gint64)now.tv_sec * 1000000000 + now.tv_nsec;
}

typedef struct
{
  const VanityKernels *kernels;
  gint64 rounds;
  gint64 multiply_adds; /* atomic */
} Burst;

static void
run_part (gpointer data, int index, int worker)
{
  Burst *burst = data;
  float sums[VANITY_MAX_LANES] = { 0.5f, 1.0f };

  __atomic_add_fetch (&burst->multiply_adds, burst->kernels->multiply_add (sums, burst->rounds),
                      __ATOMIC_RELAXED);
}

/* Multiply-adds per second of the best of several bursts; `us` is how long the quickest took. */
static double
run_bursts (VanityPool *pool, const VanityKernels *kernels, gint64 rounds, int n_bursts, double *us)
{
  double best = 0;

  *us = INFINITY;
  for (int i = 0; i < n_bursts; i++)
    {
      Burst burst = { .kernels = kernels, .rounds = rounds };
      gint64 since = get_ns ();
      double took;

      vanity_pool_run (pool, run_part, &burst, N_PARTS * vanity_pool_get_threads (pool));
      took = MAX (get_ns () - since, 1) / 1e3;
      *us = MIN (*us, took);
      best = MAX (best, burst.multiply_adds / took * 1e6);
    }
  return best;
}

static double
measure_peak (VanityPool *pool, const VanityKernels *kernels)
{
  gint64 rounds = FIRST_ROUNDS;
  double us;

  while (run_bursts (pool, kernels, rounds, N_TRIALS, &us) > 0 && us < BURST_US)
    rounds = MIN (2 * rounds, rounds * BURST_US / us + 1);
  return run_bursts (pool, kernels, rounds, N_BURSTS, &us);
}

void
vanity_profile_free (VanityProfile *self)
{
  if (self == NULL)
    return;
  g_free (self->steps);
  g_free (self);
}

VanityProfile *
vanity_profile_new (VanityExecutor *executor, int n_runs, GCancellable *cancellable, GError **error)
{
  g_autoptr (VanityProfile) self = g_new0 (VanityProfile, 1);

  self->n_steps = vanity_executor_get_n_steps (executor);
  self->steps = g_new0 (VanityProfileStep, MAX (self->n_steps, 1));
  self->ms = INFINITY;
  for (int i = 0; i < self->n_steps; i++)
    {
      const VanityCall *call = vanity_executor_get_step (executor, i);

      self->steps[i] = (VanityProfileStep){
        .op = call->op->name,
        .name = call->name,
        .shape = call->outputs[0].shape,
        .multiply_adds = call->op->cost != NULL ? call->op->cost (call) : 0,
        .ms = INFINITY,
      };
      self->multiply_adds += self->steps[i].multiply_adds;
    }
  if (self->n_steps > 0)
    {
      const VanityCall *call = vanity_executor_get_step (executor, 0);

      self->kernels = call->kernels->name;
      self->n_threads = vanity_pool_get_threads (call->pool);
      self->peak = measure_peak (call->pool, call->kernels);
    }
  /* Step after step, as in a run: each finds in the caches what it finds there in earnest. */
  for (int run = 0; run < MAX (n_runs, 1); run++)
    {
      double since, sum = 0;

      for (int i = 0; i < self->n_steps; i++)
        {
          gint64 before = get_ns ();

          vanity_executor_run_step (executor, i);
          self->steps[i].ms = MIN (self->steps[i].ms, (get_ns () - before) / 1e6);
          sum += self->steps[i].ms;
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return NULL;
        }
      since = get_ns ();
      if (!vanity_executor_run (executor, cancellable, error))
        return NULL;
      self->ms = MIN (self->ms, (get_ns () - since) / 1e6);
    }
  return g_steal_pointer (&self);
}
