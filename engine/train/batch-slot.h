/* The inside of batches: memory for one of them, and what goes into it. */
#pragma once

#include "train/batch.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_BATCH_SLOT_FREE,
  VANITY_BATCH_SLOT_BUSY, /* a thread writes to it */
  VANITY_BATCH_SLOT_READY,
} VanityBatchSlotState;

typedef struct
{
  VanityBatchSlotState state;
  VanityBatch batch;
  int *samples;
  GError *error; /* when ready: there is one instead of a batch */
} VanityBatchSlot;

/* Fails where a batch of these makes no sense. */
gboolean vanity_batch_check (const VanitySource *source, const VanityBatchOptions *options,
                             GError **error);

/* `source` must stay where it is. Fails when there is no memory; the slot is to be cleared then,
 * too. */
gboolean vanity_batch_slot_init (VanityBatchSlot *slot, const VanitySource *source, int size,
                                 GError **error);
void vanity_batch_slot_clear (VanityBatchSlot *slot);
/* Writes sample `index` of the batch; FALSE when that fails, with the slot's error. */
gboolean vanity_batch_slot_write (VanityBatchSlot *slot, const VanitySource *source, guint64 seed,
                                  int index);

/* Random numbers of `epoch`, and there of `index`. */
void vanity_batch_start_random (VanityRandom *random, guint64 seed, guint64 epoch, guint64 index);

G_END_DECLS
