/* How well a head is told apart, in numbers: against masks checked by hand. */
#pragma once

#include "face/finder.h"
#include "head/head-map.h"
#include "image/skin-tone.h"
#include "train/confusion.h"

G_BEGIN_DECLS

typedef struct
{
  VanityConfusion whole, group[VANITY_N_SKIN_GROUPS]; /* VanityHeadClass of the masks' cells */
  int photos, photos_of[VANITY_N_SKIN_GROUPS];
  double seconds; /* that the parser took */
} HeadScores;

/* Counts the photos of `folder` that photos.txt in `masks` names. `listed`: a line of each, too.
 * Clear the scores in any case. */
gboolean head_scores_measure (HeadScores *scores, const char *folder, const char *masks,
                              VanityFaceFinder *finder, VanityHeadParser *parser, gboolean listed,
                              GError **error);
void head_scores_clear (HeadScores *scores);

/* As tables, of all and by group of skin tones. */
void head_scores_print (const HeadScores *scores);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeadScores, head_scores_clear)

G_END_DECLS
