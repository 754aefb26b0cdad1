/* Faces to learn concerns from, and to be judged by: bare ones of a set, painted, in another light.
 *
 * Skins have concerns of their own that no truth tells. Where the signals of a bare face look like
 * one (skin/signals.h), nothing is taught of that concern: to call it clear would be wrong as often
 * as not. Stubble is an exception: on chin, jaw and above the lips dark marks are taught to be
 * none. */
#pragma once

#include "image/skin-tone.h"
#include "skin/concern-paint.h"
#include "texture/dataset.h"
#include "train/batch.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_CONCERN_LESSON_FACE,    /* size² × VANITY_N_SIGNALS, as the network sees it */
  VANITY_CONCERN_LESSON_TRUTH,   /* size² × VANITY_N_CONCERNS, [0, 1] */
  VANITY_CONCERN_LESSON_WEIGHTS, /* the same: how much each counts, [0, 1] */
  VANITY_CONCERN_LESSON_PLACES
} VanityConcernLessonPlace;

typedef struct _VanityConcernLessons VanityConcernLessons;

/* The bare faces of one part of the set, without glasses, sharp and mostly seen; the set must
 * outlive it. VANITY_ERROR_VALUE where there are none. */
VanityConcernLessons *vanity_concern_lessons_new (const VanityDataset *dataset,
                                                  VanityDatasetSplit split, GError **error);
void vanity_concern_lessons_free (VanityConcernLessons *lessons);

/* Leaves only faces whose skin, as photographed, is of that group; returns how many are left. */
int vanity_concern_lessons_keep (VanityConcernLessons *lessons, VanitySkinGroup group);
int vanity_concern_lessons_get_size (const VanityConcernLessons *lessons); /* of the atlas */
int vanity_concern_lessons_get_count (const VanityConcernLessons *lessons);
/* The index in the set of the nth of them. */
int vanity_concern_lessons_get_face (const VanityConcernLessons *lessons, int nth);

/* Each face once in an epoch, with other concerns in another light. */
void vanity_concern_lessons_get_source (VanityConcernLessons *lessons, VanitySource *source);

/* The nth face with these concerns in the light of its photo: three planes of linear light and the
 * visibility in `rgb` (4 × size²), the truth in `truth` (VANITY_N_CONCERNS × size²). FALSE where no
 * bare skin is seen. */
gboolean vanity_concern_lessons_paint (const VanityConcernLessons *lessons, int nth,
                                       const float *strength, VanityRandom *random, float *rgb,
                                       float *truth);

/* Another photo of the same face: light up to 2^±0.7, a cast of 12 %, brighter on one side, a blur
 * up to 1.2 texels of 256 and noise; each as `amount` in [0, 1] says. */
void vanity_concern_relight (float *rgb, int size, double amount, VanityRandom *random);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityConcernLessons, vanity_concern_lessons_free)

G_END_DECLS
