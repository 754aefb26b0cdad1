/* Something small that learns with everything that goes on changing: moments, running statistics,
 * Dropout, augmentation and noise; and the files of a test. */
#pragma once

#include "train/checkpoint.h"
#include "train/trainer.h"

#include "../base/folder.h"
#include "../nn/support.h"

G_BEGIN_DECLS

#define TOY_SIDE 8
#define TOY_BATCH 6
#define TOY_SAMPLES 40
#define TOY_CLASSES 3

typedef struct
{
  VanityLearner *learner;
  VanityOptimizer *optimizers[2]; /* Adam and SGD: one of the first layer, one of the last */
  VanitySpectral *spectral;       /* of the first layer */
  VanityAverage *average;
  VanityBatches *batches;
  VanityRandom noise;
  VanityCheckpoint *checkpoint;
} Toy;

/* Weights are random by test_reseed ()'s numbers. */
Toy *toy_new (int channels, int threads, int batch_threads, guint64 seed);
void toy_free (Toy *toy);
/* One step; FALSE with an error. `loss` may be NULL. */
gboolean toy_step (Toy *toy, const VanityBatch *batch, double *loss, GError **error);
/* `count` steps on the next batches. */
void toy_learn (Toy *toy, int count);
/* Fails unless both are alike to the bit: parameters, statistics, moments, averages. */
void toy_assert_same (Toy *one, Toy *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Toy, toy_free)

/* A folder that is taken away with what is in it. */
typedef struct
{
  char *folder;
} TestFolder;

TestFolder *test_folder_new (void);
void test_folder_free (TestFolder *folder);
/* Free with g_free (). */
char *test_folder_path (TestFolder *folder, const char *name);
/* How many files there are. */
int test_folder_count (TestFolder *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestFolder, test_folder_free)

G_END_DECLS
