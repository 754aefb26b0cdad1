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

struct _VanityOptimizer
{
  VanityOptimizerOptions options;
  VanityPool *pool;
  GArray *slices; /* of Slice */
  float *moments;
  guint64 steps;
  /* Of the present step. */
  float scale; /* of gradients */
  float rate;
};

static void
optimizer_add (VanityOptimizer *self, const VanityParameter *parameter, float *mean, float *square)
{
  for (gint64 at = 0; at < parameter->count; at += SLICE)
    {
      Slice slice = { .values = parameter->values + at,
                      .gradient = parameter->gradient + at,
                      .mean = mean + at,
                      .square = square + at,
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
  gint64 total = 0, at = 0;

  self->options = *options;
  self->options.prefix = NULL;
  self->pool = pool != NULL ? pool : vanity_pool_get_default ();
  self->slices = g_array_new (FALSE, FALSE, sizeof (Slice));
  for (int round = 0; round < 2; round++)
    {
      for (int i = 0; i < vanity_learner_get_n_parameters (learner); i++)
        {
          const VanityParameter *parameter = vanity_learner_get_parameter (learner, i);

          if (parameter->values == NULL
              || (options->prefix != NULL && !g_str_has_prefix (parameter->name, options->prefix)))
            continue;
          if (round == 0)
            total += parameter->count;
          else
            optimizer_add (self, parameter, self->moments + at, self->moments + total + at);
          at += round == 0 ? 0 : parameter->count;
        }
      if (round == 0)
        self->moments = g_new0 (float, 2 * total + 1);
    }
  return self;
}

void
vanity_optimizer_free (VanityOptimizer *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->slices);
  g_free (self->moments);
  g_free (self);
}

void
vanity_optimizer_set_rate (VanityOptimizer *self, float rate)
{
  self->options.rate = rate;
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
