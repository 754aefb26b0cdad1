/* What the network of what a face wears learns from: faces as people called them, faces that were
 * made up by painting, and faces that dark glasses were painted on. */
#pragma once

#include "head/worn-network.h"
#include "texture/dataset.h"
#include "train/batch.h"

G_BEGIN_DECLS

/* Places of a sample, as the learner's inputs. */
typedef enum
{
  VANITY_WORN_SAMPLE_VIEW,
  VANITY_WORN_SAMPLE_WANTED,
  VANITY_WORN_SAMPLE_KNOWN,
  VANITY_WORN_SAMPLE_PLACES
} VanityWornSamplePlace;

typedef struct _VanityWornSamples
    VanityWornSamples; /* immutable: safe to use from several threads */

/* Samples of the faces of `dataset` (which must outlive them) that are in `split`; its textures are
 * of VANITY_WORN_SIDE². `beards` (may be NULL) names a file of lines "PHOTO<tab>beard" or
 * "PHOTO<tab>none"; nobody knows about the others. VANITY_ERROR_VALUE where the set is of another
 * size or lacks bare faces. */
VanityWornSamples *vanity_worn_samples_new (const VanityDataset *dataset, VanityDatasetSplit split,
                                            const char *beards, GError **error);
void vanity_worn_samples_free (VanityWornSamples *samples);

/* What vanity_batches_new () asks for: `count` samples an epoch, drawn so that levels come about
 * alike often. */
void vanity_worn_samples_get_source (VanityWornSamples *samples, int count, VanitySource *source);

/* Face `index` of the data set as it is: view, and what is known of it. FALSE where it is in the
 * other split. */
gboolean vanity_worn_samples_read_face (const VanityWornSamples *samples, int index, float *view,
                                        float *wanted, float *known);
/* A bare face painted at random, with dark glasses where `shades`; `random` says which and how. */
gboolean vanity_worn_samples_paint_face (const VanityWornSamples *samples, gboolean shades,
                                         VanityRandom *random, float *view, float *wanted,
                                         float *known, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityWornSamples, vanity_worn_samples_free)

G_END_DECLS
