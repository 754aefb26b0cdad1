#include "race.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Of a turn: until either has passed the caches are warming up, … */
#define WARM_UP_RUNS 3
#define WARM_UP_MS 40
/* … and until both have it is timed. */
#define TURN_RUNS 2
#define TURN_MS 40
/* The peers' threads go on spinning for a while after a run and would take the next one's core. */
#define PAUSE_US 60000

static double
get_ms (void)
{
  return (double)g_get_monotonic_time () / 1000.0;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double one = *(const double *)a, other = *(const double *)b;

  return one < other ? -1 : one > other;
}

double
race_take_lap (gint64 *since)
{
  gint64 now = g_get_monotonic_time ();
  double ms = (double)(now - *since) / 1000.0;

  *since = now;
  return ms;
}

double
race_get_median (const double *values, int n_values)
{
  g_autofree double *sorted = g_memdup2 (values, n_values * sizeof *values);

  qsort (sorted, n_values, sizeof *sorted, compare);
  return sorted[n_values / 2];
}

static double
take_turn (const Racer *racer, double *uncounted_ms)
{
  double begin, best = INFINITY;

  *uncounted_ms = 0;
  g_usleep (PAUSE_US);
  if (racer->take_turn != NULL)
    return racer->take_turn (racer->data);
  if (racer->start != NULL)
    racer->start (racer->data);
  begin = get_ms ();
  for (int i = 0; i < WARM_UP_RUNS && (i == 0 || get_ms () - begin < WARM_UP_MS); i++)
    racer->run (racer->data);
  begin = get_ms ();
  for (int i = 0; i < TURN_RUNS || get_ms () - begin < TURN_MS; i++)
    {
      double since = get_ms (), ms;

      racer->run (racer->data);
      ms = get_ms () - since;
      if (ms >= best)
        continue;
      best = ms;
      if (racer->get_uncounted != NULL)
        *uncounted_ms = racer->get_uncounted (racer->data);
    }
  return best;
}

void
race_run (const Racer *ours, const Racer *peers, int n_peers, int rounds, RaceResult *result)
{
  g_autofree double *ours_ms = g_new (double, rounds);
  g_autofree double *peer_ms = g_new (double, RACE_MAX_PEERS *rounds);
  g_autofree double *uncounted_ms = g_new (double, RACE_MAX_PEERS *rounds);
  g_autofree double *ratios = g_new (double, rounds);

  for (int i = 0; i < rounds; i++)
    {
      double nothing, best = INFINITY;

      ours_ms[i] = take_turn (ours, &nothing);
      for (int k = 0; k < n_peers; k++)
        {
          peer_ms[k * rounds + i] = take_turn (&peers[k], &uncounted_ms[k * rounds + i]);
          best = MIN (best, peer_ms[k * rounds + i] - uncounted_ms[k * rounds + i]);
        }
      ratios[i] = best / ours_ms[i];
    }
  result->ours_ms = race_get_median (ours_ms, rounds);
  for (int k = 0; k < n_peers; k++)
    result->peer_ms[k] = race_get_median (peer_ms + k * rounds, rounds);
  result->uncounted_ms = n_peers > 0 ? race_get_median (uncounted_ms, rounds) : 0;
  result->ratio = race_get_median (ratios, rounds);
}

void
race_print (const RaceResult *result, int threads, const Racer *peers, int n_peers, double wanted)
{
  printf ("  %d thread%s  ours %.2f ms", threads, threads == 1 ? " " : "s", result->ours_ms);
  for (int k = 0; k < n_peers; k++)
    printf (", %s %.2f ms", peers[k].name, result->peer_ms[k]);
  if (n_peers > 0)
    printf (", ratio %.2f× (wanted: ≥ %.1f×)", result->ratio, wanted);
  if (result->uncounted_ms > 0)
    printf (" (without %.2f ms of the peer's in our plain custom operators)", result->uncounted_ms);
  printf ("\n");
  fflush (stdout);
}

double
race_get_difference (const float *values, const float *expected, gsize n_values)
{
  double largest = 0, furthest = 0;

  for (gsize i = 0; i < n_values; i++)
    {
      double off = fabs ((double)values[i] - expected[i]);

      largest = MAX (largest, fabs ((double)expected[i]));
      furthest = off <= furthest ? furthest : off; /* keeps what is not a number */
    }
  return furthest / largest;
}

double
race_compare_outputs (VanityExecutor *executor, RaceDupOutput dup_output, gpointer data)
{
  double worst = 0;

  for (int i = 0; i < vanity_executor_get_n_outputs (executor); i++)
    {
      gsize n_values;
      g_autofree float *expected = dup_output (data, i, &n_values);
      double off;

      g_assert_cmpuint (n_values, ==,
                        vanity_shape_get_elements (vanity_executor_get_output_shape (executor, i)));
      off = race_get_difference (vanity_executor_get_output (executor, i), expected, n_values);
      worst = off <= worst ? worst : off;
    }
  return worst;
}
