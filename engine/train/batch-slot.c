#include "train/batch-slot.h"

#include "base/error.h"

#include <string.h>

gboolean
vanity_batch_check (const VanitySource *source, const VanityBatchOptions *options, GError **error)
{
  gboolean fine = source->n_places >= 0 && source->n_places <= VANITY_MAX_PLACES;

  for (int k = 0; fine && k < source->n_places; k++)
    fine = source->sizes[k] > 0 && source->sizes[k] <= VANITY_MAX_ELEMENTS / MAX (options->size, 1);
  if (!fine)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   "A batch of %d samples must have at most %d places, each with 1 to 2²⁹ numbers",
                   options->size, VANITY_MAX_PLACES);
      return FALSE;
    }
  if (options->size < 1 || source->count < (options->whole ? 1 : options->size))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "There can be no batch of %d samples where there are %d", options->size,
                   source->count);
      return FALSE;
    }
  return TRUE;
}

gboolean
vanity_batch_slot_init (VanityBatchSlot *self, const VanitySource *source, int size, GError **error)
{
  self->samples = g_new0 (int, size);
  self->batch.samples = self->samples;
  self->batch.size = size;
  self->batch.sizes = source->sizes;
  for (int k = 0; k < source->n_places; k++)
    {
      gint64 count = size * source->sizes[k];

      self->batch.places[k] = g_try_new0 (float, count);
      if (self->batch.places[k] != NULL)
        continue;
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   "No memory for a batch of %d samples: place %d needs %" G_GINT64_FORMAT
                   " numbers",
                   size, k, count);
      return FALSE;
    }
  return TRUE;
}

void
vanity_batch_slot_clear (VanityBatchSlot *self)
{
  g_clear_error (&self->error);
  g_free (self->samples);
  for (int k = 0; k < VANITY_MAX_PLACES; k++)
    g_free (self->batch.places[k]);
}

void
vanity_batch_start_random (VanityRandom *random, guint64 seed, guint64 epoch, guint64 index)
{
  vanity_random_init (random, seed);
  vanity_random_init (random, vanity_random_next (random) + epoch);
  vanity_random_init (random, vanity_random_next (random) + index);
}

gboolean
vanity_batch_slot_write (VanityBatchSlot *self, const VanitySource *source, guint64 seed, int index)
{
  const VanityBatch *batch = &self->batch;
  float *places[VANITY_MAX_PLACES] = { NULL };
  VanityRandom random;

  for (int k = 0; k < source->n_places; k++)
    places[k] = batch->places[k] + index * source->sizes[k];
  if (index >= batch->count)
    {
      for (int k = 0; k < source->n_places; k++)
        memcpy (places[k], places[k] - source->sizes[k], source->sizes[k] * sizeof (float));
      return TRUE;
    }
  vanity_batch_start_random (&random, seed, batch->epoch, self->samples[index]);
  return source->write (source->data, self->samples[index], &random, places, &self->error);
}
