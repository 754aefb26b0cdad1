#include "train/optimizer.h"

#include <math.h>
#include <string.h>

/* Elements of a parameter that are gone through at once: what threads share out, and what is summed
 * apart, so that sums have one order whatever the number of threads. */
#define SLICE 16384

typedef struct
{
  float *values;
  const float *gradient;
  float *mean;   /* of gradients: momentum */
  float *square; /* Adam: mean of squares */
  int count;
  gboolean decays;
  double sum; /* of squared gradients */
} Slice;

/* What goes on from step to step, of one parameter. */
typedef struct
{
  char *name;
  float *values;
  gint64 count;
} Moment;

struct _VanityOptimizer
{
  VanityOptimizerOptions options;
  VanityPool *pool;
  GArray *slices;  /* of Slice */
  GArray *moments; /* of Moment */
  gint64 steps;
  /* Of the present step. */
  float scale; /* of gradients */
  float rate;
};

static void
moment_clear (gpointer data)
{
  Moment *self = data;

  g_free (self->name);
  g_free (self->values);
}

static float *
optimizer_add_moment (VanityOptimizer *self, const VanityParameter *parameter, const char *what)
{
  Moment moment = { .name = g_strdup_printf ("%s.%s", parameter->name, what),
                    .values = g_new0 (float, parameter->count),
                    .count = parameter->count };

  g_array_append_val (self->moments, moment);
  return moment.values;
}

static void
optimizer_add (VanityOptimizer *self, const VanityParameter *parameter)
{
  gboolean squares = self->options.kind == VANITY_OPTIMIZER_KIND_ADAM;
  float *mean = optimizer_add_moment (self, parameter, "mean");
  float *square = squares ? optimizer_add_moment (self, parameter, "square") : NULL;

  for (gint64 at = 0; at < parameter->count; at += SLICE)
    {
      Slice slice = { .values = parameter->values + at,
                      .gradient = parameter->gradient + at,
                      .mean = mean + at,
                      .square = squares ? square + at : NULL,
                      .count = MIN (SLICE, parameter->count - at),
                      .decays = parameter->shape.rank >= 2 };

      g_array_append_val (self->slices, slice);
    }
}

VanityOptimizer *
vanity_optimizer_new (VanityLearner *learner, const VanityOptimizerOptions *options,
                      VanityPool *pool)
{
  VanityOptimizer *self = g_new0 (VanityOptimizer, 1);

  self->options = *options;
  self->options.prefix = NULL;
  self->pool = pool != NULL ? pool : vanity_pool_get_default ();
  self->slices = g_array_new (FALSE, FALSE, sizeof (Slice));
  self->moments = g_array_new (FALSE, FALSE, sizeof (Moment));
  g_array_set_clear_func (self->moments, moment_clear);
  for (int i = 0; i < vanity_learner_get_n_parameters (learner); i++)
    {
      const VanityParameter *parameter = vanity_learner_get_parameter (learner, i);

      if (parameter->values != NULL
          && (options->prefix == NULL || g_str_has_prefix (parameter->name, options->prefix)))
        optimizer_add (self, parameter);
    }
  return self;
}

void
vanity_optimizer_free (VanityOptimizer *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->slices);
  g_array_unref (self->moments);
  g_free (self);
}

void
vanity_optimizer_set_rate (VanityOptimizer *self, float rate)
{
  self->options.rate = rate;
}

gint64
vanity_optimizer_get_steps (VanityOptimizer *self)
{
  return self->steps;
}

void
vanity_optimizer_set_steps (VanityOptimizer *self, gint64 steps)
{
  g_return_if_fail (steps >= 0);

  self->steps = steps;
}

int
vanity_optimizer_get_n_moments (VanityOptimizer *self)
{
  return self->moments->len;
}

float *
vanity_optimizer_get_moment (VanityOptimizer *self, int index, const char **name, gint64 *count)
{
  const Moment *moment;

  g_return_val_if_fail (index >= 0 && index < (int)self->moments->len, NULL);

  moment = &g_array_index (self->moments, Moment, index);
  *name = moment->name;
  *count = moment->count;
  return moment->values;
}

static void
measure (gpointer data, int index, int worker)
{
  VanityOptimizer *self = data;
  Slice *slice = &g_array_index (self->slices, Slice, index);
  double sums[8] = { 0 };

  for (int i = 0; i < slice->count; i++)
    sums[i % 8] += (double)slice->gradient[i] * slice->gradient[i];
  slice->sum = 0.0;
  for (int i = 0; i < 8; i++)
    slice->sum += sums[i];
}

static void
move_sgd (const VanityOptimizer *self, Slice *slice)
{
  const VanityOptimizerOptions *options = &self->options;
  float *restrict values = slice->values, *restrict mean = slice->mean;
  const float *restrict gradient = slice->gradient;
  float kept = 1.0f - (slice->decays ? options->rate * options->decay : 0.0f);
  float ahead = options->nesterov ? options->momentum : 1.0f;
  float own = options->nesterov ? 1.0f : 0.0f;

  for (int i = 0; i < slice->count; i++)
    {
      float given = self->scale * gradient[i];

      mean[i] = options->momentum * mean[i] + given;
      values[i] = kept * values[i] - self->rate * (ahead * mean[i] + own * given);
    }
}

static void
move_adam (const VanityOptimizer *self, Slice *slice)
{
  const VanityOptimizerOptions *options = &self->options;
  float *restrict values = slice->values, *restrict mean = slice->mean;
  float *restrict square = slice->square;
  const float *restrict gradient = slice->gradient;
  float kept = 1.0f - (slice->decays ? options->rate * options->decay : 0.0f);
  float momentum = options->momentum, beta = options->beta;
  /* Both means begin at zero, and are too small at first. */
  float square_scale = 1.0 / (1.0 - pow (beta, self->steps));

  for (int i = 0; i < slice->count; i++)
    {
      float given = self->scale * gradient[i];

      mean[i] = momentum * mean[i] + (1.0f - momentum) * given;
      square[i] = beta * square[i] + (1.0f - beta) * given * given;
      values[i] = kept * values[i]
                  - self->rate * mean[i] / (sqrtf (square_scale * square[i]) + options->epsilon);
    }
}

static void
move (gpointer data, int index, int worker)
{
  VanityOptimizer *self = data;
  Slice *slice = &g_array_index (self->slices, Slice, index);

  if (self->options.kind == VANITY_OPTIMIZER_KIND_SGD)
    move_sgd (self, slice);
  else
    move_adam (self, slice);
}

gboolean
vanity_optimizer_step (VanityOptimizer *self, double *norm)
{
  const VanityOptimizerOptions *options = &self->options;
  double sum = 0.0;

  vanity_pool_run (self->pool, measure, self, self->slices->len);
  for (guint i = 0; i < self->slices->len; i++)
    sum += g_array_index (self->slices, Slice, i).sum;
  sum = sqrt (sum);
  if (norm != NULL)
    *norm = sum;
  if (!isfinite (sum))
    return FALSE;

  self->steps++;
  self->scale = options->clip > 0.0f && sum > options->clip ? options->clip / sum : 1.0f;
  self->rate = options->kind == VANITY_OPTIMIZER_KIND_SGD
                   ? options->rate
                   : options->rate / (1.0 - pow (options->momentum, self->steps));
  vanity_pool_run (self->pool, move, self, self->slices->len);
  return TRUE;
}
