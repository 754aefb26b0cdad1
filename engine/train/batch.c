#include "train/batch-slot.h"

#include <string.h>

#define MAX_THREADS 64

struct _VanityBatches
{
  VanitySource source;
  VanityBatchOptions options;
  int steps;
  GCancellable *cancellable;
  gulong cancelled;

  /* Batches are numbered through all epochs; number n is made in slot n % n_slots. */
  int n_slots;
  VanityBatchSlot *slots;
  int n_threads;
  GThread *threads[MAX_THREADS];

  GMutex lock; /* of what follows */
  GCond changed;
  guint64 to_make, to_give; /* the numbers that come next */
  gboolean held;            /* the caller has the one before to_give */
  int n_busy;
  int leave; /* atomic: threads leave what they do */
  gboolean stop;
  int *order; /* of the epoch that to_make is in */
  int order_epoch;
};

static void
batches_order (VanityBatches *self, int epoch)
{
  int count = self->source.count;
  VanityRandom random;

  if (self->order_epoch == epoch)
    return;
  self->order_epoch = epoch;
  for (int i = 0; i < count; i++)
    self->order[i] = i;
  if (self->options.in_order)
    return;
  vanity_batch_start_random (&random, self->options.seed, epoch, G_MAXUINT64);
  vanity_random_shuffle (&random, self->order, count);
}

/* The slot of batch to_make, which says by then what goes into it; NULL: it is not free. */
static VanityBatchSlot *
batches_take (VanityBatches *self)
{
  VanityBatchSlot *slot = &self->slots[self->to_make % self->n_slots];
  VanityBatch *batch = &slot->batch;
  int first;

  if (slot->state != VANITY_BATCH_SLOT_FREE)
    return NULL;
  batch->epoch = self->to_make / self->steps;
  batch->step = self->to_make % self->steps;
  first = batch->step * batch->size;
  batch->count = MIN (batch->size, self->source.count - first);
  batches_order (self, batch->epoch);
  for (int i = 0; i < batch->size; i++)
    slot->samples[i] = self->order[first + MIN (i, batch->count - 1)];
  slot->state = VANITY_BATCH_SLOT_BUSY;
  self->to_make++;
  self->n_busy++;
  return slot;
}

/* Without the lock. */
static void
batches_prepare (VanityBatches *self, VanityBatchSlot *slot)
{
  for (int i = 0; i < slot->batch.size; i++)
    if (g_atomic_int_get (&self->leave) || g_cancellable_is_cancelled (self->cancellable)
        || !vanity_batch_slot_write (slot, &self->source, self->options.seed, i))
      return;
}

static void
batches_finish (VanityBatches *self, VanityBatchSlot *slot)
{
  slot->state = VANITY_BATCH_SLOT_READY;
  self->n_busy--;
  g_cond_broadcast (&self->changed);
}

static gpointer
thread_main (gpointer data)
{
  VanityBatches *self = data;

  g_mutex_lock (&self->lock);
  while (!self->stop)
    {
      VanityBatchSlot *slot = g_atomic_int_get (&self->leave) ? NULL : batches_take (self);

      if (slot == NULL)
        {
          g_cond_wait (&self->changed, &self->lock);
          continue;
        }
      g_mutex_unlock (&self->lock);
      batches_prepare (self, slot);
      g_mutex_lock (&self->lock);
      batches_finish (self, slot);
    }
  g_mutex_unlock (&self->lock);
  return NULL;
}

static void
on_cancelled (GCancellable *cancellable, gpointer data)
{
  VanityBatches *self = data;

  g_mutex_lock (&self->lock);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

VanityBatches *
vanity_batches_new (const VanitySource *source, const VanityBatchOptions *options,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (VanityBatches) self = NULL;
  int threads = CLAMP (options->threads, 0, MAX_THREADS);

  if (!vanity_batch_check (source, options, error))
    return NULL;
  self = g_new0 (VanityBatches, 1);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->source = *source;
  self->options = *options;
  self->steps
      = options->whole ? (source->count - 1) / options->size + 1 : source->count / options->size;
  self->n_slots = threads > 0 ? threads + 2 : 1;
  self->slots = g_new0 (VanityBatchSlot, self->n_slots);
  for (int i = 0; i < self->n_slots; i++)
    if (!vanity_batch_slot_init (&self->slots[i], &self->source, options->size, error))
      return NULL;
  self->order = g_new (int, source->count);
  self->order_epoch = -1;
  if (cancellable != NULL)
    {
      self->cancellable = g_object_ref (cancellable);
      self->cancelled = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), self, NULL);
    }
  /* Where the system gives fewer threads, fewer do the same work. */
  for (int i = 0; i < threads; i++)
    {
      self->threads[i] = g_thread_try_new ("vanity-batch", thread_main, self, NULL);
      if (self->threads[i] == NULL)
        break;
      self->n_threads++;
    }
  return g_steal_pointer (&self);
}

void
vanity_batches_free (VanityBatches *self)
{
  if (self == NULL)
    return;
  if (self->cancellable != NULL)
    g_cancellable_disconnect (self->cancellable, self->cancelled);
  g_mutex_lock (&self->lock);
  self->stop = TRUE;
  g_atomic_int_set (&self->leave, TRUE);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  for (int i = 0; i < self->n_threads; i++)
    g_thread_join (self->threads[i]);
  for (int i = 0; i < self->n_slots; i++)
    vanity_batch_slot_clear (&self->slots[i]);
  g_clear_object (&self->cancellable);
  g_free (self->slots);
  g_free (self->order);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

int
vanity_batches_get_steps (VanityBatches *self)
{
  return self->steps;
}

int
vanity_batches_get_size (VanityBatches *self)
{
  return self->options.size;
}

guint64
vanity_batches_get_seed (VanityBatches *self)
{
  return self->options.seed;
}

/* With the lock: whatever was prepared is dropped. */
static void
batches_begin_at (VanityBatches *self, guint64 number)
{
  g_atomic_int_set (&self->leave, TRUE);
  while (self->n_busy > 0)
    g_cond_wait (&self->changed, &self->lock);
  g_atomic_int_set (&self->leave, FALSE);
  for (int i = 0; i < self->n_slots; i++)
    {
      self->slots[i].state = VANITY_BATCH_SLOT_FREE;
      g_clear_error (&self->slots[i].error);
    }
  self->to_make = self->to_give = number;
  self->held = FALSE;
  g_cond_broadcast (&self->changed);
}

void
vanity_batches_seek (VanityBatches *self, int epoch, int step)
{
  g_return_if_fail (epoch >= 0 && step >= 0 && step <= self->steps);

  g_mutex_lock (&self->lock);
  batches_begin_at (self, (guint64)epoch * self->steps + step);
  g_mutex_unlock (&self->lock);
}

/* With the lock: when batch to_give is there, or somebody cancels. */
static VanityBatchSlot *
batches_wait (VanityBatches *self, GError **error)
{
  VanityBatchSlot *slot = &self->slots[self->to_give % self->n_slots];

  while (!g_cancellable_set_error_if_cancelled (self->cancellable, error))
    {
      if (slot->state == VANITY_BATCH_SLOT_READY)
        return slot;
      if (self->n_threads > 0)
        {
          g_cond_wait (&self->changed, &self->lock);
          continue;
        }
      batches_take (self);
      g_mutex_unlock (&self->lock);
      batches_prepare (self, slot);
      g_mutex_lock (&self->lock);
      batches_finish (self, slot);
    }
  return NULL;
}

const VanityBatch *
vanity_batches_next (VanityBatches *self, GError **error)
{
  VanityBatchSlot *slot;

  g_mutex_lock (&self->lock);
  if (self->held)
    {
      self->slots[(self->to_give - 1) % self->n_slots].state = VANITY_BATCH_SLOT_FREE;
      self->held = FALSE;
      g_cond_broadcast (&self->changed);
    }
  slot = batches_wait (self, error);
  if (slot != NULL && slot->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&slot->error));
      batches_begin_at (self, self->to_give);
      slot = NULL;
    }
  if (slot != NULL)
    {
      self->to_give++;
      self->held = TRUE;
    }
  g_mutex_unlock (&self->lock);
  return slot != NULL ? &slot->batch : NULL;
}

void
vanity_batch_fill (const VanityBatch *self, VanityLearner *learner, int first)
{
  for (int k = 0; k < VANITY_MAX_PLACES && self->places[k] != NULL; k++)
    memcpy (vanity_learner_get_input (learner, first + k), self->places[k],
            self->size * self->sizes[k] * sizeof (float));
}
