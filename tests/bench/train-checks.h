/* What is to be seen of learning besides its time: memory, repetition and gradients. */
#pragma once

#include "training.h"

G_BEGIN_DECLS

#define TRAIN_CHECKS_SCRIPT "torch-train.py"

/* By how much this process grows from before there is a network to the most that it holds while
 * that learns, in MiB. */
double train_checks_measure_memory (const TrainingTask *task);
/* The same of a process of our own and of PyTorch's, printed. This program has to answer to
 * "--memory NAME" with what it measures. */
void train_checks_print_memory (const TrainingTask *task);

/* In how many weights two learners that learn the same differ. */
void train_checks_print_repetition (const TrainingTask *task);

/* How far our gradients are from PyTorch's, which is told of weights and images by files in
 * `folder`. */
gboolean train_checks_print_gradients (const TrainingTask *task, const char *folder,
                                       GError **error);

G_END_DECLS
