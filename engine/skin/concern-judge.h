/* How well maps of concerns tell what was painted, on faces that were not learnt from. */
#pragma once

#include "skin/concern-lesson.h"

G_BEGIN_DECLS

/* Strengths at which each face is painted, from nothing to the strongest, and those of them from
 * which on a concern is clear: its mask is compared. */
#define VANITY_CONCERN_STEPS 5
#define VANITY_CONCERN_FIRST_CLEAR 3

/* Gives the maps of a face: VANITY_N_CONCERNS planes of size², [0, 1]. */
typedef gboolean (*VanityConcernSee) (gpointer data, const float *rgb, const float *visibility,
                                      float *maps, GError **error);

typedef struct
{
  int faces;
  double overlap[VANITY_N_CONCERNS]; /* mean intersection over union of masks at clear strength:
                                        what is at least VANITY_CONCERN_CLEAR */
  double best[VANITY_N_CONCERNS][2]; /* the threshold at which overlap is best of those tried,
                                        and the overlap there: to choose thresholds by */
  double rank[VANITY_N_CONCERNS];    /* Spearman's, of the score and how little was
                                        painted, all faces together */
  double within[VANITY_N_CONCERNS];  /* the same of each face by itself, their mean */
  double area[VANITY_N_CONCERNS][2]; /* mean part of the seen skin that the masks take: the truth's
                                        at clear strength, and what is seen on bare faces */
} VanityConcernVerdict;

/* Paints up to `most` faces, spread over the lessons', with each concern alone at every strength;
 * the same for the same `seed`. */
gboolean vanity_concern_judge (const VanityConcernLessons *lessons, int most, guint64 seed,
                               VanityConcernSee see, gpointer data, VanityConcernVerdict *verdict,
                               GError **error);

/* Spearman's rank correlation of `count` pairs, equal ones sharing their ranks; 0 where one of both
 * does not vary. */
double vanity_rank_correlation (const double *one, const double *other, int count);

G_END_DECLS
