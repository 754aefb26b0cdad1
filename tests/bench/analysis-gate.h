/* How well a gate tells what a photo cannot carry. */
#pragma once

#include "face/finder.h"
#include "texture/dataset.h"

/* On the photos of `count` faces of the set and on copies of them that are made worse. */
gboolean gate_print (const VanityDataset *set, const char *folder, VanityFaceFinder *finder,
                     guint64 seed, int count, GError **error);
