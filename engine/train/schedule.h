/* How far steps go as learning goes on: the rate of an optimiser at each step.
 *
 *   vanity_optimizer_set_rate (optimizer, vanity_schedule_get_rate (&schedule, step));
 *   vanity_optimizer_step (optimizer, NULL);
 *
 * A rate depends on nothing but the schedule and the number of the step: what resumes at a step
 * goes on as if it had never stopped. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  VANITY_SCHEDULE_CONSTANT,
  /* In a straight line from the rate to the last rate. */
  VANITY_SCHEDULE_LINEAR,
  /* last + ½ · (rate − last) · (1 + cos πp), where p goes from 0 to 1: Loshchilov and Hutter, SGDR:
   * Stochastic Gradient Descent with Warm Restarts, 2016; without the restarts. */
  VANITY_SCHEDULE_COSINE,
} VanityScheduleKind;

/* Steps from 0: `warm_up` steps of a rate that grows in equal parts until it is the whole, as in
 * Goyal et al., Accurate, Large Minibatch SGD, 2017; then `hold` at the rate; then from there to
 * `last`, which is reached after `steps` steps in all, and stays. */
typedef struct
{
  VanityScheduleKind kind;
  double rate;
  double last; /* is not looked at where the rate is constant */
  gint64 warm_up;
  gint64 hold;
  gint64 steps;
} VanitySchedule;

/* `step` is not negative. */
double vanity_schedule_get_rate (const VanitySchedule *schedule, gint64 step);

G_END_DECLS
