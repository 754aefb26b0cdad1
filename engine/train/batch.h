/* Batches of samples, prepared by threads ahead of the step that learns from them.
 *
 *   static gboolean
 *   write_sample (gpointer data, int index, VanityRandom *random, float *const *places,
 *                 GError **error)
 *   {
 *     … pixels of sample `index`, mirrored or not as `random` says, to places[0] …
 *     places[1][0] = label;
 *     return TRUE;
 *   }
 *
 *   VanitySource source = { .count = 60000, .n_places = 2, .sizes = { 28 * 28, 1 },
 *                           .write = write_sample, .data = digits };
 *   VanityBatchOptions options = { .size = 32, .seed = seed, .threads = 1 };
 *
 *   batches = vanity_batches_new (&source, &options, NULL, &error);
 *   while ((batch = vanity_batches_next (batches, &error)) != NULL)
 *     {
 *       vanity_batch_fill (batch, learner, 0);
 *       …
 *     }
 *
 * An epoch is every sample once, in an order that is another one each time. That order depends on
 * the seed and the epoch, what a sample's function draws on those and the sample's index: batches
 * are the same to the bit whatever the number of threads and wherever one begins. */
#pragma once

#include "base/random.h"
#include "nn/learner.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define VANITY_MAX_PLACES 8

/* Writes sample `index`, in [0, count): to places[k] its sizes[k] numbers, all of them. Runs on
 * several threads at once, with `data` shared and everything else its own. FALSE with an error that
 * names the file when the sample cannot be had. */
typedef gboolean (*VanitySampleFunc) (gpointer data, int index, VanityRandom *random,
                                      float *const *places, GError **error);

typedef struct
{
  int count; /* samples */
  int n_places;
  gint64 sizes[VANITY_MAX_PLACES]; /* floats of a sample */
  VanitySampleFunc write;
  gpointer data; /* for it; must outlive the batches */
} VanitySource;

typedef struct
{
  int size; /* samples of a batch */
  guint64 seed;
  gboolean in_order; /* samples come as they are numbered, in every epoch */
  /* The last batch of an epoch may have fewer samples, and is filled up with its last one;
   * otherwise samples that fill no batch wait for another epoch. */
  gboolean whole;
  int threads; /* that prepare; 0: the caller itself does, when it asks */
} VanityBatchOptions;

typedef struct
{
  int epoch, step;                  /* from 0 */
  int size;                         /* samples in each place */
  int count;                        /* those that were not there to fill up */
  const int *samples;               /* [size] their indices in the source */
  float *places[VANITY_MAX_PLACES]; /* each [size, …] */
  const gint64 *sizes;              /* the source's */
} VanityBatch;

typedef struct _VanityBatches VanityBatches;

/* Begins with the first batch of epoch 0. With `cancellable`, which may be NULL, waiting for a
 * batch ends in G_IO_ERROR_CANCELLED. Fails when the numbers above make no sense, and when there is
 * no memory for as many batches as threads, and two more. */
VanityBatches *vanity_batches_new (const VanitySource *source, const VanityBatchOptions *options,
                                   GCancellable *cancellable, GError **error);
void vanity_batches_free (VanityBatches *batches);

/* Steps of an epoch; samples of a batch; the seed. */
int vanity_batches_get_steps (VanityBatches *batches);
int vanity_batches_get_size (VanityBatches *batches);
guint64 vanity_batches_get_seed (VanityBatches *batches);

/* The next batch, owned by `batches` and valid until the next call; epochs follow each other
 * without an end. NULL with the error of the first sample of it that could not be had; to be asked
 * again then means to try again. */
const VanityBatch *vanity_batches_next (VanityBatches *batches, GError **error);
/* The next batch will be that one. */
void vanity_batches_seek (VanityBatches *batches, int epoch, int step);

/* Copies place k to the learner's input `first` + k. */
void vanity_batch_fill (const VanityBatch *batch, VanityLearner *learner, int first);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityBatches, vanity_batches_free)

G_END_DECLS
