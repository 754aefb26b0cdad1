#include "skin/concern-score.h"

#include "skin/concern-table.h"

#include <math.h>

#define SEEN 0.5f
#define ENOUGH 0.35 /* of a zone */
/* Amounts less far apart than this are not told apart. */
#define LEAST 0.03
/* Beyond the population, how fast scores fall at least. */
#define TAIL 0.15

const double vanity_concern_quantiles[VANITY_CONCERN_N_QUANTILES] = { 0.5, 0.9, 0.99 };

static const float levels[VANITY_CONCERN_N_QUANTILES] = { 80, 55, 30 };

float
vanity_concern_score (VanityConcern concern, VanityZone zone, double amount)
{
  double from = 0, high = 100;

  amount = MAX (amount, 0);
  for (int k = 0; k < VANITY_CONCERN_N_QUANTILES; k++)
    {
      double to = MAX (population[concern][zone][k], from + LEAST), low = (double)levels[k];

      if (amount <= to)
        return (float)(high + (low - high) * (amount - from) / (to - from));
      from = to;
      high = low;
    }
  return (float)(high * exp (-(amount - from) / MAX (from, TAIL)));
}

/* The mean of the plane or, if `squares`, of its squares over what is seen of the zone. */
static double
measure (const VanityAtlas *atlas, VanityZone zone, const float *plane, gboolean squares,
         const float *visibility, double *seen)
{
  const float *mask = vanity_zone_get_mask (atlas, zone);
  int size = vanity_atlas_get_size (atlas);
  double sum = 0, weight = 0, all = 0;

  for (int i = 0; i < size * size; i++)
    {
      double part = (double)mask[i], value = (double)plane[i];

      all += part;
      if (visibility[i] <= SEEN)
        continue;
      weight += part;
      sum += part * (squares ? value * value : value);
    }
  if (seen != NULL)
    *seen = all > 0 ? weight / all : 0;
  return weight > 0 && weight >= ENOUGH * all ? sum / weight : -1;
}

double
vanity_concern_measure_zone (const VanityAtlas *atlas, VanityZone zone, const float *plane,
                             const float *visibility)
{
  return measure (atlas, zone, plane, FALSE, visibility, NULL);
}

double
vanity_concern_measure_amount (const VanityAtlas *atlas, VanityZone zone, const float *map,
                               const float *visibility, double *seen)
{
  double mean = measure (atlas, zone, map, TRUE, visibility, seen);

  return mean >= 0 ? sqrt (mean) : -1;
}

double
vanity_concern_join_amounts (const double *amounts, const double *sizes)
{
  double sum = 0, size = 0;

  for (int z = 0; z < VANITY_N_ZONES; z++)
    if (amounts[z] >= 0)
      {
        sum += sizes[z] * amounts[z] * amounts[z];
        size += sizes[z];
      }
  return size > 0 ? sqrt (sum / size) : -1;
}

double
vanity_concern_measure_size (const VanityAtlas *atlas, VanityZone zone)
{
  const float *mask = vanity_zone_get_mask (atlas, zone);
  int size = vanity_atlas_get_size (atlas);
  double area = 0;

  for (int i = 0; i < size * size; i++)
    area += (double)mask[i];
  return area;
}

double
vanity_concern_measure_all (const VanityAtlas *atlas, VanityConcern concern, const float *map,
                            const float *visibility)
{
  double amounts[VANITY_N_ZONES], sizes[VANITY_N_ZONES];

  for (int z = 0; z < VANITY_N_ZONES; z++)
    {
      amounts[z] = vanity_concern_is_in (concern, (VanityZone)z)
                       ? vanity_concern_measure_amount (atlas, (VanityZone)z, map, visibility, NULL)
                       : -1;
      sizes[z] = vanity_concern_measure_size (atlas, (VanityZone)z);
    }
  return vanity_concern_join_amounts (amounts, sizes);
}
