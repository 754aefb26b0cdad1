#include "train/average.h"

/* Elements that a thread takes at once. */
#define SLICE 16384

typedef struct
{
  char *name;
  float *values, *average;
  gint64 count;
} Shadow;

typedef struct
{
  float *values, *average;
  int count;
} Slice;

struct _VanityAverage
{
  VanityLearner *learner;
  VanityPool *pool;
  GArray *shadows; /* of Shadow */
  GArray *slices;  /* of Slice */
  double decay;
  gboolean warm_up;
  gint64 updates;
  /* Of the present update. */
  float moved; /* towards the parameters: 1 − d */
};

static void
shadow_clear (gpointer data)
{
  Shadow *self = data;

  g_free (self->name);
  g_free (self->average);
}

static void
average_add (VanityAverage *self, const VanityParameter *parameter)
{
  Shadow shadow = { .name = g_strdup_printf ("%s.average", parameter->name),
                    .values = parameter->values,
                    .average = g_memdup2 (parameter->values, parameter->count * sizeof (float)),
                    .count = parameter->count };

  g_array_append_val (self->shadows, shadow);
  for (gint64 at = 0; at < shadow.count; at += SLICE)
    {
      Slice slice = { shadow.values + at, shadow.average + at, MIN (SLICE, shadow.count - at) };

      g_array_append_val (self->slices, slice);
    }
}

VanityAverage *
vanity_average_new (VanityLearner *learner, const char *prefix, double decay, gboolean warm_up,
                    VanityPool *pool)
{
  VanityAverage *self;

  g_return_val_if_fail (decay >= 0.0 && decay < 1.0, NULL);

  self = g_new0 (VanityAverage, 1);
  self->learner = learner;
  self->pool = pool != NULL ? pool : vanity_pool_get_default ();
  self->decay = decay;
  self->warm_up = warm_up;
  self->shadows = g_array_new (FALSE, FALSE, sizeof (Shadow));
  g_array_set_clear_func (self->shadows, shadow_clear);
  self->slices = g_array_new (FALSE, FALSE, sizeof (Slice));
  for (int i = 0; i < vanity_learner_get_n_parameters (learner); i++)
    {
      const VanityParameter *parameter = vanity_learner_get_parameter (learner, i);

      if (parameter->values != NULL
          && (prefix == NULL || g_str_has_prefix (parameter->name, prefix)))
        average_add (self, parameter);
    }
  return self;
}

void
vanity_average_free (VanityAverage *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->slices);
  g_array_unref (self->shadows);
  g_free (self);
}

static void
update_slice (gpointer data, int index, int worker)
{
  VanityAverage *self = data;
  const Slice *slice = &g_array_index (self->slices, Slice, index);
  const float *restrict values = slice->values;
  float *restrict average = slice->average, moved = self->moved;

  for (int i = 0; i < slice->count; i++)
    average[i] += moved * (values[i] - average[i]);
}

void
vanity_average_update (VanityAverage *self)
{
  double decay = self->decay;

  self->updates++;
  if (self->warm_up)
    decay = MIN (decay, (1.0 + self->updates) / (10.0 + self->updates));
  self->moved = 1.0 - decay;
  vanity_pool_run (self->pool, update_slice, self, self->slices->len);
}

static void
swap_slice (gpointer data, int index, int worker)
{
  VanityAverage *self = data;
  const Slice *slice = &g_array_index (self->slices, Slice, index);

  for (int i = 0; i < slice->count; i++)
    {
      float value = slice->values[i];

      slice->values[i] = slice->average[i];
      slice->average[i] = value;
    }
}

void
vanity_average_swap (VanityAverage *self)
{
  vanity_pool_run (self->pool, swap_slice, self, self->slices->len);
}

gboolean
vanity_average_copy (VanityAverage *self, VanityGraph *graph, GError **error)
{
  gboolean good;

  vanity_average_swap (self);
  good = vanity_learner_copy_parameters (self->learner, graph, error);
  vanity_average_swap (self);
  return good;
}

gint64
vanity_average_get_updates (VanityAverage *self)
{
  return self->updates;
}

void
vanity_average_set_updates (VanityAverage *self, gint64 updates)
{
  g_return_if_fail (updates >= 0);

  self->updates = updates;
}

int
vanity_average_get_n_averages (VanityAverage *self)
{
  return self->shadows->len;
}

float *
vanity_average_get_average (VanityAverage *self, int index, const char **name, gint64 *count)
{
  const Shadow *shadow;

  g_return_val_if_fail (index >= 0 && index < (int)self->shadows->len, NULL);

  shadow = &g_array_index (self->shadows, Shadow, index);
  *name = shadow->name;
  *count = shadow->count;
  return shadow->average;
}
