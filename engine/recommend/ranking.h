/* How well an order of all items finds the one that was held back. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The place of `target`, from 0, among all `n_items` by falling score. An item with without[item]
 * not 0 is not in the race; `without` may be NULL, and never takes `target` out. Among equals
 * `target` comes last, so that a score that does not tell items apart is worth nothing; so it does
 * where its own score is not a number. */
int vanity_rank_of (const float *scores, int n_items, guint32 target, const guint8 *without);

/* Hit rate: the share of users whose item is among the first 5 or 10. Normalised discounted
 * cumulative gain (Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques,
 * 2002), of one item that is wanted: 1 / log₂ (place + 2), or 0. */
typedef struct
{
  int users;
  double hits_5, gain_5, hits_10, gain_10; /* sums */
} VanityRanking;                           /* zero-initialised */

void vanity_ranking_add (VanityRanking *ranking, int rank);

/* Means; 0 where no user was added. */
double vanity_ranking_get_hr_5 (const VanityRanking *ranking);
double vanity_ranking_get_hr_10 (const VanityRanking *ranking);
double vanity_ranking_get_ndcg_5 (const VanityRanking *ranking);
double vanity_ranking_get_ndcg_10 (const VanityRanking *ranking);

G_END_DECLS
