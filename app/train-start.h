/* Trainings that begin with what another one learnt. */
#pragma once

#include "nn/learner.h"

G_BEGIN_DECLS

/* Gives the learner's parameters whose names begin with `prefix` the weights of a network that
 * another training saved, of any size. FALSE with an error that names the file, and the parameter
 * that it lacks. */
gboolean vanity_train_load_start (VanityLearner *learner, const char *prefix, const char *path,
                                  GError **error);

G_END_DECLS
