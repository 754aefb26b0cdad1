/* The training of one network by one loss: Adam, a rate that warms up and falls along a cosine,
 * and, if asked for, a moving average of the weights. */
#pragma once

#include "train-options.h"
#include "train/average.h"

G_BEGIN_DECLS

typedef struct
{
  const VanityTrainOptions *options;
  const char *name;           /* of the network, in checkpoints */
  guint64 fixed;              /* what must be the same to go on: size, samples of an epoch, … */
  const char *start, *prefix; /* begin with a saved network's weights (train-start.h), or NULL */
  int batch;
  VanityOptimizerOptions adam;
  double rate, last; /* where it begins after the warm-up and where it ends */
  int warm_up;       /* steps */
  int every;         /* steps between checkpoints; 0: after epochs alone */
  double average;    /* what the average keeps at each step; 0: there is none */
  /* After each epoch, when its loss has been told: to judge and to save. */
  gboolean (*epoch) (gpointer data, int epoch, GError **error);
  gpointer data;
} VanityTrainSingle;

/* `learner` learns from `source`. `average` (may be NULL) gets what `epoch` may look at; it lives
 * as long as the call. */
VanityTrainerResult vanity_train_single (const VanityTrainSingle *single, VanityLearner *learner,
                                         const VanitySource *source, VanityAverage **average,
                                         GError **error);

G_END_DECLS
