/* Views of heads to learn from: those of a set, with their guessed parts, moved, mirrored and lit
 * differently each time. */
#pragma once

#include "train-head-set.h"
#include "train/batch.h"

G_BEGIN_DECLS

/* Places of a sample: those of the learner of head/head-network.h. */
typedef enum
{
  VANITY_HEAD_LESSON_VIEW,
  VANITY_HEAD_LESSON_WANTED,
  VANITY_HEAD_LESSON_N_PLACES
} VanityHeadLessonPlace;

typedef struct _VanityHeadLessons VanityHeadLessons;

/* Guesses what is on all photos of `split` (some 50 ms each and core) and leaves out those of which
 * too little is sure. Of a photo with a mask in the folder `masks` (may be NULL; NAME.png,
 * head/head-mask.h) that is taken instead, all of it sure but its edges; where the guess would have
 * taught much hair that is none, the photo comes more often. `side` is that of the views. The set
 * must outlive the lessons. NULL with VANITY_ERROR_VALUE where none is left, and where a mask
 * cannot be read. */
VanityHeadLessons *vanity_head_lessons_new (const VanityHeadSet *set, VanityDatasetSplit split,
                                            const char *masks, int side, GError **error);
void vanity_head_lessons_free (VanityHeadLessons *lessons);

int vanity_head_lessons_get_count (const VanityHeadLessons *lessons);
/* Of those, how many have a mask. */
int vanity_head_lessons_count_masks (const VanityHeadLessons *lessons);
/* The entry in the set. */
int vanity_head_lessons_get_index (const VanityHeadLessons *lessons, int sample);
/* Samples as they come to learn from, which the lessons must outlive. */
void vanity_head_lessons_get_source (VanityHeadLessons *lessons, VanitySource *source);
/* One as the program would see it, not changed: places as those of a batch. */
void vanity_head_lessons_write_plain (const VanityHeadLessons *lessons, int sample, float *view,
                                      float *wanted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityHeadLessons, vanity_head_lessons_free)

G_END_DECLS
