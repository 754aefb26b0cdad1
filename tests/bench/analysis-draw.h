/* Whose photos an analysis is measured on: faces of a set that training never sees. */
#pragma once

#include "image/skin-tone.h"
#include "texture/dataset.h"

/* Indices (int) of `count` of them at most, as many of each class of the individual typology angle
 * as of any other, turned, covered or with glasses as they come. Photos without colours are left
 * out. The same for the same set, seed and count. */
GArray *draw_tones (const VanityDataset *set, guint64 seed, int count);

/* The group of a face's skin as photographed; FALSE where it is not known. */
gboolean draw_find_group (const VanityDatasetFace *face, VanitySkinGroup *group);
