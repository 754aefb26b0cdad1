#include "features/measure.h"

#include <math.h>

#define DEGREES (180 / G_PI)

/* The middle of each lip: right, centre, left; edge of the red and the line where lips meet. */
static const int upper_edge[3] = { 37, 0, 267 }, upper_line[3] = { 82, 13, 312 };
static const int lower_edge[3] = { 84, 17, 314 }, lower_line[3] = { 87, 14, 317 };

static double
get_mean_distance (const VanityFrontal *f, const int from[3], const int to[3])
{
  double sum = 0;

  for (int i = 0; i < 3; i++)
    sum += vanity_frontal_get_distance (f, from[i], to[i]);
  return sum / 3;
}

void
vanity_measure_lips (const VanityFrontal *f, VanityMeasured *m)
{
  const VanityFrontalPoint *p = f->point;
  double width = vanity_frontal_get_distance (f, 61, 291);
  double upper = get_mean_distance (f, upper_edge, upper_line);
  double lower = get_mean_distance (f, lower_edge, lower_line);
  double bow = (p[37].y + p[267].y) / 2 - p[0].y;
  double x = (p[13].x + p[14].x) / 2, y = (p[13].y + p[14].y) / 2;

  vanity_measured_set (m, VANITY_MEASURE_LIP_WIDTH, width);
  vanity_measured_set (m, VANITY_MEASURE_LIP_HEIGHT, vanity_measure_ratio (upper + lower, width));
  vanity_measured_set (m, VANITY_MEASURE_LIP_RATIO, vanity_measure_ratio (upper, lower));
  vanity_measured_set (m, VANITY_MEASURE_LIP_BOW, 100 * vanity_measure_ratio (bow, width));
  m->value[VANITY_MEASURE_LIP_CORNERS][0] = atan2 (p[61].y - y, fabs (p[61].x - x)) * DEGREES;
  m->value[VANITY_MEASURE_LIP_CORNERS][1] = atan2 (p[291].y - y, fabs (p[291].x - x)) * DEGREES;
}
