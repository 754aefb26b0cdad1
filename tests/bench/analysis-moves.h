/* How far what is told of a face moves when its photo is taken a little otherwise. */
#pragma once

#include "face/finder.h"
#include "texture/dataset.h"

/* Analyses `count` faces of the set and their photos taken otherwise, and prints how far overall
 * score, Monk tone and typology angle move. `listed`: each photo with what is told of it, too. */
gboolean moves_print (const VanityDataset *set, const char *folder, VanityFaceFinder *finder,
                      guint64 seed, int count, gboolean listed, GError **error);
