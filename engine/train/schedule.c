#include "train/schedule.h"

#include <math.h>

double
vanity_schedule_get_rate (const VanitySchedule *self, gint64 step)
{
  gint64 start = self->warm_up + self->hold;
  double part;

  if (step < self->warm_up)
    return self->rate * (step + 1) / self->warm_up;
  if (self->kind == VANITY_SCHEDULE_CONSTANT || (step < start && step < self->steps))
    return self->rate;
  if (step >= self->steps)
    return self->last;
  part = (double)(step - start) / (self->steps - start);
  if (self->kind == VANITY_SCHEDULE_COSINE)
    part = 0.5 * (1.0 - cos (G_PI * part));
  return self->rate + (self->last - self->rate) * part;
}
