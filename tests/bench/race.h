/* Several ways to do the same work, taking turns, so that all of them meet the same machine. */
#pragma once

#include "nn/executor.h"

G_BEGIN_DECLS

#define RACE_MAX_PEERS 3
#define RACE_ROUNDS 15

typedef struct
{
  const char *name;
  gpointer data;
  void (*start) (gpointer data); /* before a turn; may be NULL */
  void (*run) (gpointer data);
  /* What of the last run does not count, in ms; NULL: nothing. */
  double (*get_uncounted) (gpointer data);
  /* Instead of the above, for work done in another process: the quickest run of a turn in ms. */
  double (*take_turn) (gpointer data);
} Racer;

/* Medians over the rounds, of the quickest run of each turn: what else the machine does only ever
 * adds to it. */
typedef struct
{
  double ours_ms;
  double peer_ms[RACE_MAX_PEERS], uncounted_ms; /* the second of the first peer alone */
  double ratio;                                 /* the quickest peer ÷ ours */
} RaceResult;

void race_run (const Racer *ours, const Racer *peers, int n_peers, int rounds, RaceResult *result);
/* As one line, with the least ratio that is wanted. */
void race_print (const RaceResult *result, int threads, const Racer *peers, int n_peers,
                 double wanted);

/* Milliseconds since `since`, which becomes now. */
double race_take_lap (gint64 *since);
double race_get_median (const double *values, int n_values);
/* The largest difference, of the largest value that is expected. */
double race_get_difference (const float *values, const float *expected, gsize n_values);

/* A peer's output `index`, as ours lies in memory. Freed with g_free (). */
typedef float *(*RaceDupOutput) (gpointer data, int index, gsize *n_values);

/* The largest difference of any output, of that output's largest value, after a run of both; not a
 * number where an output holds none. */
double race_compare_outputs (VanityExecutor *executor, RaceDupOutput dup_output, gpointer data);

G_END_DECLS
