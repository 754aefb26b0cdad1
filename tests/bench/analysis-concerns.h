/* How well concerns of the skin are told that were painted on faces. */
#pragma once

#include "texture/dataset.h"

/* On `count` faces of the set that training never sees, at most. The set is of
 * VANITY_CONCERN_SIZE². */
gboolean concerns_print (const VanityDataset *set, guint64 seed, int count, GError **error);
