/* Pairs of faces in the same painted makeup, to learn transfer from: one face shows the style, the
 * other is to wear it, and how it looks in it is known.
 *
 * A sample is drawn from the bare faces of a data set (labelled as wearing none or light makeup, or
 * unlabelled and looking so; no glasses, sharp, turned little, in colour): face A by the sample's
 * index, face B of somebody else by chance, and a style. Each is mirrored every other time; and
 * each is lit anew after painting, since pigment is lit by the photo's light:
 *
 *   gain      2^−0.7 … 2^0.5
 *   tint      warm to cool, ±14 % of red against blue, and ±4 % of green
 *   gradient  ±35 % from one side of the chart to the other, in any direction
 *   gamma     0.85 … 1.18 of the encoded values
 *
 * What a sample is depends on the data set and the generator given alone. */
#pragma once

#include "texture/dataset.h"
#include "train/batch.h"
#include "transfer/paint.h"

G_BEGIN_DECLS

/* Places of a sample; S × S texels, channels last. Colours are encoded sRGB in steps of 1 ÷ 255, as
 * photos have them, in [0, 1]. */
typedef enum
{
  VANITY_PAIR_SOURCE,    /* 3: A, bare */
  VANITY_PAIR_REFERENCE, /* 3: B wearing the style, under another light */
  VANITY_PAIR_TRUTH,     /* 3: A wearing the style, under A's light */
  VANITY_PAIR_LAYER,     /* 5: of the style on A (paint.h), before light: coverage, colour, shine */
  VANITY_PAIR_SEEN,      /* 2: visibility of A and of B, [0, 1] */
  VANITY_PAIR_PLACES
} VanityPairPlace;

typedef struct
{
  VanityDatasetSplit split;
  gboolean foundation; /* styles may have some */
  gboolean plain;      /* faces stay as photographed: neither mirrored nor lit anew */
  double bare;         /* share of samples in no makeup at all, [0, 1] */
} VanityPairOptions;

typedef struct _VanityPairs VanityPairs; /* immutable: safe to use from several threads */

/* `dataset` must outlive the pairs. VANITY_ERROR_VALUE where it has no two people in a bare face,
 * _MISSING without the canonical mesh. */
VanityPairs *vanity_pairs_new (const VanityDataset *dataset, const VanityPairOptions *options,
                               GError **error);
void vanity_pairs_free (VanityPairs *pairs);

int vanity_pairs_get_count (const VanityPairs *pairs);
/* The index in the data set of sample `index`'s face A. */
int vanity_pairs_get_face (const VanityPairs *pairs, int index);

/* What vanity_batches_new () asks for; `pairs` must outlive the batches. */
void vanity_pairs_get_source (VanityPairs *pairs, VanitySource *source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityPairs, vanity_pairs_free)

G_END_DECLS
