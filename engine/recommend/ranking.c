#include "recommend/ranking.h"

#include <math.h>

int
vanity_rank_of (const float *scores, int n_items, guint32 target, const guint8 *without)
{
  float wanted = isnan (scores[target]) ? -INFINITY : scores[target];
  int behind = 0;

  for (int i = 0; i < n_items; i++)
    behind += scores[i] < wanted || (without != NULL && without[i]);
  if (without != NULL && without[target])
    behind--;
  return n_items - 1 - behind;
}

void
vanity_ranking_add (VanityRanking *ranking, int rank)
{
  double gain = 1 / log2 (rank + 2);

  ranking->users++;
  if (rank < 5)
    {
      ranking->hits_5++;
      ranking->gain_5 += gain;
    }
  if (rank < 10)
    {
      ranking->hits_10++;
      ranking->gain_10 += gain;
    }
}

static double
get_mean (double sum, const VanityRanking *ranking)
{
  return ranking->users > 0 ? sum / ranking->users : 0;
}

double
vanity_ranking_get_hr_5 (const VanityRanking *ranking)
{
  return get_mean (ranking->hits_5, ranking);
}

double
vanity_ranking_get_hr_10 (const VanityRanking *ranking)
{
  return get_mean (ranking->hits_10, ranking);
}

double
vanity_ranking_get_ndcg_5 (const VanityRanking *ranking)
{
  return get_mean (ranking->gain_5, ranking);
}

double
vanity_ranking_get_ndcg_10 (const VanityRanking *ranking)
{
  return get_mean (ranking->gain_10, ranking);
}
