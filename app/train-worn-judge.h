/* How well it is told what faces wear, in numbers. */
#pragma once

#include "image/skin-tone.h"
#include "train-worn-sample.h"
#include "train/confusion.h"

G_BEGIN_DECLS

/* Of three groups of skin (image/skin-tone.h), and of all. */
#define VANITY_WORN_N_GROUPS (VANITY_N_SKIN_GROUPS + 1)

typedef struct
{
  VanityConfusion whole[VANITY_WORN_N_GROUPS];  /* levels of real faces: what people said, what is
                                                   told */
  VanityConfusion glasses, beard;               /* of real faces; 0 no, 1 yes */
  VanityConfusion painted[VANITY_WORN_N_PARTS]; /* levels of painted faces */
  VanityConfusion sunglasses;                   /* half of them painted on */
} VanityWornScores;

/* What is told of a view (head/worn-network.h), of face `index` of the data set or, where that is
 * −1, of a painted one. */
typedef gboolean (*VanityWornTell) (int index, const float *view, VanityWorn *worn, gpointer data,
                                    GError **error);

/* Counts over all real faces of the samples' split and over `n_painted` painted ones, always the
 * same. Clear the scores in any case. */
gboolean vanity_worn_scores_measure (VanityWornScores *scores, const VanityDataset *dataset,
                                     const VanityWornSamples *samples, int n_painted,
                                     VanityWornTell tell, gpointer data, GError **error);
void vanity_worn_scores_clear (VanityWornScores *scores);

/* The share of what was said that lies within one level; the mean of those shares by level, to
 * which a level that is rare counts as much as a common one. */
double vanity_worn_get_within_one (const VanityConfusion *levels);
double vanity_worn_get_macro_within_one (const VanityConfusion *levels);

/* All of it as text; free it. */
char *vanity_worn_scores_to_text (const VanityWornScores *scores);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VanityWornScores, vanity_worn_scores_clear)

G_END_DECLS
