/* What the networks of transfer learn from: samples of three kinds, drawn by chance, so that one
 * batch has something of each.
 *
 *   pair   painted, with the truth known (transfer/pair.h)
 *   real   a bare face and a photo of somebody who really wears makeup: nobody knows how the one
 *          looks in the makeup of the other, but the colours of its regions against the own skin
 *          are known, and that it is to look like a real one
 *   self   a face that really wears makeup, and the same one in another light: nothing is to change
 *
 * Which losses count for a sample stands in its weights. */
#pragma once

#include "transfer/pair.h"

G_BEGIN_DECLS

/* Places of a sample; S × S texels, channels last. */
typedef enum
{
  VANITY_LESSON_SOURCE,    /* the first five as VanityPairPlace; where the truth is not known, */
  VANITY_LESSON_REFERENCE, /* it is the source, and where the layer is not known, 0 */
  VANITY_LESSON_TRUTH,
  VANITY_LESSON_LAYER,
  VANITY_LESSON_SEEN,
  VANITY_LESSON_WEIGHTS,   /* VANITY_LESSON_N_WEIGHTS numbers, 0 or 1 */
  VANITY_LESSON_REAL,      /* 3: a face that really wears makeup, for the discriminator */
  VANITY_LESSON_REAL_SEEN, /* 1: its visibility */
  VANITY_LESSON_PLACES
} VanityLessonPlace;

typedef enum
{
  VANITY_LESSON_TRUTH_KNOWN, /* pair, self */
  VANITY_LESSON_LAYER_KNOWN, /* pair */
  VANITY_LESSON_STRANGER,    /* real: colour and looks */
  VANITY_LESSON_N_WEIGHTS
} VanityLessonWeight;

typedef struct
{
  double real, self; /* shares of samples, [0, 1], together at most 1 */
  double bare;       /* of pairs, those in no makeup at all */
} VanityLessonOptions;

typedef struct _VanityLessons VanityLessons; /* immutable: safe to use from several threads */

/* From the faces of `dataset` that training may see. It must outlive the lessons. Errors as
 * vanity_pairs_new (), and _VALUE where nobody in it wears makeup. */
VanityLessons *vanity_lessons_new (const VanityDataset *dataset, const VanityLessonOptions *options,
                                   GError **error);
void vanity_lessons_free (VanityLessons *lessons);

/* Faces that really wear makeup: indices in the data set. Owned by the lessons. */
const int *vanity_lessons_get_worn (const VanityLessons *lessons, int *count);

/* What vanity_batches_new () asks for; `lessons` must outlive the batches. */
void vanity_lessons_get_source (VanityLessons *lessons, VanitySource *source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityLessons, vanity_lessons_free)

G_END_DECLS
