/* Who wears whose makeup, drawn from the faces of a set that training never sees. */
#pragma once

#include "image/skin-tone.h"
#include "texture/dataset.h"

G_BEGIN_DECLS

typedef struct
{
  int source, reference; /* in the set */
  VanitySkinGroup source_group, reference_group;
} DrawnPair;

/* What there is to draw from. */
typedef struct
{
  int sources[VANITY_N_SKIN_GROUPS], references[VANITY_N_SKIN_GROUPS];
} DrawnFaces;

/* `count` pairs at most: sources labelled as wearing none or light makeup, as many of each group of
 * skin tones as of any other, turned, covered or with glasses as they come; references labelled as
 * wearing clear or strong makeup. Nobody wears their own, and no pair comes twice. What is drawn
 * depends on the set, the seed and the count alone. */
GArray *draw_pairs (const VanityDataset *set, guint64 seed, int count, DrawnFaces *faces);

G_END_DECLS
