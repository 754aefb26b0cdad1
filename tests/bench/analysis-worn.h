/* How well it is told what people wear. */
#pragma once

#include "face/finder.h"
#include "texture/dataset.h"

/* On the photos of all faces of the set that training never sees, and on `n_painted` painted ones.
 * The set is of VANITY_WORN_SIDE²; `beards` as vanity_worn_samples_new () has it. */
gboolean worn_print (const VanityDataset *set, const char *folder, const char *beards,
                     VanityFaceFinder *finder, int n_painted, GError **error);
