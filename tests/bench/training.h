/* What learns in the bench: networks with their losses, data and optimisers. */
#pragma once

#include "networks.h"
#include "nn/learner.h"
#include "train/optimizer.h"

G_BEGIN_DECLS

typedef struct _Training Training;

typedef struct
{
  const char *name;
  const char *network; /* as PyTorch's script calls it */
  const char *what;
  void (*add) (Net *net);
  int batch;
  const char *loss; /* "Abs" or "Mul" of the difference from the target; else an operator */
  void (*run) (Training *training);
  double runs;             /* of which what is told consists */
  double wanted;           /* ratio */
  gboolean is_looked_into; /* on one thread, too, and whether it repeats */
  gboolean has_gradients;  /* that PyTorch can be asked for */
} TrainingTask;

struct _Training
{
  const TrainingTask *task;
  int threads;
  VanityPool *pool;
  VanityLearner *learner;
  VanityOptimizer *optimizer;
  GRand *random;
  float *images[2]; /* random ones; a discriminator sees the second as one that was made */
  gsize n_values;   /* of one */
  float *target;
  gsize n_targets;
  guint8 *digits, *labels;
  int *order;
};

extern const TrainingTask training_tasks[];
extern const int training_n_tasks;

void training_init (Training *training, const TrainingTask *task, int threads);
void training_clear (Training *training);

G_END_DECLS
