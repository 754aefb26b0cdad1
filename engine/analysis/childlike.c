#include "analysis/childlike.h"

#include <math.h>

/* Beyond these, degrees, the iris and the far side are seen too flat to be measured. */
#define MAX_YAW 30
#define MAX_PITCH 25
/* The mean of the proportions' logarithms over portraits of adults, as our mesh has them. */
#define ADULT 1.8755f
/* How much smaller it is at five to six: pupils are 51.0 mm apart then (norms of Pacific
 * University, 1993) and 63 in adults (Dodgson, Variation and extrema of human interpupillary
 * distance, 2004), and the rest of the face is taken to grow alike. The logarithm of that. */
#define SMALLER -0.2113f

static double
measure_distance (const VanityFace *face, int from, int to)
{
  const VanityPoint *a = &face->points[from], *b = &face->points[to];

  return sqrt (((double)a->x - b->x) * ((double)a->x - b->x)
               + ((double)a->y - b->y) * ((double)a->y - b->y)
               + ((double)a->z - b->z) * ((double)a->z - b->z));
}

/* In the picture: irises have no depth of their own. */
static double
measure_flat (const VanityFace *face, int from, int to)
{
  const VanityPoint *a = &face->points[from], *b = &face->points[to];

  return hypot ((double)a->x - b->x, (double)a->y - b->y);
}

/* Of both, across and along: an iris half under a lid is fitted as a whole. */
static double
measure_iris (const VanityFace *face)
{
  double turned = MAX (cos ((double)face->pose.yaw * G_PI / 180), 0.5);
  double across = measure_flat (face, 469, 471) + measure_flat (face, 474, 476);
  double along = measure_flat (face, 470, 472) + measure_flat (face, 475, 477);

  return (across / turned + along) / 4;
}

void
vanity_childlike_measure (const VanityFace *face, float features[VANITY_CHILDLIKE_N_FEATURES])
{
  double iris = measure_iris (face);
  /* Middles of the eyes: pupils wander with the gaze. */
  double eyes = (measure_distance (face, 33, 362) + measure_distance (face, 133, 263)) / 2;

  features[VANITY_CHILDLIKE_PUPILS] = (float)log (eyes / iris);
  features[VANITY_CHILDLIKE_WIDTH] = (float)log (measure_distance (face, 234, 454) / iris);
  features[VANITY_CHILDLIKE_NOSE] = (float)log (measure_distance (face, 168, 2) / iris);
  features[VANITY_CHILDLIKE_LOWER] = (float)log (measure_distance (face, 2, 152) / iris);
}

float
vanity_childlike_judge (const VanityFace *face)
{
  float features[VANITY_CHILDLIKE_N_FEATURES], mean = 0;

  if (!(fabsf (face->pose.yaw) <= MAX_YAW && fabsf (face->pose.pitch) <= MAX_PITCH))
    return NAN;
  vanity_childlike_measure (face, features);
  for (int i = 0; i < VANITY_CHILDLIKE_N_FEATURES; i++)
    mean += features[i] / VANITY_CHILDLIKE_N_FEATURES;
  mean = (mean - ADULT) / SMALLER;
  return isfinite (mean) ? mean : NAN;
}
